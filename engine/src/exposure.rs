//! An open exposure: a target that is viewable right now, and the time it has gathered since its last slice.

use crate::motion::Verdict;
use crate::targets::TargetIndex;
use crate::time::{MICROS_PER_MS, Monotonic};

/// An exposure that has not ended. All times in microseconds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Open {
    /// Its number in the visit.
    pub(crate) number: u32,
    /// The target of its kind that became viewable before it.
    pub(crate) from: Option<TargetIndex>,
    /// When the next slice begins.
    pub(crate) slice_at: Monotonic,
    paused: u64,
    scrolling: u64,
    /// Since the last scroll, and not yet known to be one or the other.
    unsettled: u64,
    attention: u64,
}

/// What a slice carries, in milliseconds but for attention, which the engine rounds over all targets together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Slice {
    pub(crate) at: Monotonic,
    pub(crate) paused_ms: u64,
    pub(crate) scrolling_ms: u64,
    pub(crate) attention: u64,
}

impl Open {
    pub(crate) const fn new(number: u32, from: Option<TargetIndex>, now: Monotonic) -> Self {
        Self { number, from, slice_at: now, paused: 0, scrolling: 0, unsettled: 0, attention: 0 }
    }

    /// Adds active time: its own, and its share of attention.
    pub(crate) fn pass(&mut self, active: u64, attention: u64, unsettled: bool) {
        let time = if unsettled { &mut self.unsettled } else { &mut self.paused };
        *time += active;
        self.attention += attention;
    }

    /// It is known now what the unsettled time was.
    pub(crate) fn settle(&mut self, verdict: Verdict) {
        let time = match verdict {
            Verdict::Moved => &mut self.scrolling,
            Verdict::Rested => &mut self.paused,
        };
        *time += core::mem::take(&mut self.unsettled);
    }

    /// Takes what has gathered as a slice; parts of a millisecond stay for the next one. `None` where there is
    /// nothing to tell yet.
    pub(crate) fn slice(&mut self, now: Monotonic) -> Option<Slice> {
        if self.paused.max(self.scrolling) < MICROS_PER_MS {
            return None;
        }
        let slice = Slice {
            at: self.slice_at,
            paused_ms: take_ms(&mut self.paused),
            scrolling_ms: take_ms(&mut self.scrolling),
            attention: core::mem::take(&mut self.attention),
        };
        self.slice_at = now.minus_micros(self.unsettled);
        Some(slice)
    }

    /// Times since the last slice: at rest, in motion as far as it is known, and attention.
    #[cfg(feature = "debug")]
    pub(crate) const fn times(&self) -> [u64; 3] {
        [self.paused, self.scrolling + self.unsettled, self.attention]
    }

    /// Attention too short for a slice of its own, given back when the exposure ends.
    pub(crate) const fn leftover(&self) -> u64 {
        self.attention
    }
}

/// Takes the whole milliseconds out of a count of microseconds.
pub(crate) fn take_ms(micros: &mut u64) -> u64 {
    let ms = *micros / MICROS_PER_MS;
    *micros %= MICROS_PER_MS;
    ms
}
