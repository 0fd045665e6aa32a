//! Whether what the settings name in AWS is there and lets us in.

use std::path::PathBuf;
use std::sync::Arc;

use linger_collector::pipeline::{Place, place};
use linger_collector::settings::{DeadLetterPlace, Settings, SinkName};
use linger_collector::{Clock, SystemClock};

use super::trial::{Answer, Trial};

/// The trials of what the settings name elsewhere.
pub(super) fn trials(settings: &Settings) -> Vec<Trial> {
    let stream = matches!(settings.sink, SinkName::Firehose | SinkName::Kinesis);
    let bucket = matches!(settings.dead_letters.to, DeadLetterPlace::Bucket { .. });
    let stream = stream.then(|| Trial::new("stream", reached(only_the_stream(settings.clone()))));
    let bucket = bucket.then(|| Trial::new("dead letters", written(only_the_bucket(settings.clone()))));
    stream.into_iter().chain(bucket).collect()
}

/// Opening a folder makes it, so in place of the dead letters' own stands one that is there.
fn only_the_stream(mut settings: Settings) -> Settings {
    settings.dead_letters.to = DeadLetterPlace::Folder(PathBuf::from("."));
    settings
}

/// Opening the lake locks it, and a collector may run.
fn only_the_bucket(settings: Settings) -> Settings {
    Settings { sink: SinkName::Memory, ..settings }
}

/// Credentials and stream: nothing is sent.
async fn reached(settings: Settings) -> Answer {
    let sink = open(&settings)?.sink;
    sink.probe().await.map_err(|error| error.to_string())?;
    Ok(format!("{} lets us in and has the stream", sink.name()))
}

/// A file is written and removed.
async fn written(settings: Settings) -> Answer {
    let letters = open(&settings)?.dead_letters;
    letters.probe().await.map_err(|error| error.to_string())?;
    Ok("the bucket takes files".to_owned())
}

fn open(settings: &Settings) -> Result<Place, String> {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    place(settings, &clock).map_err(|problems| problems.join("; "))
}
