//! A file that is to be compacted: its rows in today's columns.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::{AsArray, RecordBatch, new_null_array};
use arrow::compute::cast;
use linger_wire::row::{COLUMNS, FIRST_COLUMNS};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::errors::{ParquetError, Result};

use super::range::Visits;
use crate::columns::SCHEMA;

/// A readable file of the day.
#[derive(Debug)]
pub(super) struct Input {
    pub(super) path: PathBuf,
    pub(super) bytes: u64,
    pub(super) rows: u64,
}

impl Input {
    /// Reads the file to its end, and counts its visits' rows.
    ///
    /// # Errors
    /// It cannot be read, or has other columns.
    pub(super) fn try_read(path: &Path, visits: &mut Visits) -> Result<Self> {
        let bytes = path.metadata()?.len();
        let mut counted = Visits::default();
        let mut rows = 0;
        for batch in batches(path)? {
            let batch = batch?;
            let column = batch.column_by_name("visit_id").ok_or_else(|| other_columns("visit_id"))?;
            column.as_string::<i32>().iter().for_each(|visit| counted.row(visit.unwrap_or_default()));
            rows += batch.num_rows() as u64;
        }
        visits.add(counted);
        Ok(Self { path: path.to_owned(), bytes, rows })
    }
}

/// The file's rows as batches of [`SCHEMA`].
pub(super) fn batches(path: &Path) -> Result<impl Iterator<Item = Result<RecordBatch>>> {
    let builder = ParquetRecordBatchReaderBuilder::try_new(File::open(path)?)?;
    let known = |name: &str| COLUMNS.iter().any(|column| column.name == name);
    let roots = builder.schema().fields().iter().enumerate().filter(|(_, field)| known(field.name()));
    let mask = ProjectionMask::roots(builder.parquet_schema(), roots.map(|(place, _)| place));
    let reader = builder.with_projection(mask).build()?;
    Ok(reader.map(|batch| as_today(&batch?)))
}

/// Columns by their names; one that is younger than the file is null.
fn as_today(batch: &RecordBatch) -> Result<RecordBatch> {
    let columns = COLUMNS.iter().zip(SCHEMA.fields()).enumerate().map(|(place, (column, field))| match batch
        .column_by_name(column.name)
    {
        Some(array) if array.data_type() == field.data_type() => Ok(Arc::clone(array)),
        Some(array) => cast(array, field.data_type()).map_err(ParquetError::from),
        None if place >= FIRST_COLUMNS => Ok(new_null_array(field.data_type(), batch.num_rows())),
        None => Err(other_columns(column.name)),
    });
    let columns: Result<Vec<_>> = columns.collect();
    Ok(RecordBatch::try_new(Arc::clone(&SCHEMA), columns?)?)
}

fn other_columns(name: &str) -> ParquetError {
    ParquetError::General(format!("the file has no column {name}"))
}
