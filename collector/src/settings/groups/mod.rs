//! The keys, a file for each group of them: its keys, what they make when they are read, and what must hold between
//! them. Adding a key touches its group's file.

mod credentials;
mod dead_letters;
mod delivery;
mod edge;
mod log;
mod pages;
mod place;
mod prices;
mod readers;
mod spool;
mod streams;
mod tls;

pub use credentials::Credentials;
pub use dead_letters::{DeadLetterPlace, DeadLetters};
pub use edge::Edge;
pub use log::{Log, LogFormat};
pub use pages::Pages;
pub use place::SinkName;
pub use prices::Prices;
pub use readers::ReaderKeys;
pub use streams::Stream;
pub use tls::Tls;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::LazyLock;

use super::key::Key;
use super::problem::Problem;
use super::values::Values;
use crate::deliver::DeliverySettings;
use crate::site::Site;
use crate::spool::SpoolSettings;

/// Everything linger can be told, each with a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Address and port to listen on; port 0 picks a free one.
    pub listen: SocketAddr,
    /// Folder of what is collected; the lake is in `lake` below it.
    pub data: PathBuf,
    /// The sites whose batches are taken; sound by [`crate::Sites::try_new`] where there is no problem.
    pub sites: Vec<Site>,
    /// Where what is collected goes.
    pub sink: SinkName,
    /// The Firehose stream; there with that sink, and wherever both its name and its Region are given.
    pub firehose: Option<Stream>,
    /// The Kinesis stream; there with that sink, and wherever both its name and its Region are given.
    pub kinesis: Option<Stream>,
    /// Who calls AWS.
    pub credentials: Credentials,
    /// What keeps batches until they are delivered.
    pub spool: SpoolSettings,
    /// How records are handed to the sink.
    pub delivery: DeliverySettings,
    /// Where what cannot be delivered goes.
    pub dead_letters: DeadLetters,
    /// What the edge takes, and how much of it.
    pub edge: Edge,
    /// Certificate and key; without them plain HTTP is spoken.
    pub tls: Option<Tls>,
    /// What is logged.
    pub log: Log,
    /// What the bill is estimated by.
    pub prices: Prices,
    /// Folders of `linger serve` alone.
    pub pages: Pages,
    /// Who may read the answers of `linger serve`.
    pub reader_keys: ReaderKeys,
}

/// Every key, in the order of the documents. A key stands after those from which its default follows.
pub(super) fn keys() -> &'static [Key] {
    static KEYS: LazyLock<Vec<Key>> = LazyLock::new(|| {
        let groups: [&[Key]; 13] = [
            place::KEYS,
            pages::KEYS,
            readers::KEYS,
            place::SITES,
            streams::KEYS,
            credentials::KEYS,
            spool::KEYS,
            delivery::KEYS,
            dead_letters::KEYS,
            edge::KEYS,
            tls::KEYS,
            log::KEYS,
            prices::KEYS,
        ];
        groups.concat()
    });
    &KEYS
}

impl Settings {
    /// What the values make.
    pub(super) fn of(values: &Values) -> Self {
        Self {
            listen: place::listen(values),
            data: place::data(values),
            sites: place::sites(values),
            sink: place::sink(values),
            firehose: streams::firehose(values),
            kinesis: streams::kinesis(values),
            credentials: credentials::of(values),
            spool: spool::of(values),
            delivery: delivery::of(values),
            dead_letters: dead_letters::of(values),
            edge: edge::of(values),
            tls: tls::of(values),
            log: log::of(values),
            prices: prices::of(values),
            pages: pages::of(values),
            reader_keys: readers::of(values),
        }
    }
}

/// What does not go together.
pub(super) fn conflicts(values: &Values) -> Vec<Problem> {
    let checks: [fn(&Values) -> Vec<Problem>; 7] = [
        place::conflicts,
        streams::conflicts,
        credentials::conflicts,
        spool::conflicts,
        delivery::conflicts,
        edge::conflicts,
        tls::conflicts,
    ];
    checks.iter().flat_map(|check| check(values)).collect()
}

/// A problem of a key that is missing or does not go with another, found where that other was given.
fn conflict(values: &Values, given: &Key, found: String, allowed: String) -> Problem {
    Problem { key: given.path.to_owned(), place: values.place(given), found, allowed }
}

/// `missing` has to be given as `given` is what it is.
fn missing(values: &Values, given: &Key, found: &str, missing: &Key) -> Problem {
    let allowed = format!(
        "give `{}` too, as {} or {}: {}",
        missing.path,
        missing.environment(),
        missing.flag(),
        missing.kind.allowed()
    );
    Problem { key: missing.path.to_owned(), place: values.place(given), found: found.to_owned(), allowed }
}
