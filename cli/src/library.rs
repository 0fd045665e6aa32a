//! What the commands ask of the collector's library about spool and dead letters.

use std::io;
use std::path::{Path, PathBuf};

use linger_collector::settings::Settings;

/// What lies in a spool's folder.
#[derive(Clone, Debug, Default)]
pub(crate) struct Inspection {
    /// All segments, oldest first.
    pub(crate) segments: Vec<SegmentInspection>,
    /// Why the checkpoint says nothing, where it does not: everything counts as not settled then.
    pub(crate) checkpoint_problem: Option<String>,
}

/// What lies in a segment.
#[derive(Clone, Debug, Default)]
pub(crate) struct SegmentInspection {
    /// The file.
    pub(crate) path: PathBuf,
    /// Its format version; absent where what it opens with is damaged or missing.
    pub(crate) version: Option<u32>,
    /// Its bytes.
    pub(crate) bytes: u64,
    /// Entries that are whole.
    pub(crate) entries: u64,
    /// Their events.
    pub(crate) events: u64,
    /// How many of the entries are settled, by the last checkpoint.
    pub(crate) settled: u64,
    /// When the oldest entry was appended, in milliseconds since 1970.
    pub(crate) oldest_at_ms: Option<i64>,
    /// Bytes at the end that are the beginning of a frame.
    pub(crate) torn_bytes: u64,
    /// Places that are damaged.
    pub(crate) damaged: u64,
    /// Bytes in them.
    pub(crate) damaged_bytes: u64,
}

/// Reads a spool without touching it.
pub(crate) fn inspect(_folder: &Path) -> io::Result<Inspection> {
    Err(io::Error::new(io::ErrorKind::Unsupported, "this linger has no spool"))
}

/// Which dead letters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Choice {
    /// Those that became dead letters from then on, in milliseconds since 1970.
    pub(crate) from_ms: Option<i64>,
    /// Those that became dead letters before then.
    pub(crate) to_ms: Option<i64>,
    /// Those of one reason.
    pub(crate) reason: Option<String>,
    /// Those of one site.
    pub(crate) site: Option<String>,
}

/// Dead letters of one reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) reason: String,
    pub(crate) letters: u64,
    pub(crate) events: u64,
    /// Those that cannot be sent, as nothing of a batch could be read in them.
    pub(crate) unreadable: u64,
}

/// What became of the dead letters that were sent again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Replayed {
    /// Taken by the sink, and removed.
    pub(crate) letters: u64,
    pub(crate) events: u64,
    /// Not taken, and kept; why the first of them was not.
    pub(crate) kept: u64,
    pub(crate) kept_because: Option<String>,
}

/// Counts dead letters, by reason.
pub(crate) async fn find(_settings: &Settings, _choice: &Choice) -> Result<Vec<Found>, String> {
    Err("this linger has no dead letters".to_owned())
}

/// Sends dead letters again and tells how many were looked at so far.
pub(crate) async fn replay(
    _settings: &Settings,
    _choice: &Choice,
    _progress: impl Fn(u64),
) -> Result<Replayed, String> {
    Err("this linger has no dead letters".to_owned())
}
