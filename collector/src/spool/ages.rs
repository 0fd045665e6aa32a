//! When the oldest entry that waits was appended, without a time for every entry in memory.

use std::collections::VecDeque;

/// Entries appended within as much are taken for equally old, in milliseconds: ours; a week at full tilt is then less
/// than a megabyte, and an alarm on an age counts minutes.
const STEP_MS: i64 = 10_000;

/// Times of appending, in steps.
#[derive(Debug, Default)]
pub(super) struct Ages {
    /// The first sequence of a step, and when it was appended.
    steps: VecDeque<(u64, i64)>,
}

impl Ages {
    /// Entries from this sequence on were appended at this time.
    pub(super) fn appended(&mut self, sequence: u64, at_ms: i64) {
        let new =
            self.steps.back().is_none_or(|&(_, last_ms)| at_ms.abs_diff(last_ms) >= STEP_MS.unsigned_abs());
        if new {
            self.steps.push_back((sequence, at_ms));
        }
    }

    /// All before this sequence are settled; `next` is the sequence after the last.
    pub(super) fn settled(&mut self, low: u64, next: u64) {
        while self.steps.get(1).is_some_and(|&(sequence, _)| sequence <= low) {
            self.steps.pop_front();
        }
        if low >= next {
            self.steps.clear();
        }
    }

    /// When the oldest was appended, up to one step too early.
    pub(super) fn oldest_at_ms(&self) -> Option<i64> {
        self.steps.front().map(|&(_, at_ms)| at_ms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_is_told_up_to_a_step() {
        let mut ages = Ages::default();
        for sequence in 0..100_u64 {
            ages.appended(sequence, 1_000 * i64::try_from(sequence).unwrap());
        }
        assert_eq!(ages.steps.len(), 10);
        for low in 0..100_u64 {
            ages.settled(low, 100);
            let late = i64::try_from(low).unwrap() * 1_000 - ages.oldest_at_ms().expect("some wait");
            assert!((0..STEP_MS).contains(&late), "{low}: {late}");
        }
        ages.settled(100, 100);
        assert_eq!(ages.oldest_at_ms(), None);
    }

    #[test]
    fn an_entry_after_silence_is_as_old_as_it_is() {
        let mut ages = Ages::default();
        ages.appended(0, 1_000);
        ages.settled(1, 1);
        ages.appended(1, 2_000);
        assert_eq!(ages.oldest_at_ms(), Some(2_000));
    }
}
