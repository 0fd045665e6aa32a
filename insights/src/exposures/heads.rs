//! Which slices are of the same exposure.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use arrow::array::{Array, AsArray, RecordBatch, StringViewArray, UInt32Array};
use arrow::datatypes::Int32Type;

/// The first slice of each exposure, and which slices belong to it.
#[derive(Debug, Default)]
pub(super) struct Heads {
    first: Option<UInt32Array>,
    count: usize,
    /// Slices beyond the first of their exposure: their row, and their exposure's place.
    later: Vec<(u32, usize)>,
}

impl Heads {
    /// Looks at the key columns of whole visits, whose rows lie together.
    pub(super) fn of(slices: &RecordBatch) -> Self {
        let keys = Keys::of(slices);
        let mut heads = Self::default();
        let mut rows: Vec<u32> = Vec::with_capacity(slices.num_rows());
        let mut places: HashMap<(i32, u32), usize, BuildHasherDefault<Mixed>> = HashMap::default();
        for row in 0..slices.num_rows() {
            if row > 0 && !is_same(keys.visits, row - 1, row) {
                places.clear();
            }
            match keys.place(row, &mut places, &rows) {
                Some(place) => heads.later.push((index(row), place)),
                None => rows.push(index(row)),
            }
        }
        heads.count = rows.len();
        heads.first = (!heads.later.is_empty()).then(|| UInt32Array::from(rows));
        heads
    }

    /// How many exposures there are.
    pub(super) const fn count(&self) -> usize {
        self.count
    }

    /// The rows of the first slices; none where each exposure is in one slice.
    pub(super) const fn rows(&self) -> Option<&UInt32Array> {
        self.first.as_ref()
    }

    pub(super) fn later(&self) -> impl Iterator<Item = (u32, usize)> {
        self.later.iter().copied()
    }
}

/// Where the last visit begins.
pub(super) fn last_visit(slices: &RecordBatch) -> usize {
    let visits = slices.column(0).as_string_view();
    let last = slices.num_rows().saturating_sub(1);
    (0..last).rev().find(|row| !is_same(visits, *row, last)).map_or(0, |row| row + 1)
}

struct Keys<'a> {
    visits: &'a StringViewArray,
    numbers: &'a arrow::array::Int32Array,
    kinds: &'a StringViewArray,
    targets: &'a StringViewArray,
}

impl<'a> Keys<'a> {
    fn of(slices: &'a RecordBatch) -> Self {
        Self {
            visits: slices.column(0).as_string_view(),
            numbers: slices.column(1).as_primitive::<Int32Type>(),
            kinds: slices.column(2).as_string_view(),
            targets: slices.column(3).as_string_view(),
        }
    }

    /// The place of the exposure that the row is a later slice of; none where it is its first. Two targets of one
    /// number, which no page sends, are two exposures.
    fn place(
        &self,
        row: usize,
        places: &mut HashMap<(i32, u32), usize, BuildHasherDefault<Mixed>>,
        rows: &[u32],
    ) -> Option<usize> {
        let number = if self.numbers.is_valid(row) { self.numbers.value(row) } else { i32::MIN };
        for turn in 0.. {
            match places.get(&(number, turn)) {
                Some(place) if self.is_one(rows[*place] as usize, row) => return Some(*place),
                Some(_) => {}
                None => {
                    places.insert((number, turn), rows.len());
                    return None;
                }
            }
        }
        None
    }

    fn is_one(&self, head: usize, row: usize) -> bool {
        self.numbers.is_valid(head) == self.numbers.is_valid(row)
            && is_same(self.kinds, head, row)
            && is_same(self.targets, head, row)
    }
}

/// Texts of a dictionary have the same view, which is quicker to compare.
fn is_same(texts: &StringViewArray, one: usize, other: usize) -> bool {
    match (texts.is_valid(one), texts.is_valid(other)) {
        (true, true) => texts.views()[one] == texts.views()[other] || texts.value(one) == texts.value(other),
        (one, other) => one == other,
    }
}

/// A batch has some ten thousand rows.
fn index(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
}

/// Two small numbers, mixed: the map is asked once for each exposure there is.
#[derive(Debug, Default)]
struct Mixed(u64);

impl Hasher for Mixed {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_i32(&mut self, number: i32) {
        self.write_u64(u64::from(number.cast_unsigned()));
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    /// Fibonacci hashing (Knuth, The Art of Computer Programming, volume 3, section 6.4).
    fn write_u64(&mut self, number: u64) {
        let mixed = (self.0 ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ (mixed >> 32);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
