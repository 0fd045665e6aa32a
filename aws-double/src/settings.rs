//! What a double is told before it opens.

use std::time::Duration;

use crate::keys::Key;

/// What there is behind the double. [`DoubleSettings::new`] has one stream of each service, named `menu`, and a pool.
#[derive(Clone, Debug)]
pub struct DoubleSettings {
    /// The Region that calls must be signed for.
    pub region: String,
    /// Delivery streams of Firehose.
    pub firehose: Vec<String>,
    /// Data streams of Kinesis.
    pub kinesis: Vec<String>,
    /// The only identity pool.
    pub pool: Pool,
    /// Keys that are good from the start, and for ever.
    pub keys: Vec<Key>,
    /// Whether the role of all keys may describe streams.
    pub may_describe: bool,
    /// Whether keys may put records.
    pub may_put: bool,
    /// What is kept of records that are taken.
    pub keep: Keep,
    /// Records that are never taken.
    pub poison: Option<Poison>,
    /// How long each answer takes, at least.
    pub latency: Duration,
}

/// An identity pool.
#[derive(Clone, Debug)]
pub struct Pool {
    /// Its id.
    pub id: String,
    /// Whether it has guests.
    pub guests: bool,
    /// Whether its guests have a role.
    pub role: bool,
    /// How long the keys it gives are good; an hour from AWS.
    pub life: Duration,
}

/// What is kept of records that are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// All of them, whole.
    Records,
    /// Their counts only: for benchmarks.
    Counts,
}

/// Records that are never taken, known by a marker in their data.
#[derive(Clone, Debug)]
pub enum Poison {
    /// The whole call is refused as an invalid argument.
    Call(Vec<u8>),
    /// The record fails by itself, each time.
    Record(Vec<u8>),
}

impl DoubleSettings {
    /// A stream `menu` of each service in eu-central-1, a pool with guests and a role, no key.
    #[must_use]
    pub fn new() -> Self {
        Self {
            region: "eu-central-1".into(),
            firehose: vec!["menu".into()],
            kinesis: vec!["menu".into()],
            pool: Pool {
                id: "eu-central-1:8f6c3a2e-0b1d-4c5e-9f70-123456789abc".into(),
                guests: true,
                role: true,
                life: Duration::from_hours(1),
            },
            keys: Vec::new(),
            may_describe: true,
            may_put: true,
            keep: Keep::Records,
            poison: None,
            latency: Duration::ZERO,
        }
    }
}

impl Default for DoubleSettings {
    fn default() -> Self {
        Self::new()
    }
}
