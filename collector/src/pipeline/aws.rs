//! What is AWS's among the places: one set of keys for all of them, made when the first needs it.

use std::sync::{Arc, OnceLock};

use crate::clock::Clock;
use crate::credentials::{AwsShared, AwsTimeouts, CredentialsSettings};
use crate::dead_letter::{BucketSettings, DeadLetters, open_bucket};
use crate::settings::{self, Credentials, Settings, SinkName, Stream};
use crate::sink::{Firehose, FirehoseSettings, Kinesis, KinesisSettings, Sink};

/// The keys, and what they are made from.
pub(crate) struct Aws {
    credentials: CredentialsSettings,
    timeouts: AwsTimeouts,
    clock: Arc<dyn Clock>,
    shared: OnceLock<Arc<AwsShared>>,
}

impl Aws {
    pub(crate) fn new(
        credentials: CredentialsSettings,
        timeouts: AwsTimeouts,
        clock: &Arc<dyn Clock>,
    ) -> Self {
        Self { credentials, timeouts, clock: Arc::clone(clock), shared: OnceLock::new() }
    }

    /// As a server has them.
    pub(super) fn of_server(settings: &Settings, clock: &Arc<dyn Clock>) -> Self {
        let timeouts = AwsTimeouts { call: settings.delivery.call_timeout, ..AwsTimeouts::default() };
        Self::new((&settings.credentials).into(), timeouts, clock)
    }

    pub(super) fn expires_at_ms(&self) -> Option<i64> {
        self.shared.get()?.snapshot().expires_at_ms
    }

    pub(crate) fn stream(&self, settings: &Settings) -> Result<Arc<dyn Sink>, Vec<String>> {
        match (settings.sink, &settings.firehose, &settings.kinesis) {
            (SinkName::Firehose, Some(stream), _) => {
                Ok(Arc::new(Firehose::try_new(firehose(stream), self.shared()?)?))
            }
            (SinkName::Kinesis, _, Some(stream)) => {
                Ok(Arc::new(Kinesis::try_new(kinesis(stream), self.shared()?)?))
            }
            _ => Err(vec!["name the stream and its Region".to_owned()]),
        }
    }

    pub(crate) fn dead_letters(
        &self,
        settings: &settings::DeadLetters,
        bucket: &str,
        prefix: &str,
    ) -> Result<DeadLetters, Vec<String>> {
        let Some(region) = settings.region.clone() else {
            return Err(vec!["give `dead_letters.region`, the Region of the bucket".to_owned()]);
        };
        let bucket = BucketSettings {
            url: format!("s3://{bucket}/{prefix}"),
            region,
            endpoint: settings.endpoint.clone(),
            path_style: settings.path_style,
        };
        open_bucket(&bucket, self.shared()?.s3_credentials()).map_err(|error| vec![error.to_string()])
    }

    fn shared(&self) -> Result<Arc<AwsShared>, Vec<String>> {
        if let Some(shared) = self.shared.get() {
            return Ok(Arc::clone(shared));
        }
        let (credentials, clock) = (self.credentials.clone(), Arc::clone(&self.clock));
        let shared = AwsShared::try_new(credentials, self.timeouts, clock, fastrand::u64(..))?;
        Ok(Arc::clone(self.shared.get_or_init(|| shared)))
    }
}

impl From<&Credentials> for CredentialsSettings {
    fn from(settings: &Credentials) -> Self {
        match settings.clone() {
            Credentials::Default => Self::Default,
            Credentials::Cognito { identity_pool, region, endpoint, cache } => {
                Self::Cognito { identity_pool, region, endpoint, cache }
            }
        }
    }
}

fn firehose(stream: &Stream) -> FirehoseSettings {
    let Stream { stream, region, endpoint } = stream.clone();
    FirehoseSettings { stream, region, endpoint }
}

fn kinesis(stream: &Stream) -> KinesisSettings {
    let Stream { stream, region, endpoint } = stream.clone();
    KinesisSettings { stream, region, endpoint }
}
