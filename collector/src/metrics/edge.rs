//! What the edge counts, in numbers that cost it next to nothing.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::error::Limited;
use crate::intake::IntakeError;
use crate::problem::Sort;

/// Upper bounds of the duration's buckets, in microseconds: 100 µs is a batch that waits for nothing, 10 ms a commit to a
/// good disk, 30 s what a slow body is allowed.
pub(super) const BUCKETS_US: [u64; 12] =
    [100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 100_000, 500_000, 5_000_000, 30_000_000];

/// Counts of the edge since the start.
#[derive(Debug, Default)]
pub(crate) struct EdgeCounts {
    pub(super) answered: AtomicU64,
    pub(super) refused: [AtomicU64; Sort::ALL.len()],
    pub(super) limited: [AtomicU64; Limited::ALL.len()],
    pub(super) body_bytes: AtomicU64,
    pub(super) kept: AtomicU64,
    pub(super) not_kept: [AtomicU64; IntakeError::NAMES.len()],
    /// One more than the bounds: for what is over all of them.
    pub(super) durations: [AtomicU64; BUCKETS_US.len() + 1],
    pub(super) duration_us: AtomicU64,
}

fn add(counter: &AtomicU64, more: u64) {
    counter.fetch_add(more, Ordering::Relaxed);
}

impl EdgeCounts {
    pub(crate) fn answered(&self) {
        add(&self.answered, 1);
    }

    pub(crate) fn refused(&self, sort: Sort) {
        add(&self.refused[sort as usize], 1);
    }

    pub(crate) fn limited(&self, of: Limited) {
        add(&self.limited[of as usize], 1);
    }

    pub(crate) fn body(&self, bytes: usize) {
        add(&self.body_bytes, bytes as u64);
    }

    pub(crate) fn kept(&self) {
        add(&self.kept, 1);
    }

    pub(crate) fn not_kept(&self, error: &IntakeError) {
        let place = IntakeError::NAMES.iter().position(|name| *name == error.as_str());
        if let Some(counter) = place.and_then(|place| self.not_kept.get(place)) {
            add(counter, 1);
        }
    }

    pub(crate) fn took(&self, duration: Duration) {
        let us = u64::try_from(duration.as_micros()).unwrap_or(u64::MAX);
        add(&self.durations[BUCKETS_US.partition_point(|bound| *bound < us)], 1);
        add(&self.duration_us, us);
    }
}
