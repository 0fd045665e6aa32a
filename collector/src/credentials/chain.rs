//! What the machine has, by the AWS SDK's default chain: environment, profile, web identity, container, instance.

use aws_config::default_provider::credentials::DefaultCredentialsChain;
use aws_config::provider_config::ProviderConfig;
use aws_credential_types::Credentials;
use aws_credential_types::provider::ProvideCredentials;
use aws_credential_types::provider::error::CredentialsError as SdkCredentialsError;
use tokio::sync::OnceCell;

use super::shared::AwsSdk;
use super::{CredentialsError, Source, told};
use crate::sink::BoxFuture;

/// The default chain, made when it is first asked.
pub(super) struct Chain {
    sdk: AwsSdk,
    made: OnceCell<DefaultCredentialsChain>,
}

impl Chain {
    pub(super) fn new(sdk: AwsSdk) -> Self {
        Self { sdk, made: OnceCell::new() }
    }

    async fn credentials(&self) -> Result<Credentials, CredentialsError> {
        let chain = self.made.get_or_init(|| self.make()).await;
        chain.provide_credentials().await.map_err(|error| explained(&error))
    }

    async fn make(&self) -> DefaultCredentialsChain {
        let client = self.sdk.http_client().expect("the shared configuration has one");
        // The Region, for STS, is looked for by the chain itself, with this client.
        let configuration = ProviderConfig::without_region().with_http_client(client);
        DefaultCredentialsChain::builder().configure(configuration).build().await
    }
}

impl Source for Chain {
    fn load(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(self.credentials())
    }
}

fn explained(error: &SdkCredentialsError) -> CredentialsError {
    let detail = told(error);
    match error {
        SdkCredentialsError::CredentialsNotLoaded(_) => CredentialsError::Refused {
            detail: "this machine has none: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, give it a role, or name \
                     an identity pool"
                .into(),
        },
        SdkCredentialsError::InvalidConfiguration(_) => CredentialsError::Refused { detail },
        _ => CredentialsError::Unavailable { detail },
    }
}
