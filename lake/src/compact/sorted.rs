//! Rows of some visits, sorted, each event once.

use arrow::array::{AsArray, BooleanArray, RecordBatch, UInt32Array};
use arrow::compute::{
    SortColumn, concat_batches, filter_record_batch, lexsort_to_indices, take_record_batch,
};
use arrow::datatypes::Int32Type;
use parquet::errors::Result;

use super::input;
use super::range::Range;
use crate::columns::SCHEMA;
use crate::compact::input::Input;

/// The order of the rows; of copies of an event the one received first is first.
const ORDER: [&str; 3] = ["visit_id", "event_number", "received_at_ms"];

/// The rows of a range, of all inputs.
pub(super) fn rows(inputs: &[Input], range: &Range) -> Result<RecordBatch> {
    let mut batches = Vec::new();
    for input in inputs {
        for batch in input::batches(&input.path)? {
            let batch = batch?;
            let within = filter_record_batch(&batch, &is_within(&batch, range))?;
            batches.extend(Some(within).filter(|batch| batch.num_rows() > 0));
        }
    }
    let batch = concat_batches(&SCHEMA, &batches)?;
    drop(batches);
    let sorted = order(&batch)?;
    Ok(take_record_batch(&batch, &once(&batch, &sorted))?)
}

fn is_within(batch: &RecordBatch, range: &Range) -> BooleanArray {
    let visits = batch[ORDER[0]].as_string::<i32>().iter();
    visits.map(|visit| visit.map(|visit| *range.first <= *visit && *visit <= *range.last)).collect()
}

fn order(batch: &RecordBatch) -> Result<UInt32Array> {
    let columns = ORDER.map(|name| SortColumn { values: batch[name].clone(), options: None });
    Ok(lexsort_to_indices(&columns, None)?)
}

/// The first of each event's copies.
fn once(batch: &RecordBatch, sorted: &UInt32Array) -> UInt32Array {
    let visits = batch[ORDER[0]].as_string::<i32>();
    let numbers = batch[ORDER[1]].as_primitive::<Int32Type>();
    let event = |row: &u32| (visits.value(*row as usize), numbers.value(*row as usize));
    let mut rows = sorted.values().to_vec();
    rows.dedup_by_key(|row| event(row));
    UInt32Array::from(rows)
}
