//! Whether what the settings name in AWS is there and lets us in.

use linger_collector::settings::{DeadLetterPlace, Settings, SinkName};

use super::trial::Trial;

/// The trials of what the settings name elsewhere.
pub(super) fn trials(settings: &Settings) -> Vec<Trial> {
    let stream = matches!(settings.sink, SinkName::Firehose | SinkName::Kinesis);
    let bucket = matches!(settings.dead_letters.to, DeadLetterPlace::Bucket { .. });
    let named = [(stream, "stream"), (bucket, "dead letters")];
    let untried = |name| Trial::new(name, async { Err("this linger cannot reach AWS".to_owned()) });
    named.into_iter().filter(|(named, _)| *named).map(|(_, name)| untried(name)).collect()
}
