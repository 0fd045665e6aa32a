//! What lies in the lake's folder: files of its forms in `dt=YYYY-MM-DD/`, and nothing else counts.

use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use linger_wire::row::PARTITION;
use serde::Serialize;

use crate::source::Form;

/// A file the answer goes without.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// Its path, relative to the lake's folder.
    pub file: String,
    /// Why it could not be read.
    pub reason: String,
}

/// A file as it was listed. The three together say whether it is still the file that was looked at: files of the
/// lake are written once and renamed into place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct LakeFile {
    pub(crate) path: PathBuf,
    pub(crate) bytes: u64,
    pub(crate) modified: Option<SystemTime>,
}

/// The days of the partitions to read, as `YYYY-MM-DD`, both included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Days {
    pub(crate) first: Option<String>,
    pub(crate) last: Option<String>,
}

impl Days {
    /// ISO dates sort as text.
    pub(crate) fn include(&self, day: &str) -> bool {
        let after_first = self.first.as_deref().is_none_or(|first| first <= day);
        after_first && self.last.as_deref().is_none_or(|last| day <= last)
    }
}

/// The files of one moment, sorted by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Listing {
    pub(crate) files: Vec<LakeFile>,
    pub(crate) left_out: Vec<LeftOut>,
}

impl Listing {
    /// Lists the partitions of these days. A folder that does not exist is an empty lake: nothing was measured yet.
    pub(crate) fn of(folder: &Path, days: &Days) -> io::Result<Self> {
        let mut listing = Self::default();
        for partition in entries(folder)? {
            if is_wanted(&partition, days) {
                listing.add_partition(folder, &partition.path());
            }
        }
        listing.left_out.sort_by(|a, b| a.file.cmp(&b.file));
        listing.files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(listing)
    }

    fn add_partition(&mut self, folder: &Path, partition: &Path) {
        let added = entries(partition).and_then(|files| {
            files.iter().filter(|file| is_file_of_ours(file)).try_for_each(|file| self.add(file))
        });
        if let Err(error) = added {
            let reason = format!("cannot be listed: {error}");
            self.left_out.push(LeftOut { file: relative(folder, partition), reason });
        }
    }

    fn add(&mut self, entry: &DirEntry) -> io::Result<()> {
        let path = entry.path();
        if let Some(metadata) = unless_vanished(fs::metadata(&path))? {
            self.files.push(LakeFile { path, bytes: metadata.len(), modified: metadata.modified().ok() });
        }
        Ok(())
    }
}

/// The path as the answer names it.
pub(crate) fn relative(folder: &Path, path: &Path) -> String {
    path.strip_prefix(folder).unwrap_or(path).display().to_string()
}

fn entries(folder: &Path) -> io::Result<Vec<DirEntry>> {
    unless_vanished(fs::read_dir(folder))?.map_or(Ok(Vec::new()), Iterator::collect)
}

fn unless_vanished<T>(found: io::Result<T>) -> io::Result<Option<T>> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn is_wanted(partition: &DirEntry, days: &Days) -> bool {
    let name = partition.file_name();
    let day = name.to_str().and_then(|name| name.strip_prefix(PARTITION)?.strip_prefix('='));
    day.is_some_and(|day| days.include(day)) && partition.path().is_dir()
}

fn is_file_of_ours(entry: &DirEntry) -> bool {
    let path = entry.path();
    Form::of(&path) != Form::Other && !path.is_dir()
}
