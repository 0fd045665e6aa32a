//! Which rows can be taken as they are, and which may hold an event twice.
//!
//! A visit that lies in one file only, in order, has each event once: the file was looked at, and no other file of the
//! snapshot has a row of it. All other visits' rows are told apart by SQL.

use std::collections::HashSet;
use std::sync::Arc;

use parquet::arrow::arrow_reader::{RowSelection, RowSelector};

use crate::listing::LakeFile;
use crate::order::{Order, Start, VisitHash};

/// Rows that are read in one go, at most, but for the visit they end with: ours; so that two cores share one large file.
const PART_ROWS_MAX: usize = 512 * 1024;

/// Rows of a file; all where there is no selection.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Part {
    pub(crate) file: LakeFile,
    pub(crate) rows: Option<RowSelection>,
}

/// The rows of a snapshot's files.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Split {
    /// Each visit is in one part, its rows together and in order, each event once.
    pub(crate) whole: Vec<Part>,
    /// Anything may be there twice, and anywhere.
    pub(crate) mixed: Vec<Part>,
}

impl Split {
    pub(crate) fn of(files: &[LakeFile], orders: &[Arc<Order>]) -> Self {
        let mixed = mixed(orders);
        let mut split = Self::default();
        for (file, order) in files.iter().zip(orders) {
            match &**order {
                Order::Ascending { starts, rows } => split.ascending(file, starts, *rows, &mixed),
                Order::Loose(_) => split.mixed.push(Part { file: file.clone(), rows: None }),
            }
        }
        split
    }

    fn ascending(&mut self, file: &LakeFile, starts: &[Start], rows: usize, mixed: &HashSet<VisitHash>) {
        let mut apart = Selection::default();
        let mut part = Selection::default();
        for (at, start) in starts.iter().enumerate() {
            let end = starts.get(at + 1).map_or(rows, |next| next.row);
            if mixed.contains(&start.visit) {
                apart.add(start.row, end);
            } else {
                part.add(start.row, end);
            }
            if part.count >= PART_ROWS_MAX {
                self.whole.extend(std::mem::take(&mut part).part(file, rows));
            }
        }
        self.whole.extend(part.part(file, rows));
        self.mixed.extend(apart.part(file, rows));
    }
}

/// Visits of files that are in no order, and those that are in more than one file.
fn mixed(orders: &[Arc<Order>]) -> HashSet<VisitHash> {
    let mut mixed: HashSet<VisitHash> = HashSet::new();
    let mut all: Vec<VisitHash> = Vec::new();
    for order in orders {
        match &**order {
            Order::Ascending { .. } => all.extend(order.visits()),
            Order::Loose(visits) => mixed.extend(visits),
        }
    }
    all.sort_unstable();
    mixed.extend(all.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]));
    mixed
}

/// A selection in the making.
#[derive(Debug, Default)]
struct Selection {
    selectors: Vec<RowSelector>,
    end: usize,
    count: usize,
}

impl Selection {
    fn add(&mut self, first: usize, end: usize) {
        match self.selectors.last_mut() {
            Some(last) if self.end == first => last.row_count += end - first,
            _ => {
                self.selectors.extend((first > self.end).then(|| RowSelector::skip(first - self.end)));
                self.selectors.push(RowSelector::select(end - first));
            }
        }
        self.end = end;
        self.count += end - first;
    }

    fn part(mut self, file: &LakeFile, rows: usize) -> Option<Part> {
        if self.count == 0 {
            return None;
        }
        self.selectors.extend((self.end < rows).then(|| RowSelector::skip(rows - self.end)));
        let rows = (self.count < rows).then(|| RowSelection::from(self.selectors));
        Some(Part { file: file.clone(), rows })
    }
}
