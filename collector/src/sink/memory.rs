//! A sink that keeps records in memory: for tests, and for trying the collector without a disk.

use std::sync::{Mutex, PoisonError};

use super::{BoxFuture, CallError, Outcome, PackLimits, Record, Sink};

/// What this sink takes: what Firehose takes (AWS.md's facts stand with the sink `firehose`), so that what is tried
/// here is packed as it would be there.
const LIMITS: PackLimits = PackLimits {
    record_bytes_max: 1_000 * 1024,
    record_events_max: 500,
    call_records_max: 500,
    call_bytes_max: 4 * 1024 * 1024,
    billed_bytes: 5 * 1024,
    by_visit: false,
};

/// Keeps every record, in the order of arrival, for as long as it lives.
#[derive(Debug, Default)]
pub struct Memory {
    records: Mutex<Vec<Record>>,
}

impl Memory {
    /// An empty one.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// All records so far.
    #[must_use]
    pub fn records(&self) -> Vec<Record> {
        self.records.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Keeps records.
    pub(super) fn keep(&self, records: impl IntoIterator<Item = Record>) {
        self.records.lock().unwrap_or_else(PoisonError::into_inner).extend(records);
    }
}

impl Sink for Memory {
    fn name(&self) -> &'static str {
        "memory"
    }

    fn limits(&self) -> PackLimits {
        LIMITS
    }

    fn put(&self, records: Vec<Record>) -> BoxFuture<'_, Result<Vec<Outcome>, CallError>> {
        let outcomes = vec![Outcome::Accepted; records.len()];
        self.keep(records);
        Box::pin(std::future::ready(Ok(outcomes)))
    }

    fn probe(&self) -> BoxFuture<'_, Result<(), CallError>> {
        Box::pin(std::future::ready(Ok(())))
    }
}
