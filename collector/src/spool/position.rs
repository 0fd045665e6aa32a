//! Which entry is meant, when delivery says what became of it.

use std::ops::Range;

use bytes::Bytes;

use crate::entry::Entry;

/// An entry's place in the order of appending, or that of several that are damaged together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    first: u64,
    end: u64,
    /// Carried along, so that settling counts events without a table.
    events: u32,
}

impl Position {
    pub(super) fn of(sequence: u64, events: u32) -> Self {
        Self { first: sequence, end: sequence + 1, events }
    }

    pub(super) fn of_damaged(sequences: &Range<u64>, events: Option<u32>) -> Self {
        Self { first: sequences.start, end: sequences.end, events: events.unwrap_or(0) }
    }

    pub(super) fn sequences(self) -> Range<u64> {
        self.first..self.end
    }

    pub(super) fn events(self) -> u32 {
        self.events
    }
}

/// An entry that waits for delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queued {
    /// To settle it by.
    pub position: Position,
    /// When it was appended, in milliseconds since 1970.
    pub appended_at_ms: i64,
    /// Whether it was older than `age_max` when it was read: a dead letter instead of a delivery. One that was younger
    /// and waits on is told by `appended_at_ms`.
    pub expired: bool,
    /// The batch.
    pub entry: Entry,
}

/// Acknowledged entries that cannot be read any more: a dead letter, then settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damaged {
    /// To settle it by, when it is kept as a dead letter. Until then it is reported again at every start.
    pub position: Position,
    /// What lies in their place, as it is on the disk; of a long stretch only the beginning.
    pub bytes: Bytes,
    /// The segment, where in it, and what was found.
    pub reason: String,
    /// Their events, where that is still known.
    pub events: Option<u32>,
}
