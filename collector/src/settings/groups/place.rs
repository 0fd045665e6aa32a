//! Where to listen, where data lies, for whom, and which sink: the keys before the first table.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use super::super::form::Form;
use super::super::key::{Fallback, Key, Kind};
use super::super::problem::Problem;
use super::super::value::Value;
use super::super::values::Values;
use super::conflict;
use crate::site::{Origins, Site};

const LISTEN: Key = Key::new(
    "listen",
    Kind::Text(Form::Address),
    Fallback::Fixed("127.0.0.1:8080"),
    "IP address and port to listen on; port 0 picks a free one.",
);
pub(super) const DATA: Key = Key::new(
    "data",
    Kind::Path,
    Fallback::Fixed("data"),
    "Folder of what is collected: the lake in `lake` below it, and spool and dead letters unless they are given places \
     of their own.",
);
pub(super) const SINK: Key = Key::new(
    "sink",
    Kind::Choice(&["lake", "firehose", "kinesis", "memory"]),
    Fallback::Fixed("lake"),
    "Where events go: Parquet files below `data`, an Amazon Data Firehose or Kinesis stream, or nowhere (`memory`, for \
     tests and measurements: all is lost with the process).",
);
const SITE: Key = Key::new(
    "site",
    Kind::Sites,
    Fallback::Derived {
        words: "`demo` from any origin with the sinks `lake` and `memory`; with others it has to be given",
        value: demo,
    },
    "The sites whose batches are taken, each with its `key` and the `origins` of its pages. The key is public and \
     authenticates nobody.",
);

pub(super) const KEYS: &[Key] = &[LISTEN, DATA, SINK];
/// Apart, as in a file tables stand after all that is in none.
pub(super) const SITES: &[Key] = &[SITE];

/// The name of a sink.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SinkName {
    /// Parquet in a folder.
    Lake,
    /// Amazon Data Firehose.
    Firehose,
    /// Amazon Kinesis Data Streams.
    Kinesis,
    /// Nowhere.
    Memory,
}

pub(super) fn listen(values: &Values) -> SocketAddr {
    let text = values.word(&LISTEN);
    text.parse().unwrap_or_else(|_| SocketAddr::new(Ipv4Addr::LOCALHOST.into(), 0))
}

pub(super) fn data(values: &Values) -> PathBuf {
    values.folder(&DATA)
}

pub(super) fn sink(values: &Values) -> SinkName {
    match values.word(&SINK).as_str() {
        "firehose" => SinkName::Firehose,
        "kinesis" => SinkName::Kinesis,
        "memory" => SinkName::Memory,
        _ => SinkName::Lake,
    }
}

pub(super) fn sites(values: &Values) -> Vec<Site> {
    values.sites(&SITE)
}

/// A path below the folder of data.
pub(super) fn below_data(values: &Values, name: &str) -> Value {
    let path = Path::new(&values.word(&DATA)).join(name);
    Value::Text(path.to_string_lossy().into_owned())
}

/// To try linger out nothing has to be set; whoever pays for a stream says whose batches go there.
fn demo(values: &Values) -> Option<Value> {
    let demo = Site { key: "demo".to_owned(), origins: Origins::Any };
    matches!(sink(values), SinkName::Lake | SinkName::Memory).then(|| Value::Sites(vec![demo]))
}

pub(super) fn conflicts(values: &Values) -> Vec<Problem> {
    let name = values.word(&SINK);
    let found = format!("`sink` is {name:?} and no site is given");
    let allowed =
        "give each site as [[site]] with `key` and `origins`, or in LINGER_SITE as key=origin,origin;key=*";
    let missing = values.is_missing(&SITE);
    missing.then(|| conflict(values, &SINK, found, allowed.to_owned())).into_iter().collect()
}
