//! The sink that the settings name, as far as a function can have it.

use std::sync::Arc;
use std::time::Duration;

use crate::SystemClock;
use crate::credentials::{AwsShared, AwsTimeouts, CredentialsSettings};
use crate::settings::{Credentials, Settings, SinkName, Stream};
use crate::sink::{Firehose, FirehoseSettings, Kinesis, KinesisSettings, Memory, Sink};

/// Until there is a connection to the service, in the same Region: ours. A lost SYN is sent again after a second.
const CONNECT_TIMEOUT: Duration = Duration::from_millis(1500);

pub(super) fn of(settings: &Settings, call: Duration) -> Result<Arc<dyn Sink>, Vec<String>> {
    let shared = || {
        let timeouts = AwsTimeouts { connect: CONNECT_TIMEOUT, call };
        AwsShared::try_new(
            credentials(&settings.credentials),
            timeouts,
            Arc::new(SystemClock),
            fastrand::u64(..),
        )
    };
    match (settings.sink, &settings.firehose, &settings.kinesis) {
        (SinkName::Firehose, Some(stream), _) => Ok(Arc::new(Firehose::try_new(firehose(stream), shared()?)?)),
        (SinkName::Kinesis, _, Some(stream)) => Ok(Arc::new(Kinesis::try_new(kinesis(stream), shared()?)?)),
        (SinkName::Memory, _, _) => Ok(Arc::new(Memory::new())),
        _ => Err(vec![
            "a function has no disk that lasts: set LINGER_SINK to `firehose` or `kinesis`, and name the stream".into(),
        ]),
    }
}

/// A function's identity lives as long as its environment, minutes to hours: there is no file to keep it in.
fn credentials(settings: &Credentials) -> CredentialsSettings {
    match settings.clone() {
        Credentials::Default => CredentialsSettings::Default,
        Credentials::Cognito { identity_pool, region, endpoint, .. } => {
            CredentialsSettings::Cognito { identity_pool, region, endpoint, cache: None }
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

#[cfg(test)]
mod tests {
    use crate::lambda::{app, settings};

    fn problems(variables: &[(&str, &str)]) -> Vec<String> {
        let variables = variables.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        settings(variables.collect()).and_then(|settings| app(&settings)).err().unwrap_or_default()
    }

    const FIREHOSE: [(&str, &str); 4] = [
        ("LINGER_SINK", "firehose"),
        ("LINGER_FIREHOSE_STREAM", "menu"),
        ("LINGER_SITE", "bistro=https://bistro.example"),
        ("AWS_REGION", "eu-central-1"),
    ];

    #[test]
    fn a_functions_own_region_and_role_are_enough() {
        assert_eq!(problems(&FIREHOSE), Vec::<String>::new());
    }

    #[test]
    fn what_is_missing_is_told_and_so_is_a_sink_that_no_function_can_have() {
        assert!(!problems(&FIREHOSE[..2]).is_empty());
        assert!(problems(&[]).iter().any(|problem| problem.contains("disk")), "{:?}", problems(&[]));
    }
}
