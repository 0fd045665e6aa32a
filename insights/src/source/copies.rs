//! Files that were made of others: in a folder that goes when the process does.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use tempfile::TempDir;

use crate::footer::Verdict;
use crate::listing::LakeFile;

/// A folder of copies.
#[derive(Debug)]
pub(super) struct Copies {
    folder: TempDir,
    next: AtomicU64,
}

impl Copies {
    pub(super) fn try_new() -> io::Result<Self> {
        let folder = tempfile::Builder::new().prefix("linger-insights-").tempdir()?;
        Ok(Self { folder, next: AtomicU64::new(0) })
    }

    /// A path that no file has.
    pub(super) fn fresh(&self) -> PathBuf {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        self.folder.path().join(format!("{number}.parquet"))
    }

    /// Where the copy of something of this name lies, or will.
    pub(super) fn named(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

/// The copy is what is read.
pub(super) fn of(path: &Path, partly: Option<String>) -> Verdict {
    match fs::metadata(path) {
        Ok(metadata) => Verdict::Copied {
            copy: LakeFile {
                path: path.to_owned(),
                bytes: metadata.len(),
                modified: metadata.modified().ok(),
            },
            partly,
        },
        Err(error) => Verdict::Unsound(format!("its copy is gone: {error}")),
    }
}
