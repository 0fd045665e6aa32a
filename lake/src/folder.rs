//! The lake's folder: its lock, its partitions, the names of its files.

use std::ffi::OsStr;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use arrow::temporal_conversions::timestamp_ms_to_datetime;
use linger_wire::row::PARTITION;

use crate::error::LakeError;

/// Readers skip what begins with a dot and what does not end in `.parquet`, as Athena and Spark do.
const LOCK: &str = ".lock";
const PROBE: &str = ".probe.tmp";

/// How many bytes the probe writes: one block, so that a full disk shows.
const PROBE_BYTES: usize = 4096;

/// Beginning of the names of the small files that a flush writes.
pub(crate) const TAIL: &str = "tail";

/// Beginning of the names of merged files.
pub(crate) const PART: &str = "part";

const PARQUET: &str = ".parquet";

/// A lake's folder, locked against other processes for as long as this lives.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    /// Held; closing it, as the end of the process does, lets another process write here.
    _lock: File,
}

impl Folder {
    pub(crate) fn try_open(path: &Path) -> Result<Self, LakeError> {
        let unwritable = |source| LakeError::Folder { folder: path.to_owned(), source };
        fs::create_dir_all(path).map_err(unwritable)?;
        let lock = File::create(path.join(LOCK)).map_err(unwritable)?;
        lock.try_lock().map_err(|error| match error {
            TryLockError::WouldBlock => LakeError::InUse { folder: path.to_owned() },
            TryLockError::Error(source) => unwritable(source),
        })?;
        let folder = Self { path: path.to_owned(), _lock: lock };
        folder.probe().and_then(|()| folder.remove_temporaries()).map_err(unwritable)?;
        Ok(folder)
    }

    /// Where the partitions lie.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether a file can be written.
    ///
    /// # Errors
    /// What the system says.
    pub fn probe(&self) -> io::Result<()> {
        let path = self.path.join(PROBE);
        let mut file = File::create(&path)?;
        let written = file.write_all(&[0; PROBE_BYTES]).and_then(|()| file.sync_all());
        written.and(fs::remove_file(path))
    }

    /// The partition of the UTC day in which the time lies, created where missing. Not so the lake's folder: if
    /// that is gone, a volume was taken away, and writing beside it would hide the rows.
    pub(crate) fn partition(&self, day: &str) -> io::Result<PathBuf> {
        let partition = self.path.join(format!("{PARTITION}={day}"));
        match fs::create_dir(&partition) {
            Ok(()) => sync_folder(&self.path)?,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
        Ok(partition)
    }

    /// A file that a crash left half-written was promised to nobody.
    fn remove_temporaries(&self) -> io::Result<()> {
        for partition in entries(&self.path)?.filter(|path| path.is_dir()) {
            for path in entries(&partition)?.filter(|path| is_temporary(path)) {
                tracing::info!(file = %path.display(), "removing what a crash left half-written");
                fs::remove_file(path)?;
            }
        }
        Ok(())
    }
}

/// The UTC day of a time in milliseconds since 1970, as `YYYY-MM-DD`. A clock beyond all calendars falls back to
/// 1970.
#[must_use]
pub fn day(ms: i64) -> String {
    timestamp_ms_to_datetime(ms).unwrap_or_default().date().to_string()
}

/// The partitions, by day.
pub(crate) fn partitions(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut partitions: Vec<PathBuf> =
        entries(folder)?.filter(|path| partition_day(path).is_some()).collect();
    partitions.sort();
    Ok(partitions)
}

/// The day of a partition's folder.
pub(crate) fn partition_day(path: &Path) -> Option<&str> {
    name(path)?.strip_prefix(PARTITION)?.strip_prefix('=')
}

/// All files of a partition that readers see, by name.
pub(crate) fn visible(partition: &Path) -> io::Result<Vec<PathBuf>> {
    let is_visible =
        |path: &PathBuf| name(path).is_some_and(|name| !name.starts_with('.') && name.ends_with(PARQUET));
    let mut files: Vec<PathBuf> = entries(partition)?.filter(is_visible).collect();
    files.sort();
    Ok(files)
}

/// The small files of a partition, oldest first.
pub(crate) fn tails(partition: &Path) -> io::Result<Vec<PathBuf>> {
    let mut tails: Vec<PathBuf> = entries(partition)?.filter(|path| is_tail(path)).collect();
    tails.sort();
    Ok(tails)
}

/// Where a file is written until it is whole: under a name that readers skip, in the same folder, as a rename
/// across folders may not be atomic.
pub(crate) fn temporary(partition: &Path, name: &str) -> PathBuf {
    partition.join(format!(".{name}.tmp"))
}

/// Makes names that were added to a folder, or removed, survive a crash (fsync(2): syncing a file does not sync
/// its entry in the folder).
#[cfg(unix)]
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Windows cannot open a folder as a file, and its journal keeps the names.
#[cfg(not(unix))]
pub(crate) fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

fn entries(folder: &Path) -> io::Result<impl Iterator<Item = PathBuf>> {
    let entries: Result<Vec<_>, _> = fs::read_dir(folder)?.collect();
    Ok(entries?.into_iter().map(|entry| entry.path()))
}

fn is_tail(path: &Path) -> bool {
    name(path).is_some_and(|name| name.starts_with(TAIL) && name.ends_with(PARQUET))
}

fn is_temporary(path: &Path) -> bool {
    name(path).is_some_and(|name| name.starts_with('.')) && path.extension().is_some_and(|end| end == "tmp")
}

fn name(path: &Path) -> Option<&str> {
    path.file_name().and_then(OsStr::to_str)
}

/// Names of files, unique across restarts and in the order of writing: the time at which the lake was opened, the
/// process, a sequence.
#[derive(Debug)]
pub(crate) struct Names {
    run: String,
    next: u64,
}

impl Names {
    pub(crate) fn new(opened_at_ms: i64, process: u32) -> Self {
        Self { run: format!("{opened_at_ms:013}-{process:07}"), next: 0 }
    }

    pub(crate) fn next(&mut self, kind: &str) -> String {
        let name = format!("{kind}-{}-{:08}{PARQUET}", self.run, self.next);
        self.next += 1;
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_utc() {
        let cases = [
            (0, "1970-01-01"),
            (-1, "1969-12-31"),
            (951_782_400_000, "2000-02-29"),
            (1_709_164_799_999, "2024-02-28"),
            (1_709_164_800_000, "2024-02-29"),
            (1_795_305_600_000, "2026-11-22"),
            (4_102_444_799_999, "2099-12-31"),
            (i64::MAX, "1970-01-01"),
        ];
        for (ms, expected) in cases {
            assert_eq!(day(ms), expected, "{ms}");
        }
    }

    #[test]
    fn names_sort_in_the_order_of_writing() {
        let mut first = Names::new(999_999_999_999, 99_999);
        let mut second = Names::new(1_790_000_000_000, 7);
        let names = [first.next(TAIL), first.next(TAIL), second.next(TAIL), second.next(TAIL)];
        assert!(names.is_sorted_by(|a, b| a < b), "{names:?}");
        assert!(names.iter().all(|name| is_tail(Path::new(name))));
        assert!(!is_tail(Path::new(&second.next(PART))));
        assert!(is_temporary(&temporary(Path::new("x"), &names[0])));
    }
}
