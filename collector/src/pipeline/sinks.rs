//! Where records go and where dead letters do, by the settings.

use std::sync::Arc;

use crate::clock::Clock;
use crate::dead_letter::DeadLetters;
use crate::settings::{DeadLetterPlace, Settings, SinkName};
use crate::sink::{Memory, Sink};

#[cfg(feature = "aws")]
use super::aws::Aws;
#[cfg(feature = "lake")]
use crate::sink::{Lake, LakeConfig};

/// A sink, and where goes what it does not take. Nothing is asked of either yet.
pub struct Place {
    /// What takes records.
    pub sink: Arc<dyn Sink>,
    /// What keeps the others.
    pub dead_letters: DeadLetters,
    #[cfg(feature = "aws")]
    aws: Aws,
}

/// The sink and the place for dead letters that the settings name.
///
/// # Errors
/// All that keeps either from being opened.
pub fn place(settings: &Settings, clock: &Arc<dyn Clock>) -> Result<Place, Vec<String>> {
    #[cfg(feature = "aws")]
    let aws = Aws::of_server(settings, clock);
    #[cfg(not(feature = "aws"))]
    let aws = clock;
    let (sink, dead_letters) = (sink(settings, &aws), dead_letters(settings, &aws));
    match (sink, dead_letters) {
        (Ok(sink), Ok(dead_letters)) => Ok(Place {
            sink,
            dead_letters,
            #[cfg(feature = "aws")]
            aws,
        }),
        (sink, dead_letters) => {
            let problems = [sink.err().unwrap_or_default(), dead_letters.err().unwrap_or_default()];
            Err(problems.concat())
        }
    }
}

impl Place {
    /// When the keys that sign calls end, in milliseconds since 1970; `None` where there are none, or they do not end.
    #[must_use]
    pub fn credentials_expire_at_ms(&self) -> Option<i64> {
        #[cfg(feature = "aws")]
        return self.aws.expires_at_ms();
        #[cfg(not(feature = "aws"))]
        None
    }
}

#[cfg(not(feature = "aws"))]
type Aws = Arc<dyn Clock>;

fn sink(settings: &Settings, aws: &Aws) -> Result<Arc<dyn Sink>, Vec<String>> {
    match settings.sink {
        SinkName::Memory => Ok(Arc::new(Memory::new())),
        SinkName::Lake => lake(settings),
        SinkName::Firehose | SinkName::Kinesis => stream(settings, aws),
    }
}

#[cfg(feature = "lake")]
fn lake(settings: &Settings) -> Result<Arc<dyn Sink>, Vec<String>> {
    let config = LakeConfig { folder: settings.data.join("lake"), ..LakeConfig::default() };
    let lake = Lake::try_open(&config).map_err(|error| vec![error.to_string()])?;
    Ok(Arc::new(lake))
}

#[cfg(not(feature = "lake"))]
fn lake(_: &Settings) -> Result<Arc<dyn Sink>, Vec<String>> {
    Err(vec![
        "this program was built without the lake; give another `sink`, or use `linger serve`".to_owned(),
    ])
}

#[cfg(feature = "aws")]
fn stream(settings: &Settings, aws: &Aws) -> Result<Arc<dyn Sink>, Vec<String>> {
    aws.stream(settings)
}

#[cfg(not(feature = "aws"))]
fn stream(_: &Settings, _: &Aws) -> Result<Arc<dyn Sink>, Vec<String>> {
    Err(vec!["this program was built without AWS; give another `sink`".to_owned()])
}

fn dead_letters(settings: &Settings, aws: &Aws) -> Result<DeadLetters, Vec<String>> {
    match &settings.dead_letters.to {
        DeadLetterPlace::Folder(folder) => {
            DeadLetters::try_open(folder).map_err(|error| vec![error.to_string()])
        }
        DeadLetterPlace::Bucket { bucket, prefix } => in_bucket(settings, aws, bucket, prefix),
    }
}

#[cfg(feature = "aws")]
fn in_bucket(settings: &Settings, aws: &Aws, bucket: &str, prefix: &str) -> Result<DeadLetters, Vec<String>> {
    aws.dead_letters(&settings.dead_letters, bucket, prefix)
}

#[cfg(not(feature = "aws"))]
fn in_bucket(_: &Settings, _: &Aws, _: &str, _: &str) -> Result<DeadLetters, Vec<String>> {
    Err(vec!["this program was built without AWS; give a folder for dead letters".to_owned()])
}
