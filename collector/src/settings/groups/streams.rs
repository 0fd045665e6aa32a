//! The streams of AWS.

use super::super::form::Form;
use super::super::key::{Fallback, Key, Kind};
use super::super::problem::Problem;
use super::super::values::Values;
use super::missing;
use super::place::{self, SINK, SinkName};

/// What the AWS SDKs and tools read, and Lambda sets.
pub(super) const REGION_VARIABLES: &[&str] = &["AWS_REGION", "AWS_DEFAULT_REGION"];

const REGION_DOC: &str = "Region of the stream; `AWS_REGION` counts where it is not given.";
const ENDPOINT_DOC: &str = "Where the service is called: an emulator, or an interface endpoint. The Region's own where it is not given.";

const FIREHOSE_STREAM: Key = Key::new(
    "firehose.stream",
    Kind::Text(Form::FirehoseStream),
    Fallback::Unset,
    "Name of the stream; needed with `sink = \"firehose\"`.",
)
.for_example("\"linger-events\"");
const FIREHOSE_REGION: Key =
    Key::new("firehose.region", Kind::Text(Form::Region), Fallback::Unset, REGION_DOC)
        .or_variables(REGION_VARIABLES)
        .for_example("\"eu-central-1\"");
const FIREHOSE_ENDPOINT: Key =
    Key::new("firehose.endpoint", Kind::Text(Form::Endpoint), Fallback::Unset, ENDPOINT_DOC)
        .for_example("\"http://127.0.0.1:4566\"");
const KINESIS_STREAM: Key = Key::new(
    "kinesis.stream",
    Kind::Text(Form::KinesisStream),
    Fallback::Unset,
    "Name of the stream; needed with `sink = \"kinesis\"`.",
)
.for_example("\"linger-events\"");
const KINESIS_REGION: Key = Key::new("kinesis.region", Kind::Text(Form::Region), Fallback::Unset, REGION_DOC)
    .or_variables(REGION_VARIABLES)
    .for_example("\"eu-central-1\"");
const KINESIS_ENDPOINT: Key =
    Key::new("kinesis.endpoint", Kind::Text(Form::Endpoint), Fallback::Unset, ENDPOINT_DOC)
        .for_example("\"http://127.0.0.1:4566\"");

pub(super) const KEYS: &[Key] =
    &[FIREHOSE_STREAM, FIREHOSE_REGION, FIREHOSE_ENDPOINT, KINESIS_STREAM, KINESIS_REGION, KINESIS_ENDPOINT];

/// A stream of Firehose or Kinesis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stream {
    /// Its name.
    pub stream: String,
    /// Its Region.
    pub region: String,
    /// Where the service is called, if not at the Region's own endpoint.
    pub endpoint: Option<String>,
}

pub(super) fn firehose(values: &Values) -> Option<Stream> {
    stream(values, [&FIREHOSE_STREAM, &FIREHOSE_REGION, &FIREHOSE_ENDPOINT])
}

pub(super) fn kinesis(values: &Values) -> Option<Stream> {
    stream(values, [&KINESIS_STREAM, &KINESIS_REGION, &KINESIS_ENDPOINT])
}

fn stream(values: &Values, [stream, region, endpoint]: [&Key; 3]) -> Option<Stream> {
    let endpoint = values.text(endpoint);
    Some(Stream { stream: values.text(stream)?, region: values.text(region)?, endpoint })
}

pub(super) fn conflicts(values: &Values) -> Vec<Problem> {
    let needed: &[Key] = match place::sink(values) {
        SinkName::Firehose => &[FIREHOSE_STREAM, FIREHOSE_REGION],
        SinkName::Kinesis => &[KINESIS_STREAM, KINESIS_REGION],
        SinkName::Lake | SinkName::Memory => &[],
    };
    let found = format!("`sink` is {:?}", values.word(&SINK));
    let absent = needed.iter().filter(|key| values.is_missing(key));
    absent.map(|key| missing(values, &SINK, &found, key)).collect()
}
