//! What writes: one file for each day of a call, and one of many where a day has grown too many.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::Arc;

use linger_wire::unfold::Row;
use parquet::errors::ParquetError;

use crate::columns;
use crate::config::LakeConfig;
use crate::error::LakeError;
use crate::folder::{self, Folder, Names, PART, TAIL};
use crate::merge::merge;
use crate::parquet_file::Draft;

/// A lake that is open for writing.
#[derive(Debug)]
pub struct Writer {
    tails_max: usize,
    folder: Arc<Folder>,
    names: Names,
    /// Files that merging leaves alone.
    unmergeable: HashSet<PathBuf>,
}

impl Writer {
    /// Opens the folder, creating it where it is missing, at a time in milliseconds since 1970.
    ///
    /// What a crash left half-written is removed. The folder is locked against other processes until the writer and
    /// all that hold its folder are dropped.
    ///
    /// # Errors
    /// A limit makes no sense, the folder cannot be written, or another process writes it.
    pub fn try_open(config: &LakeConfig, opened_at_ms: i64) -> Result<Self, LakeError> {
        config.check().map_err(LakeError::Limits)?;
        let folder = Arc::new(Folder::try_open(&config.folder)?);
        let names = Names::new(opened_at_ms, process::id());
        Ok(Self { tails_max: config.tails_max, folder, names, unmergeable: HashSet::new() })
    }

    /// The folder, which stays locked for as long as somebody holds it.
    #[must_use]
    pub fn folder(&self) -> &Arc<Folder> {
        &self.folder
    }

    /// A new file's name.
    pub(crate) fn name(&mut self, kind: &str) -> String {
        self.names.next(kind)
    }

    /// Writes the rows, a file for each day. Where one day's file fails, all are written again: what was stored is
    /// stored twice then, and told apart by its ids.
    ///
    /// # Errors
    /// A file cannot be written; those of days before are there.
    pub fn write(&mut self, rows: &[Row]) -> Result<(), ParquetError> {
        for (day, rows) in by_day(rows) {
            let partition = self.write_day(&day, &rows)?;
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

/// Each day's rows, by when they were received.
fn by_day(rows: &[Row]) -> BTreeMap<String, Vec<&Row>> {
    let mut days: BTreeMap<String, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        days.entry(folder::day(row.received_at_ms)).or_default().push(row);
    }
    days
}
