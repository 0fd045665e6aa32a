//! Makes few large files of many: sorted by visit and event, each event once, written to be small and quick to read.

mod day;
mod encoding;
mod input;
mod range;
mod sorted;

use std::path::PathBuf;

use parquet::errors::Result;

use crate::certificate::Certificate;
use crate::folder;
use crate::writer::Writer;

/// What became of a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compacted {
    /// The day, `YYYY-MM-DD`.
    pub day: String,
    /// Files that became one, or few.
    pub files_before: usize,
    /// Their size.
    pub bytes_before: u64,
    /// Their rows.
    pub rows_before: u64,
    /// The files that stand in their place.
    pub files_after: usize,
    /// Their size.
    pub bytes_after: u64,
    /// Their rows: those before, but for the doubles.
    pub rows_after: u64,
    /// Files that were left as they are.
    pub left: Vec<Left>,
}

/// A file that was left as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// Where it lies.
    pub file: PathBuf,
    /// Why.
    pub reason: String,
}

impl Writer {
    /// The days whose files are not compact yet, oldest first: those of several files, or of one that has no certificate.
    ///
    /// # Errors
    /// The folder cannot be listed.
    pub fn loose_days(&self) -> Result<Vec<String>> {
        let mut days = Vec::new();
        for partition in folder::partitions(self.folder().path())? {
            let files = folder::visible(&partition)?;
            let is_compact = match files.as_slice() {
                [] => true,
                [file] => Certificate::of_file(file).is_some(),
                files => day::is_split(files),
            };
            days.extend(folder::partition_day(&partition).filter(|_| !is_compact).map(str::to_owned));
        }
        Ok(days)
    }

    /// Sorts the events of a day into few files and leaves out those that are there twice, keeping the copy received
    /// first; then removes the files they came from. A file that cannot be read whole, or has other columns, is left.
    ///
    /// Readers see the old files, the old and the new, or the new: never less than all events. A crash between the
    /// two leaves events twice, which readers tell apart and the next compaction puts right.
    ///
    /// # Errors
    /// A file cannot be written; nothing is removed then.
    pub fn compact(&mut self, day: &str) -> Result<Compacted> {
        day::compact(self, day)
    }

    /// What [`Writer::compact`] would find, with nothing written: the fields of after are 0.
    ///
    /// # Errors
    /// The folder cannot be listed.
    pub fn survey(&self, day: &str) -> Result<Compacted> {
        day::survey(self, day)
    }
}
