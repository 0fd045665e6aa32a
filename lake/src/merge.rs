//! Makes one file of many: a busy day flushes every second, and a query pays for every file it opens.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use parquet::errors::Result;

use crate::folder;
use crate::parquet_file::{Draft, read};

/// What a merge did.
#[derive(Debug, Default)]
pub(crate) struct Merged {
    /// Files whose rows are in the new file now.
    pub(crate) files: Vec<PathBuf>,
    /// Files left as they are: unreadable, or not removable. They are not tried again before the next start.
    pub(crate) left: Vec<PathBuf>,
}

/// Writes the rows of the files into one new file, then removes them. A file that cannot be read whole is never
/// removed: a person may still save what is in it.
///
/// Between the two steps, and for good after a crash between them, readers see rows twice. They tell rows apart by
/// `(visit_id, event_number)` in any case, as a page may send a batch again whose answer was lost. The other
/// order would lose rows.
pub(crate) fn merge(partition: &Path, name: &str, tails: Vec<PathBuf>) -> Result<Merged> {
    let mut draft = Draft::try_new(partition, name)?;
    let mut merged = Merged::default();
    for tail in tails {
        if copy(&tail, &mut draft)? { merged.files.push(tail) } else { merged.left.push(tail) }
    }
    if !merged.files.is_empty() {
        draft.publish()?;
    }
    merged.left.extend(merged.files.iter().filter(|file| !remove(file)).cloned());
    folder::sync_folder(partition)?;
    Ok(merged)
}

/// Whether the file's rows went into the draft: all or, where it is unreadable, none.
fn copy(tail: &Path, draft: &mut Draft) -> Result<bool> {
    match read(tail) {
        Ok(batches) => batches.iter().try_for_each(|batch| draft.write(batch)).map(|()| true),
        Err(error) => {
            tracing::warn!(file = %tail.display(), %error, "left alone: the file cannot be read");
            Ok(false)
        }
    }
}

fn remove(file: &Path) -> bool {
    match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            tracing::warn!(file = %file.display(), %error, "a merged file stays; its rows are there twice");
            false
        }
        _ => true,
    }
}
