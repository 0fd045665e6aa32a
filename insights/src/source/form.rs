//! In which form a file comes, by its name.

use std::ffi::OsStr;
use std::path::Path;

use super::batches;
use super::copies::Copies;
use crate::footer::{self, Verdict};

/// The form of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Parquet, of events or of batches.
    Parquet,
    /// A batch a line, as JSON.
    Lines,
    /// The same, compressed with gzip.
    GzipLines,
    /// Nothing of ours.
    Other,
}

impl Form {
    /// Firehose names its files without an ending where none was configured. Names that begin with a dot are files still
    /// being written, and Spark and Athena pass over those that begin with a line as well.
    pub(crate) fn of(path: &Path) -> Self {
        let Some(name) = path.file_name().and_then(OsStr::to_str) else { return Self::Other };
        if name.starts_with(['.', '_']) {
            return Self::Other;
        }
        match name.rsplit_once('.').map(|(_, end)| end) {
            Some("parquet") => Self::Parquet,
            Some("json" | "jsonl" | "ndjson") | None => Self::Lines,
            Some("gz") => Self::GzipLines,
            Some(_) => Self::Other,
        }
    }

    /// Whether the file can be read, and by which copy, if it needs one.
    pub(super) fn look(self, here: &Path, copies: &Copies) -> Verdict {
        match self {
            Self::Parquet => match footer::footer(here) {
                Verdict::Unsound(_) if footer::is_of_batches(here) => batches::of_parquet(here, copies),
                verdict => verdict,
            },
            Self::Lines => batches::of_lines(here, copies),
            Self::GzipLines => batches::of_gzip(here, copies),
            Self::Other => Verdict::Unsound("is none of the lake's forms".to_owned()),
        }
    }
}
