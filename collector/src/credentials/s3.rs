//! The same keys for object stores: dead letters in S3.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use object_store::CredentialProvider;
use object_store::aws::AwsCredential;

use super::Kept;

/// Gives `object_store` the keys that are kept.
#[derive(Debug)]
pub struct S3Credentials(pub(super) Kept);

impl CredentialProvider for S3Credentials {
    type Credential = AwsCredential;

    // As the trait's `async_trait` writes it.
    fn get_credential<'provider, 'future>(
        &'provider self,
    ) -> Pin<Box<dyn Future<Output = object_store::Result<Arc<AwsCredential>>> + Send + 'future>>
    where
        'provider: 'future,
        Self: 'future,
    {
        Box::pin(async {
            let credentials = self.0.credentials().await.map_err(unauthenticated)?;
            Ok(Arc::new(AwsCredential {
                key_id: credentials.access_key_id().to_owned(),
                secret_key: credentials.secret_access_key().to_owned(),
                token: credentials.session_token().map(str::to_owned),
            }))
        })
    }
}

fn unauthenticated(error: super::CredentialsError) -> object_store::Error {
    object_store::Error::Generic { store: "S3", source: Box::new(error) }
}
