//! What all calls to AWS share: keys, one pool of connections, time limits, no repeats.

use std::sync::Arc;
use std::time::Duration;

use aws_config::SdkConfig;
use aws_config::identity::IdentityCache;
use aws_config::retry::RetryConfig;
use aws_config::stalled_stream_protection::StalledStreamProtectionConfig;
use aws_config::timeout::TimeoutConfig;
use aws_config::{BehaviorVersion, Region};
use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_smithy_http_client::tls::Provider;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;

use super::chain::Chain;
use super::cognito::Service;
use super::{Cognito, CredentialsError, CredentialsSettings, Kept, PoolId, S3Credentials, Snapshot, Source};
use crate::clock::Clock;

/// What the SDK's clients are made from.
pub(crate) type AwsSdk = SdkConfig;

/// How long a call may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AwsTimeouts {
    /// Until there is a connection: name, TCP, TLS. Nothing was sent then. 3 s unless set.
    pub connect: Duration,
    /// Until the whole answer is there. What was sent may have been taken then. 30 s unless set: AWS asks for «a longer
    /// time out» for larger calls, and a time-out doubles.
    pub call: Duration,
}

impl Default for AwsTimeouts {
    fn default() -> Self {
        Self { connect: Duration::from_secs(3), call: Duration::from_secs(30) }
    }
}

/// What all calls to AWS share.
#[derive(Debug)]
pub struct AwsShared {
    sdk: SdkConfig,
    kept: Kept,
}

impl AwsShared {
    /// For these credentials; none are loaded yet. The seed is for the moments at which they are.
    ///
    /// # Errors
    /// All that is wrong with the settings.
    pub fn try_new(
        settings: CredentialsSettings,
        timeouts: AwsTimeouts,
        clock: Arc<dyn Clock>,
        seed: u64,
    ) -> Result<Arc<Self>, Vec<String>> {
        let base = base(timeouts);
        let kept = Kept::new(source(settings, &base)?, clock, seed);
        let provider = SharedCredentialsProvider::new(kept.clone());
        Ok(Arc::new(Self { sdk: base.into_builder().credentials_provider(provider).build(), kept }))
    }

    /// Valid credentials, loaded if need be.
    ///
    /// # Errors
    /// Why there are none.
    pub async fn credentials(&self) -> Result<Credentials, CredentialsError> {
        self.kept.credentials().await
    }

    /// Drops a key that a service has refused.
    pub fn forget(&self, key: &str) {
        self.kept.forget(key);
    }

    /// How the credentials are.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        self.kept.snapshot()
    }

    /// The same credentials for an object store.
    #[must_use]
    pub fn s3_credentials(&self) -> Arc<S3Credentials> {
        Arc::new(S3Credentials(self.kept.clone()))
    }

    pub(crate) fn sdk(&self) -> &AwsSdk {
        &self.sdk
    }
}

fn base(timeouts: AwsTimeouts) -> SdkConfig {
    let client = aws_smithy_http_client::Builder::new();
    let times = TimeoutConfig::builder().connect_timeout(timeouts.connect).operation_timeout(timeouts.call);
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .http_client(client.tls_provider(Provider::Rustls(CryptoMode::Ring)).build_https())
        .timeout_config(times.build())
        // Delivery sends again, record by record, and slows down when it must: the SDK would repeat whole calls.
        .retry_config(RetryConfig::disabled())
        // The keys are kept once, where a service's word that they have expired reaches them.
        .identity_cache(IdentityCache::no_cache())
        // It ends a call whose body stands still for 20 s. The time limit ends it too, and by one name.
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
        .build()
}

fn source(settings: CredentialsSettings, base: &SdkConfig) -> Result<Box<dyn Source>, Vec<String>> {
    let problems = settings.problems();
    match settings {
        _ if !problems.is_empty() => Err(problems),
        CredentialsSettings::Default => Ok(Box::new(Chain::new(base.clone()))),
        CredentialsSettings::Cognito { identity_pool, region, endpoint, cache } => {
            let pool = PoolId::try_new(&identity_pool).map_err(|problem| vec![problem])?;
            let service = Service(cognito(base, region, endpoint));
            Ok(Box::new(Cognito::new(pool, Box::new(service), cache)))
        }
    }
}

fn cognito(base: &SdkConfig, region: String, endpoint: Option<String>) -> aws_sdk_cognitoidentity::Client {
    let builder = aws_sdk_cognitoidentity::config::Builder::from(base).region(Region::new(region));
    let mut builder = builder.allow_no_auth();
    builder.set_endpoint_url(endpoint);
    aws_sdk_cognitoidentity::Client::from_conf(builder.build())
}
