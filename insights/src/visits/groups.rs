//! Which rows of whole visits belong together.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use arrow::array::{Array, ArrayRef, DynComparator, StringViewArray, UInt32Array, make_comparator};
use arrow::compute::SortOptions;
use datafusion::common::Result;
use datafusion::common::hash_utils::{RandomState, create_hashes};

use super::chunks::is_same;

/// Rows of one visit that have the same keys, numbered in the order of their first rows.
#[derive(Debug)]
pub(super) struct Groups {
    /// Of each row.
    of: Vec<u32>,
    /// The first row of each group.
    firsts: UInt32Array,
}

impl Groups {
    /// Groups by visit and by these keys, which have a value for each of the rows. A visit's rows lie together.
    pub(super) fn of(visits: &StringViewArray, keys: &[ArrayRef]) -> Result<Self> {
        let starts = (0..visits.len()).map(|row| row == 0 || !is_same(visits, row - 1, row));
        Ok(if keys.is_empty() { Self::runs(starts) } else { Self::keyed(starts, &Keys::of(keys)?) })
    }

    fn runs(starts: impl Iterator<Item = bool>) -> Self {
        let mut making = Making::default();
        for (row, is_start) in starts.enumerate() {
            let group = making.firsts.len();
            if is_start { making.first(row) } else { making.later(group - 1) }
        }
        making.groups()
    }

    fn keyed(starts: impl Iterator<Item = bool>, keys: &Keys) -> Self {
        let mut making = Making::default();
        let mut known: HashMap<u64, u32, BuildHasherDefault<Hashed>> = HashMap::default();
        for (row, is_start) in starts.enumerate() {
            if is_start {
                known.clear();
            }
            match keys.group(row, &mut known, &making.firsts) {
                Some(group) => making.later(group as usize),
                None => making.first(row),
            }
        }
        making.groups()
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.firsts.len()
    }

    /// Whether each row is a group.
    pub(super) fn are_rows(&self) -> bool {
        self.count() == self.of.len()
    }

    /// The first row of each.
    pub(super) const fn firsts(&self) -> &UInt32Array {
        &self.firsts
    }

    /// The group of each row.
    pub(super) fn of_rows(&self) -> &[u32] {
        &self.of
    }

    /// The other rows, each with its group.
    pub(super) fn later(&self) -> impl Iterator<Item = (usize, usize)> {
        let firsts = self.firsts.values();
        let rows = self.of.iter().enumerate().map(|(row, group)| (row, *group as usize));
        rows.filter(|(row, group)| firsts[*group] as usize != *row)
    }
}

#[derive(Debug, Default)]
struct Making {
    of: Vec<u32>,
    firsts: Vec<u32>,
}

impl Making {
    fn first(&mut self, row: usize) {
        self.of.push(index(self.firsts.len()));
        self.firsts.push(index(row));
    }

    fn later(&mut self, group: usize) {
        self.of.push(index(group));
    }

    fn groups(self) -> Groups {
        Groups { of: self.of, firsts: UInt32Array::from(self.firsts) }
    }
}

/// The keys of the rows.
struct Keys {
    hashes: Vec<u64>,
    comparators: Vec<DynComparator>,
}

impl Keys {
    fn of(keys: &[ArrayRef]) -> Result<Self> {
        let mut hashes = vec![0; keys.first().map_or(0, Array::len)];
        create_hashes(keys, &RandomState::default(), &mut hashes)?;
        let comparators = keys.iter().map(|key| make_comparator(key, key, SortOptions::default()));
        Ok(Self { comparators: comparators.collect::<Result<_, _>>()?, hashes })
    }

    /// The group of an earlier row of the visit with the same keys; where there is none, the row begins one. Rows of one
    /// hash and other keys take the next free hash.
    fn group(
        &self,
        row: usize,
        known: &mut HashMap<u64, u32, BuildHasherDefault<Hashed>>,
        firsts: &[u32],
    ) -> Option<u32> {
        let mut hash = self.hashes[row];
        while let Some(group) = known.get(&hash) {
            if self.are_same(firsts[*group as usize] as usize, row) {
                return Some(*group);
            }
            hash = hash.wrapping_add(1);
        }
        known.insert(hash, index(firsts.len()));
        None
    }

    fn are_same(&self, one: usize, other: usize) -> bool {
        self.comparators.iter().all(|compare| compare(one, other) == Ordering::Equal)
    }
}

/// A batch has some ten thousand rows.
pub(super) fn index(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
}

/// Hashes are not hashed again.
#[derive(Debug, Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 ^= hash;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
