//! What writes: one file for each day of a call, and one of many where a day has grown too many.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::Arc;

use parquet::errors::ParquetError;

use super::columns;
use super::folder::{self, Folder, Names, PART, TAIL};
use super::merge::merge;
use super::parquet_file::Draft;
use crate::clock::{Clock, SystemClock};
use crate::row::Row;
use crate::sink::CallError;

#[derive(Debug)]
pub(super) struct Writer {
    tails_max: usize,
    folder: Arc<Folder>,
    names: Names,
    /// Files that merging leaves alone.
    unmergeable: HashSet<PathBuf>,
}

impl Writer {
    pub(super) fn new(tails_max: usize, folder: Arc<Folder>) -> Self {
        let names = Names::new(SystemClock.now_ms(), process::id());
        Self { tails_max, folder, names, unmergeable: HashSet::new() }
    }

    /// Writes the rows, a file for each day. Where one day's file fails, all are written again: what was stored is
    /// stored twice then, and told apart by its ids.
    pub(super) fn write(&mut self, rows: &[Row]) -> Result<(), CallError> {
        for (day, rows) in by_day(rows) {
            let partition = self.write_day(&day, &rows).map_err(|error| unwritten(rows.len(), &error))?;
            self.tidy(&partition);
        }
        Ok(())
    }

    fn write_day(&mut self, day: &str, rows: &[&Row]) -> Result<PathBuf, ParquetError> {
        let partition = self.folder.partition(day)?;
        let mut draft = Draft::try_new(&partition, &self.names.next(TAIL))?;
        draft.write(&columns::record_batch(rows)?)?;
        draft.publish()?;
        tracing::debug!(rows = rows.len(), partition = %partition.display(), "rows written");
        Ok(partition)
    }

    /// Merges where a partition has grown too many small files. Failing costs nothing but time: the rows are
    /// there, and the next file tries again.
    fn tidy(&mut self, partition: &Path) {
        if let Err(error) = self.merge_tails(partition) {
            tracing::warn!(%error, "small files not merged");
        }
    }

    fn merge_tails(&mut self, partition: &Path) -> Result<(), ParquetError> {
        let mut tails = folder::tails(partition)?;
        tails.retain(|tail| !self.unmergeable.contains(tail));
        if tails.len() <= self.tails_max {
            return Ok(());
        }
        let merged = merge(partition, &self.names.next(PART), tails)?;
        tracing::debug!(files = merged.files.len(), left = merged.left.len(), "small files merged");
        self.unmergeable.extend(merged.left);
        Ok(())
    }
}

fn unwritten(rows: usize, error: &ParquetError) -> CallError {
    tracing::error!(rows, %error, "rows not written; they wait in the spool");
    CallError::Unavailable { detail: format!("the lake cannot be written: {error}") }
}

fn by_day(rows: &[Row]) -> BTreeMap<String, Vec<&Row>> {
    let mut days: BTreeMap<String, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        days.entry(folder::day(row.received_at_ms)).or_default().push(row);
    }
    days
}
