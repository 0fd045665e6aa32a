//! Which visits are sorted together: as many as fit into memory.

use std::collections::BTreeMap;

/// Rows that are sorted at once, at most, unless one visit has more: ours; some hundred megabytes with all columns.
pub(super) const RANGE_ROWS_MAX: u64 = 256 * 1024;

/// How many rows each visit has.
#[derive(Debug, Default)]
pub(super) struct Visits(BTreeMap<String, u64>);

/// Visits from the first to the last, both included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) first: String,
    pub(super) last: String,
}

impl Visits {
    pub(super) fn row(&mut self, visit: &str) {
        if let Some(rows) = self.0.get_mut(visit) {
            *rows += 1;
        } else {
            self.0.insert(visit.to_owned(), 1);
        }
    }

    pub(super) fn add(&mut self, other: Self) {
        for (visit, rows) in other.0 {
            *self.0.entry(visit).or_default() += rows;
        }
    }

    /// All visits in their order, cut where the rows would be too many.
    pub(super) fn ranges(&self, rows_max: u64) -> Vec<Range> {
        let mut ranges: Vec<Range> = Vec::new();
        let mut rows_so_far = 0;
        for (visit, rows) in &self.0 {
            rows_so_far += rows;
            match ranges.last_mut() {
                Some(range) if rows_so_far <= rows_max => visit.clone_into(&mut range.last),
                _ => {
                    rows_so_far = *rows;
                    ranges.push(Range { first: visit.clone(), last: visit.clone() });
                }
            }
        }
        ranges
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_hold_every_visit_once_and_few_rows() {
        let mut visits = Visits::default();
        for (visit, rows) in [("a", 3), ("b", 2), ("c", 9), ("d", 1), ("e", 4)] {
            (0..rows).for_each(|_| visits.row(visit));
        }
        let range = |first: &str, last: &str| Range { first: first.to_owned(), last: last.to_owned() };
        assert_eq!(visits.ranges(5), [range("a", "b"), range("c", "c"), range("d", "e")]);
        assert_eq!(visits.ranges(100), [range("a", "e")]);
        assert_eq!(Visits::default().ranges(5), []);
    }
}
