//! Which sequences are settled: all below a mark, and ranges above it.

use std::collections::BTreeMap;
use std::ops::Range;

/// A set of sequences that grows from below, with few gaps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Settled {
    low: u64,
    /// Beginning to end, neither touching each other nor the mark.
    ranges: BTreeMap<u64, u64>,
}

impl Settled {
    /// All below `low`, and these.
    pub(super) fn new(low: u64, ranges: impl IntoIterator<Item = Range<u64>>) -> Self {
        let mut settled = Self { low, ranges: BTreeMap::new() };
        ranges.into_iter().for_each(|range| settled.insert(range));
        settled
    }

    /// The first sequence that is not settled.
    pub(super) fn low(&self) -> u64 {
        self.low
    }

    /// The first sequence after all that are settled.
    pub(super) fn end(&self) -> u64 {
        self.ranges.last_key_value().map_or(self.low, |(_, &end)| end)
    }

    /// What is settled above the mark.
    pub(super) fn ranges(&self) -> impl ExactSizeIterator<Item = Range<u64>> {
        self.ranges.iter().map(|(&start, &end)| start..end)
    }

    /// How many from the mark up to `end` are not settled.
    pub(super) fn open_before(&self, end: u64) -> u64 {
        let above: u64 = self.ranges().map(|range| range.end.min(end).saturating_sub(range.start)).sum();
        end.saturating_sub(self.low) - above
    }

    pub(super) fn contains(&self, sequence: u64) -> bool {
        self.covers(&(sequence..sequence + 1))
    }

    /// Whether all of the range is settled.
    pub(super) fn covers(&self, range: &Range<u64>) -> bool {
        let start = range.start.max(self.low);
        let before = self.ranges.range(..=start).next_back();
        start >= range.end || before.is_some_and(|(_, &end)| end >= range.end)
    }

    /// Adds a range.
    pub(super) fn insert(&mut self, range: Range<u64>) {
        let (mut start, mut end) = (range.start.max(self.low), range.end);
        if start >= end {
            return;
        }
        while let Some((&before, &until)) =
            self.ranges.range(..=end).next_back().filter(|(_, until)| **until >= start)
        {
            self.ranges.remove(&before);
            (start, end) = (start.min(before), end.max(until));
        }
        if start == self.low {
            self.low = end;
        } else {
            self.ranges.insert(start, end);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_is_a_set(low in 0_u64..10, inserted in prop::collection::vec((0_u64..60, 0_u64..6), 0..40)) {
            let mut model: BTreeSet<u64> = (0..low).collect();
            let mut settled = Settled::new(low, []);
            for (start, length) in inserted {
                settled.insert(start..start + length);
                model.extend(start..start + length);
                let first_open = (0..100).find(|sequence| !model.contains(sequence));
                prop_assert_eq!(Some(settled.low()), first_open);
                prop_assert_eq!(settled.end(), model.last().map_or(0, |last| last + 1).max(low));
                for sequence in 0..70 {
                    prop_assert_eq!(settled.contains(sequence), model.contains(&sequence));
                }
                let open = (0..50).filter(|sequence| !model.contains(sequence)).count() as u64;
                prop_assert_eq!(settled.open_before(50), open);
                prop_assert_eq!(settled.covers(&(start..start + length)), true);
                prop_assert_eq!(&Settled::new(settled.low(), settled.ranges()), &settled);
            }
        }
    }
}
