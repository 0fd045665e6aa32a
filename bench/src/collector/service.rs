//! Firehose's double, and what it has taken, event by event.

use std::collections::BTreeSet;

use linger_aws_double::{Call, Double, DoubleSettings, Fault, Keep, Key, Plan, PutCounts};
use linger_wire::{Event, Id, decode, line};

use super::account::{Arrived, EventId};
use super::body::Template;
use super::rows::float;
use super::{Result, problem};

/// The double's stream.
pub const STREAM: &str = "menu";

/// The double's Region.
pub const REGION: &str = "eu-central-1";

/// What a record is rounded up to when it is billed: <https://aws.amazon.com/firehose/pricing/>.
pub const UNIT_BYTES: u64 = 5 * 1024;

const KEY_ID: &str = "AKIABENCH";
const SECRET: &str = "bench";

/// What the AWS SDKs find in their environment.
pub const KEYS: [(&str, &str); 3] =
    [("AWS_ACCESS_KEY_ID", KEY_ID), ("AWS_SECRET_ACCESS_KEY", SECRET), ("AWS_REGION", REGION)];

/// A running double with one stream.
#[derive(Debug)]
pub struct Service {
    double: Double,
}

/// What was taken so far.
#[derive(Clone, Copy, Debug)]
pub struct Counts(pub PutCounts);

impl Service {
    /// Opens one that only counts.
    pub async fn open_counting() -> Self {
        Self::open(Keep::Counts).await
    }

    /// Opens one that keeps what it takes.
    pub async fn open_keeping() -> Self {
        Self::open(Keep::Records).await
    }

    async fn open(keep: Keep) -> Self {
        let key = Key { id: KEY_ID.to_owned(), secret: SECRET.to_owned(), token: None };
        let settings = DoubleSettings { keys: vec![key], keep, ..DoubleSettings::new() };
        Self { double: Double::open(settings).await }
    }

    /// Where it listens.
    #[must_use]
    pub fn endpoint(&self) -> String {
        self.double.endpoint()
    }

    /// The next puts meet these faults, one each.
    pub fn script(&self, faults: impl IntoIterator<Item = Fault>) {
        self.double.script(Call::PutRecordBatch, faults);
    }

    /// From now on puts that no script speaks of meet these faults.
    pub fn plan(&self, plan: Plan) {
        self.double.plan(plan);
    }

    /// What was taken so far.
    #[must_use]
    pub fn counts(&self) -> Counts {
        Counts(self.double.account().firehose)
    }

    /// Why requests were refused for what they are, if any were.
    #[must_use]
    pub fn refusal(&self) -> Option<String> {
        self.double.account().last_refusal
    }

    /// All events taken so far, each held against what the template has sent.
    ///
    /// # Errors
    /// When a record is not lines as they should be.
    pub fn arrived(&self, template: &Template) -> Result<Arrived> {
        let sent = sent(template);
        let mut arrived = Arrived::default();
        for taken in self.double.taken() {
            for one in lines(&taken.data)? {
                arrived.note(one.header.visit, &one.events, &sent);
            }
        }
        Ok(arrived)
    }

    /// The events of records whose sender was not told that they were taken: all that may be doubled.
    ///
    /// # Errors
    /// When a record is not lines as they should be.
    pub fn unanswered(&self) -> Result<BTreeSet<EventId>> {
        let mut events = BTreeSet::new();
        for taken in self.double.taken().into_iter().filter(|taken| !taken.answered) {
            for one in lines(&taken.data)? {
                events.extend(one.events.iter().map(|event| (one.header.visit, event.number())));
            }
        }
        Ok(events)
    }
}

impl Counts {
    /// What was taken after an earlier look.
    #[must_use]
    pub fn since(self, earlier: Self) -> Self {
        let (mut counts, earlier) = (self.0, earlier.0);
        counts.calls -= earlier.calls;
        counts.records -= earlier.records;
        counts.data_bytes -= earlier.data_bytes;
        counts.billed_units -= earlier.billed_units;
        Self(counts)
    }

    /// Bytes that are billed.
    #[must_use]
    pub fn billed_bytes(self) -> u64 {
        self.0.billed_units * UNIT_BYTES
    }

    /// Billed bytes for each byte.
    #[must_use]
    pub fn billed_share(self) -> f64 {
        float(self.billed_bytes()) / float(self.0.data_bytes)
    }
}

/// The events of a batch, as they were sent.
fn sent(template: &Template) -> Vec<Event> {
    let body = template.of(Id::from_bits(0));
    let batch = decode::batch(&body).expect("the engine writes sound batches");
    batch.events.iter().map(|raw| decode::event(raw).expect("and sound events")).collect()
}

fn lines(data: &[u8]) -> Result<Vec<line::Line>> {
    let texts = data.split(|byte| *byte == b'\n').filter(|text| !text.is_empty());
    texts
        .map(|text| {
            line::read(text).map_err(|problems| problem(format!("a line has arrived with {problems:?}")))
        })
        .collect()
}
