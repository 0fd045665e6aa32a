//! What delivery has done, for metrics and readiness.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::sink::{CallError, Outcome};

/// Calls by how they ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CallCounts {
    /// Answered with an outcome for each record.
    pub answered: u64,
    /// Throttled as a whole.
    pub throttled: u64,
    /// Failed as a whole, with nothing taken.
    pub unavailable: u64,
    /// Not answered in time, or not whole.
    pub unanswered: u64,
    /// Refused as a whole: halved and sent again.
    pub refused: u64,
    /// Denied: the operator must act.
    pub denied: u64,
}

/// Records of answered calls by their outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RecordCounts {
    /// The sink has them.
    pub accepted: u64,
    /// There were too many: sent again.
    pub throttled: u64,
    /// Failed one by one: sent again.
    pub failed: u64,
}

/// All that is counted, at one instant. Counts are since the process started.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeliverySnapshot {
    /// Calls by how they ended.
    pub calls: CallCounts,
    /// Records by their outcome.
    pub records: RecordCounts,
    /// Records that were sent again, counted each time.
    pub resent_records: u64,
    /// Units that accepted records are billed by: each rounded up to `PackLimits::billed_bytes`.
    pub billed_units: u64,
    /// Bytes of accepted records, unrounded.
    pub raw_bytes: u64,
    /// Writes of dead letters that failed, and were made again.
    pub dead_letter_failures: u64,
    /// How many calls may be on their way at once now.
    pub concurrency: usize,
    /// Calls on their way now.
    pub calls_in_flight: usize,
    /// Bytes of entries in memory now, by estimate.
    pub held_bytes: usize,
    /// When the sink last accepted something, in milliseconds since 1970.
    pub last_delivery_at_ms: Option<i64>,
    /// What went wrong in the last call; none after one in which all went well.
    pub last_error: Option<String>,
    /// Why delivery makes no progress until the operator acts.
    pub not_ready: Option<String>,
}

/// The counts, shared by delivery and whoever shows them. One lock, so that whoever looks sees counts that agree.
#[derive(Debug, Default)]
pub struct DeliveryCounters(Mutex<DeliverySnapshot>);

impl DeliveryCounters {
    /// All zero.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// All counts at one instant.
    #[must_use]
    pub fn snapshot(&self) -> DeliverySnapshot {
        self.counts().clone()
    }

    pub(super) fn counts(&self) -> MutexGuard<'_, DeliverySnapshot> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl DeliverySnapshot {
    /// A call ended; its records had these sizes, and are billed by this unit.
    pub(super) fn count(
        &mut self,
        result: &Result<Vec<Outcome>, CallError>,
        sizes: &[usize],
        billed_bytes: usize,
    ) {
        match result {
            Ok(outcomes) => {
                self.calls.answered += 1;
                self.last_error = None;
                for (outcome, bytes) in outcomes.iter().zip(sizes) {
                    self.count_record(outcome, *bytes, billed_bytes);
                }
            }
            Err(error) => self.count_error(error),
        }
    }

    fn count_record(&mut self, outcome: &Outcome, bytes: usize, billed_bytes: usize) {
        match outcome {
            Outcome::Accepted => {
                self.records.accepted += 1;
                self.raw_bytes += bytes as u64;
                self.billed_units += bytes.div_ceil(billed_bytes.max(1)) as u64;
            }
            Outcome::Throttled { detail } => {
                self.records.throttled += 1;
                self.last_error = Some(detail.clone());
            }
            Outcome::Failed { detail } => {
                self.records.failed += 1;
                self.last_error = Some(detail.clone());
            }
        }
    }

    fn count_error(&mut self, error: &CallError) {
        *match error {
            CallError::Throttled { .. } => &mut self.calls.throttled,
            CallError::Unavailable { .. } => &mut self.calls.unavailable,
            CallError::Unanswered { .. } => &mut self.calls.unanswered,
            CallError::Refused { .. } => &mut self.calls.refused,
            CallError::Denied { .. } => &mut self.calls.denied,
        } += 1;
        self.last_error = Some(error.to_string());
    }
}
