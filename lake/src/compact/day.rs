//! One day's files.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use arrow::array::{AsArray, RecordBatch};
use arrow::datatypes::Int64Type;
use linger_wire::row::PARTITION;
use parquet::errors::{ParquetError, Result};

use super::input::Input;
use super::range::{RANGE_ROWS_MAX, Range, Visits};
use super::{Compacted, Left, encoding, sorted};
use crate::certificate::{Certificate, Witness};
use crate::folder::{self, PART};
use crate::parquet_file::Draft;
use crate::writer::Writer;

/// Ranges of visits that share a file: ours; eight million rows, a few hundred megabytes.
const FILE_RANGES_MAX: usize = 32;

/// What there is of a day before anything is written.
struct Before {
    partition: PathBuf,
    inputs: Vec<Input>,
    visits: Visits,
    left: Vec<Left>,
}

pub(super) fn survey(writer: &Writer, day: &str) -> Result<Compacted> {
    let before = Before::of(writer.folder().path(), day)?;
    Ok(before.compacted(day))
}

pub(super) fn compact(writer: &mut Writer, day: &str) -> Result<Compacted> {
    let before = Before::of(writer.folder().path(), day)?;
    let mut compacted = before.compacted(day);
    let mut written = Vec::new();
    for ranges in before.visits.ranges(RANGE_ROWS_MAX).chunks(FILE_RANGES_MAX) {
        let name = writer.name(PART);
        let rows = write(&before, &name, ranges).inspect_err(|_| undo(&written))?;
        written.push(before.partition.join(name));
        compacted.rows_after += rows;
    }
    remove(&before, &mut compacted)?;
    compacted.files_after = written.len();
    compacted.bytes_after = bytes(&written)?;
    Ok(compacted)
}

/// Whether all files are of one compaction that cut them: certified, and each beginning after the one before ends.
pub(super) fn is_split(files: &[PathBuf]) -> bool {
    let certificates: Option<Vec<Certificate>> =
        files.iter().map(|file| Certificate::of_file(file)).collect();
    certificates.is_some_and(|mut all| {
        all.sort_by(|one, next| one.first_visit.cmp(&next.first_visit));
        all.is_sorted_by(|one, next| one.last_visit < next.first_visit)
    })
}

impl Before {
    fn of(folder: &Path, day: &str) -> Result<Self> {
        let partition = folder.join(format!("{PARTITION}={day}"));
        let mut before = Self { inputs: Vec::new(), visits: Visits::default(), left: Vec::new(), partition };
        for file in folder::visible(&before.partition)? {
            match Input::try_read(&file, &mut before.visits) {
                Ok(input) => before.inputs.push(input),
                Err(error) => before.left.push(Left { file, reason: error.to_string() }),
            }
        }
        Ok(before)
    }

    fn compacted(&self, day: &str) -> Compacted {
        Compacted {
            day: day.to_owned(),
            files_before: self.inputs.len(),
            bytes_before: self.inputs.iter().map(|input| input.bytes).sum(),
            rows_before: self.inputs.iter().map(|input| input.rows).sum(),
            left: self.left.clone(),
            ..Compacted::default()
        }
    }
}

/// Writes the visits of these ranges into one file. How many rows it has.
fn write(before: &Before, name: &str, ranges: &[Range]) -> Result<u64> {
    let mut draft = Draft::try_new_with(&before.partition, name, encoding::properties())?;
    let mut witness = Witness::default();
    for range in ranges {
        let rows = sorted::rows(&before.inputs, range)?;
        tell(&mut witness, &rows);
        draft.write(&rows)?;
    }
    let certificate = witness.certificate().ok_or_else(|| ParquetError::General("no rows".to_owned()))?;
    let text = serde_json::to_string(&certificate).map_err(|error| ParquetError::External(error.into()))?;
    draft.say(Certificate::KEY, text);
    draft.publish()?;
    Ok(certificate.rows)
}

fn tell(witness: &mut Witness, rows: &RecordBatch) {
    let visits = rows["visit_id"].as_string::<i32>();
    let received = rows["received_at_ms"].as_primitive::<Int64Type>();
    visits.iter().zip(received.values()).for_each(|(visit, at_ms)| {
        witness.row(visit.unwrap_or_default(), *at_ms);
    });
}

/// The rows are in the new files, which are durable.
fn remove(before: &Before, compacted: &mut Compacted) -> Result<()> {
    for input in &before.inputs {
        match fs::remove_file(&input.path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                let reason = format!("it cannot be removed ({error}); its events are there twice");
                compacted.left.push(Left { file: input.path.clone(), reason });
            }
            _ => {}
        }
    }
    Ok(folder::sync_folder(&before.partition)?)
}

/// Of a day that is not compacted whole nothing is kept, so that it is as it was.
fn undo(written: &[PathBuf]) {
    for file in written {
        if let Err(error) = fs::remove_file(file) {
            tracing::warn!(file = %file.display(), %error, "a file stays; its events are there twice");
        }
    }
}

fn bytes(files: &[PathBuf]) -> Result<u64> {
    files.iter().map(|file| Ok(file.metadata()?.len())).sum()
}
