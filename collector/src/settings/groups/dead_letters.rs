//! Where what cannot be delivered goes.

use std::path::PathBuf;

use super::super::form::Form;
use super::super::key::{Fallback, Key, Kind};
use super::super::value::Value;
use super::super::values::Values;
use super::place;
use super::streams::REGION_VARIABLES;

const TO: Key = Key::new(
    "dead_letters.to",
    Kind::Text(Form::FolderOrBucket),
    Fallback::Derived { words: "`dead-letters` below `data`", value: folder_below_data },
    "Folder, or prefix in S3 as `s3://bucket/prefix`, of the events that could not be delivered, with the reason, as \
     NDJSON; `linger replay` sends them again.",
);
const REGION: Key = Key::new(
    "dead_letters.region",
    Kind::Text(Form::Region),
    Fallback::Unset,
    "Region of the bucket; `AWS_REGION` counts where it is not given.",
)
.or_variables(REGION_VARIABLES)
.for_example("\"eu-central-1\"");
const ENDPOINT: Key = Key::new(
    "dead_letters.endpoint",
    Kind::Text(Form::Endpoint),
    Fallback::Unset,
    "Where S3 is called: an emulator, or a storage of one's own that speaks S3. The Region's own where it is not given.",
)
.for_example("\"http://127.0.0.1:4566\"");
const PATH_STYLE: Key = Key::new(
    "dead_letters.path_style",
    Kind::Flag,
    Fallback::Fixed("false"),
    "Whether the bucket is named in the path rather than the host, as most emulators want it.",
);

pub(super) const KEYS: &[Key] = &[TO, REGION, ENDPOINT, PATH_STYLE];

/// The dead letters' settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadLetters {
    /// Where they go.
    pub to: DeadLetterPlace,
    /// Region of the bucket, if one was given.
    pub region: Option<String>,
    /// Where S3 is called, if not at the Region's own endpoint.
    pub endpoint: Option<String>,
    /// Whether the bucket is named in the path.
    pub path_style: bool,
}

/// Where dead letters go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeadLetterPlace {
    /// A folder of this machine.
    Folder(PathBuf),
    /// A prefix in S3.
    Bucket {
        /// The bucket's name.
        bucket: String,
        /// What keys begin with; empty for the whole bucket. No slash at either end.
        prefix: String,
    },
}

pub(super) fn of(values: &Values) -> DeadLetters {
    DeadLetters {
        to: place_of(&values.word(&TO)),
        region: values.text(&REGION),
        endpoint: values.text(&ENDPOINT),
        path_style: values.flag(&PATH_STYLE),
    }
}

fn place_of(text: &str) -> DeadLetterPlace {
    let Some(rest) = text.strip_prefix("s3://") else { return DeadLetterPlace::Folder(PathBuf::from(text)) };
    let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
    DeadLetterPlace::Bucket { bucket: bucket.to_owned(), prefix: prefix.trim_matches('/').to_owned() }
}

#[expect(clippy::unnecessary_wraps, reason = "other defaults that follow from keys may be none")]
fn folder_below_data(values: &Values) -> Option<Value> {
    Some(place::below_data(values, "dead-letters"))
}
