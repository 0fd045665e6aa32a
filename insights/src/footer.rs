//! Whether one file can be read: first by its footer, which is cheap, and, when a query has failed, by all of it.

use std::fs::File;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder,
};

use crate::listing::LakeFile;
use crate::schema;

/// What a look at a file found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It can be read as the table `events`.
    Sound,
    /// A copy of it can be, which may lack a part of it.
    Copied {
        /// The copy.
        copy: LakeFile,
        /// What it lacks.
        partly: Option<String>,
    },
    /// It cannot, for this reason.
    Unsound(String),
    /// It is no longer there: whoever merges small files has removed it.
    Vanished,
}

/// Looks at the file's footer: is it Parquet, and of our columns?
pub(crate) fn footer(path: &Path) -> Verdict {
    opened(path, |file| {
        let metadata = ArrowReaderMetadata::load(&file, ArrowReaderOptions::new()).map_err(unreadable)?;
        schema::mismatch(metadata.schema()).map_or(Ok(()), Err)
    })
}

/// Whether the file's rows are batches: the columns of the collector's line.
pub(crate) fn is_of_batches(path: &Path) -> bool {
    let verdict = opened(path, |file| {
        let metadata = ArrowReaderMetadata::load(&file, ArrowReaderOptions::new()).map_err(unreadable)?;
        let has = |name: &str| metadata.schema().column_with_name(name).is_some();
        if has("events") && has("batch_number") { Ok(()) } else { Err(String::new()) }
    });
    verdict == Verdict::Sound
}

/// Reads every row of the file.
pub(crate) fn whole(path: &Path) -> Verdict {
    opened(path, |file| {
        let reader = ParquetRecordBatchReaderBuilder::try_new(file).map_err(unreadable)?;
        reader.build().map_err(unreadable)?.try_for_each(|batch| batch.map(drop)).map_err(unreadable)
    })
}

fn opened(path: &Path, look: impl FnOnce(File) -> Result<(), String>) -> Verdict {
    match File::open(path) {
        Ok(file) => judged(|| look(file)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Verdict::Vanished,
        Err(error) => Verdict::Unsound(format!("cannot be opened: {error}")),
    }
}

/// The Parquet reader is not proof against every damage: some bytes make it panic instead of returning an error.
fn judged(look: impl FnOnce() -> Result<(), String>) -> Verdict {
    match catch_unwind(AssertUnwindSafe(look)) {
        Ok(Ok(())) => Verdict::Sound,
        Ok(Err(reason)) => Verdict::Unsound(reason),
        Err(_) => Verdict::Unsound("not readable as Parquet: its bytes contradict each other".to_owned()),
    }
}

fn unreadable(error: impl std::fmt::Display) -> String {
    format!("not readable as Parquet: {error}")
}
