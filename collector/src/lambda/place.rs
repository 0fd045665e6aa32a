//! Where a function's records and dead letters go, as far as its settings name what a function can have.

use std::sync::Arc;
use std::time::Duration;

use super::stdout::Stdout;
use crate::clock::Clock;
use crate::credentials::{AwsTimeouts, CredentialsSettings};
use crate::dead_letter::DeadLetters;
use crate::pipeline::Aws;
use crate::settings::{DeadLetterPlace, Settings, SinkName};
use crate::sink::{Memory, Sink};

/// Until there is a connection to the service, in the same Region: ours. A lost SYN is sent again after a second.
const CONNECT_TIMEOUT: Duration = Duration::from_millis(1500);

pub(super) fn of(
    settings: &Settings,
    call: Duration,
    clock: &Arc<dyn Clock>,
) -> Result<(Arc<dyn Sink>, DeadLetters), Vec<String>> {
    let timeouts = AwsTimeouts { connect: CONNECT_TIMEOUT, call };
    let aws = Aws::new(credentials(settings), timeouts, clock);
    match (sink(settings, &aws), dead_letters(settings, &aws)) {
        (Ok(sink), Ok(dead_letters)) => Ok((sink, dead_letters)),
        (sink, dead_letters) => {
            Err([sink.err().unwrap_or_default(), dead_letters.err().unwrap_or_default()].concat())
        }
    }
}

fn sink(settings: &Settings, aws: &Aws) -> Result<Arc<dyn Sink>, Vec<String>> {
    match settings.sink {
        SinkName::Firehose | SinkName::Kinesis => aws.stream(settings),
        SinkName::Memory => Ok(Arc::new(Memory::new())),
        SinkName::Lake => Err(vec![
            "a function has no disk that lasts: set LINGER_SINK to `firehose` or `kinesis`, and name the stream".into(),
        ]),
    }
}

/// A folder of a function lasts no longer than the function: its log does.
fn dead_letters(settings: &Settings, aws: &Aws) -> Result<DeadLetters, Vec<String>> {
    match &settings.dead_letters.to {
        DeadLetterPlace::Folder(_) => Ok(DeadLetters::new(Arc::new(Stdout))),
        DeadLetterPlace::Bucket { bucket, prefix } => {
            aws.dead_letters(&settings.dead_letters, bucket, prefix)
        }
    }
}

/// A function's identity lives as long as its environment, minutes to hours: there is no file to keep it in.
fn credentials(settings: &Settings) -> CredentialsSettings {
    match CredentialsSettings::from(&settings.credentials) {
        CredentialsSettings::Cognito { identity_pool, region, endpoint, .. } => {
            CredentialsSettings::Cognito { identity_pool, region, endpoint, cache: None }
        }
        chain @ CredentialsSettings::Default => chain,
    }
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
