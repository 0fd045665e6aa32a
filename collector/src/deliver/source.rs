//! What delivery asks of a spool.

use crate::dead_letter::Reason;
use crate::entry::Entry;

/// An entry as it is read, and by what it is settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queued<P> {
    /// Where it lies.
    pub position: P,
    /// When it was acknowledged, in milliseconds since 1970.
    pub appended_at_ms: i64,
    /// The entry.
    pub entry: Entry,
}

/// Where entries are read from, each once.
pub trait Source: Send + 'static {
    /// What names an entry.
    type Position: Copy + std::fmt::Debug + Send + Sync + 'static;

    /// The next entries in the order they were appended: at least one and, but for a first one that is larger, no more
    /// than so many bytes. Waits until there is one; `None` when there will be none.
    fn next(&mut self, bytes_max: usize) -> impl Future<Output = Option<Vec<Queued<Self::Position>>>> + Send;
}

/// What became of entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The sink has accepted them.
    Delivered {
        /// Whether an earlier call with them had no answer, so that the sink may have them twice.
        possibly_doubled: bool,
    },
    /// They are kept as dead letters, durably.
    DeadLettered {
        /// Why.
        reason: Reason,
    },
}

/// What is told of each entry, once, when it need not be kept any longer.
pub trait Settle<P>: Send + Sync {
    /// Every entry at one of the positions had its outcome.
    fn settle(&self, positions: &[P], verdict: Verdict);
}
