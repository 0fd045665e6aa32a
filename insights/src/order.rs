//! Which visits a file holds, and whether its rows are in order.

use std::collections::HashMap;
use std::fs::File;
use std::hash::{DefaultHasher, Hasher};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::datatypes::Int32Type;
use linger_lake::Certificate;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use parquet::errors::Result;

use crate::listing::LakeFile;

/// Rows read at once: ours; two narrow columns of them are a megabyte or two.
const BATCH_ROWS: usize = 64 * 1024;

/// Files whose order is kept before those that are no longer asked for are forgotten: ours; a few years of days.
const ORDERS_MAX: usize = 2_000;

/// A visit by a hash of its id. Two visits of one hash are taken for the same, which costs time and nothing else.
pub(crate) type VisitHash = u64;

/// A visit's rows begin here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Start {
    pub(crate) visit: VisitHash,
    pub(crate) row: usize,
}

/// What is known of a file's rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// They ascend strictly by visit and event number: each event is there once. It was looked at, not believed.
    Ascending {
        /// The visits, in the order of the rows.
        starts: Vec<Start>,
        /// All rows.
        rows: usize,
    },
    /// They lie anyhow, of these visits.
    Loose(Vec<VisitHash>),
}

impl Order {
    /// Reads the ids of the file's visits, and holds its certificate against the rows, if it has one.
    pub(crate) fn read(path: &Path) -> Result<Self> {
        let builder = ParquetRecordBatchReaderBuilder::try_new(File::open(path)?)?;
        let is_certified = Certificate::of(builder.metadata()).is_some();
        let columns: &[&str] = if is_certified { &["visit_id", "event_number"] } else { &["visit_id"] };
        let mask = ProjectionMask::columns(builder.parquet_schema(), columns.iter().copied());
        let reader = builder.with_projection(mask).with_batch_size(BATCH_ROWS).build()?;
        if is_certified { checked(reader) } else { loose(reader) }
    }

    pub(crate) fn visits(&self) -> impl Iterator<Item = VisitHash> {
        let (starts, visits): (&[Start], &[VisitHash]) = match self {
            Self::Ascending { starts, .. } => (starts, &[]),
            Self::Loose(visits) => (&[], visits),
        };
        starts.iter().map(|start| start.visit).chain(visits.iter().copied())
    }
}

/// Holds each row against the one before.
fn checked(reader: ParquetRecordBatchReader) -> Result<Order> {
    let mut check = Check::default();
    for batch in reader {
        check.batch(&batch?);
    }
    Ok(if check.is_broken { Order::Loose(hashes(&check.starts)) } else { check.ascending() })
}

fn loose(reader: ParquetRecordBatchReader) -> Result<Order> {
    let mut check = Check { is_broken: true, ..Check::default() };
    for batch in reader {
        check.batch(&batch?);
    }
    Ok(Order::Loose(hashes(&check.starts)))
}

fn hashes(starts: &[Start]) -> Vec<VisitHash> {
    let mut hashes: Vec<VisitHash> = starts.iter().map(|start| start.visit).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// Where visits begin, and whether all rows ascend so far.
#[derive(Debug, Default)]
struct Check {
    starts: Vec<Start>,
    rows: usize,
    visit: String,
    number: i32,
    is_broken: bool,
}

impl Check {
    fn batch(&mut self, batch: &RecordBatch) {
        let visits = arrow::compute::cast(batch.column(0), &arrow::datatypes::DataType::Utf8);
        let Ok(visits) = visits else {
            self.is_broken = true;
            return;
        };
        let visits = visits.as_string::<i32>();
        let numbers = batch.column_by_name("event_number").and_then(|column| column.as_primitive_opt());
        self.is_broken |= numbers.is_none_or(|numbers| numbers.null_count() > 0) || visits.null_count() > 0;
        for row in 0..batch.num_rows() {
            let visit = if visits.is_null(row) { "" } else { visits.value(row) };
            self.row(
                visit,
                numbers.map_or(0, |numbers| arrow::array::PrimitiveArray::<Int32Type>::value(numbers, row)),
            );
        }
    }

    fn row(&mut self, visit: &str, number: i32) {
        if self.rows == 0 || self.visit != visit {
            self.is_broken |= self.rows > 0 && *visit <= *self.visit;
            self.starts.push(Start { visit: hash(visit), row: self.rows });
            visit.clone_into(&mut self.visit);
        } else {
            self.is_broken |= number <= self.number;
        }
        self.number = number;
        self.rows += 1;
    }

    fn ascending(self) -> Order {
        Order::Ascending { starts: self.starts, rows: self.rows }
    }
}

fn hash(visit: &str) -> VisitHash {
    let mut hasher = DefaultHasher::new();
    hasher.write(visit.as_bytes());
    hasher.finish()
}

/// The orders of files that were asked for. Files never change, so each is looked at once.
#[derive(Debug, Default)]
pub(crate) struct Orders(Mutex<HashMap<LakeFile, Arc<Order>>>);

impl Orders {
    /// Blocks on the disk where a file is new.
    pub(crate) fn of(&self, files: &[LakeFile]) -> Result<Vec<Arc<Order>>> {
        let orders: Result<Vec<_>> = files.iter().map(|file| self.one(file)).collect();
        self.sweep(files);
        orders
    }

    fn one(&self, file: &LakeFile) -> Result<Arc<Order>> {
        let known = self.lock().get(file).cloned();
        if let Some(order) = known {
            return Ok(order);
        }
        let order = Arc::new(Order::read(&file.path)?);
        self.lock().insert(file.clone(), Arc::clone(&order));
        Ok(order)
    }

    fn sweep(&self, files: &[LakeFile]) {
        let mut orders = self.lock();
        if orders.len() > ORDERS_MAX.max(2 * files.len()) {
            orders.retain(|file, _| files.contains(file));
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<LakeFile, Arc<Order>>> {
        self.0.lock().expect("nothing that holds this lock panics")
    }
}
