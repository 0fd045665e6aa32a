//! What is known of the spool's content: its segments, what is settled, what waits. Behind one lock, so that whoever
//! looks sees sums that agree.

use std::collections::VecDeque;
use std::ops::Range;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::ages::Ages;
use super::position::Position;
use super::settled::Settled;

/// One file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Segment {
    /// The sequence of its first entry: its name.
    pub(super) first: u64,
    /// The sequence after its last acknowledged entry.
    pub(super) end: u64,
    /// Where its last acknowledged entry ends.
    pub(super) bytes: u64,
}

/// The spool's content.
#[derive(Debug, Default)]
pub(super) struct Log {
    pub(super) segments: VecDeque<Segment>,
    /// Whether the last segment is being written.
    pub(super) active: bool,
    pub(super) settled: Settled,
    /// Damage that was reported already: the reader passes over it.
    pub(super) reported: Settled,
    /// The sequence of the next entry.
    pub(super) next: u64,
    /// Events of the entries that wait.
    pub(super) events: u64,
    pub(super) ages: Ages,
    pub(super) commits: u64,
    pub(super) committed: u64,
    pub(super) failures: u64,
    /// Nothing more is appended.
    pub(super) ended: bool,
}

impl Log {
    /// A segment was begun.
    pub(super) fn begun(&mut self, bytes: u64) {
        self.segments.push_back(Segment { first: self.next, end: self.next, bytes });
        self.active = true;
    }

    /// A group is on the disk.
    pub(super) fn committed(&mut self, group: Group) {
        let segment = self.segments.back_mut().expect("a segment was begun before it was written to");
        self.ages.appended(self.next, group.at_ms);
        self.next += group.entries;
        segment.end = self.next;
        segment.bytes += group.bytes;
        self.events += group.events;
        self.commits += 1;
        self.committed += group.entries;
    }

    /// The segment that was written is given up after a failure. Whether it had nothing acknowledged in it, and is
    /// forgotten.
    pub(super) fn abandoned(&mut self) -> Option<Segment> {
        self.active = false;
        self.segments.pop_back_if(|segment| segment.first == segment.end)
    }

    /// Delivered, or kept as dead letters. Whether anything changed.
    pub(super) fn settle(&mut self, positions: &[Position]) -> bool {
        let mut changed = false;
        for position in positions {
            let sequences = position.sequences();
            if !self.settled.covers(&sequences) {
                self.settled.insert(sequences);
                self.events -= u64::from(position.events());
                changed = true;
            }
        }
        self.ages.settled(self.settled.low(), self.next);
        changed
    }

    /// Segments with nothing left to deliver, as far as `settled` has it. The one being written is not among them.
    pub(super) fn done(&self, settled: &Settled) -> Vec<Segment> {
        let closed = self.segments.len() - usize::from(self.active);
        let done = |segment: &&Segment| settled.covers(&(segment.first..segment.end));
        self.segments.iter().take(closed).filter(done).copied().collect()
    }

    /// The segment was deleted.
    pub(super) fn deleted(&mut self, first: u64) {
        self.segments.retain(|segment| segment.first != first);
    }

    /// The first segment with entries from this sequence on.
    pub(super) fn segment_from(&self, sequence: u64) -> Option<Segment> {
        let before = self.segments.partition_point(|segment| segment.end <= sequence);
        self.segments.get(before).copied()
    }

    /// Entries that wait.
    pub(super) fn entries(&self) -> u64 {
        self.settled.open_before(self.next)
    }

    /// Whether damage was reported, or is settled.
    pub(super) fn knows(&self, damaged: &Range<u64>) -> bool {
        self.reported.covers(damaged) || self.settled.covers(damaged)
    }
}

/// What was committed at once.
#[derive(Clone, Copy, Debug)]
pub(super) struct Group {
    pub(super) entries: u64,
    pub(super) events: u64,
    pub(super) bytes: u64,
    pub(super) at_ms: i64,
}

/// A panic elsewhere leaves whole sums: every change is made in one go.
pub(super) fn lock(log: &Mutex<Log>) -> MutexGuard<'_, Log> {
    log.lock().unwrap_or_else(PoisonError::into_inner)
}
