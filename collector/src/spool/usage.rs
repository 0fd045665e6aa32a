//! How full the spool is, for metrics and whoever operates it.

use super::log::lock;
use super::shared::Shared;

/// What the spool holds, and what it has done since it was opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Bytes of all segments, and of what waits to be written; a segment counts whole until all in it is settled.
    pub bytes: u64,
    /// As many are allowed.
    pub bytes_max: u64,
    /// Files.
    pub segments: u64,
    /// Entries that are not settled, damaged ones among them.
    pub entries: u64,
    /// Their events, as far as they are known.
    pub events: u64,
    /// When the oldest of them was appended, in milliseconds since 1970, up to ten seconds too early; absent when
    /// nothing waits.
    pub oldest_at_ms: Option<i64>,
    /// Groups that were written and synced.
    pub commits: u64,
    /// Batches in them.
    pub committed_batches: u64,
    /// Groups that came to nothing, as the disk failed.
    pub failed_commits: u64,
}

impl Usage {
    pub(super) fn of(shared: &Shared) -> Self {
        let log = lock(&shared.log);
        Self {
            bytes: shared.room.taken(),
            bytes_max: shared.room.bytes_max(),
            segments: log.segments.len() as u64,
            entries: log.entries(),
            events: log.events,
            oldest_at_ms: log.ages.oldest_at_ms(),
            commits: log.commits,
            committed_batches: log.committed,
            failed_commits: log.failures,
        }
    }
}
