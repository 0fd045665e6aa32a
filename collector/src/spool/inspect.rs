//! Looks at a spool without touching it, also beside a collector that writes it.

use std::io;
use std::path::{Path, PathBuf};

use super::checkpoint::{self, Checkpoint};
use super::disk::{Disk, RealDisk};
use super::error::SpoolError;
use super::recovery;
use super::scan::{Scanner, Stride};
use super::segment::{self, FORMAT_VERSION, OPENING_BYTES, Opening};
use super::settled::Settled;
use super::walk::{Step, Walk};

/// What lies in a spool's folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inspection {
    /// All segments, oldest first.
    pub segments: Vec<SegmentInspection>,
    /// Why the checkpoint says nothing, where it does not: everything counts as not settled then.
    pub checkpoint_problem: Option<String>,
}

/// What lies in a segment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SegmentInspection {
    /// The file.
    pub path: PathBuf,
    /// Its format version; absent where what it opens with is damaged or missing.
    pub version: Option<u32>,
    /// Its bytes.
    pub bytes: u64,
    /// Entries that are whole.
    pub entries: u64,
    /// Their events.
    pub events: u64,
    /// How many of the entries are settled, by the last checkpoint.
    pub settled: u64,
    /// When the oldest entry was appended, in milliseconds since 1970.
    pub oldest_at_ms: Option<i64>,
    /// When the newest was.
    pub newest_at_ms: Option<i64>,
    /// Bytes at the end that are the beginning of a frame: of a crash, or of a write that goes on right now.
    pub torn_bytes: u64,
    /// Places that are damaged.
    pub damaged: u64,
    /// Bytes in them.
    pub damaged_bytes: u64,
}

/// Reads all that lies in a spool's folder, one block at a time, and changes nothing.
///
/// # Errors
/// The folder or a file in it cannot be read.
pub fn inspect(folder: &Path) -> Result<Inspection, SpoolError> {
    inspect_on(&RealDisk, folder).map_err(|source| SpoolError::Disk { folder: folder.to_owned(), source })
}

fn inspect_on(disk: &dyn Disk, folder: &Path) -> io::Result<Inspection> {
    let (settled, checkpoint_problem) = match checkpoint::read(disk, folder)? {
        Checkpoint::Whole(settled) => (settled, None),
        Checkpoint::Absent => (Settled::default(), None),
        Checkpoint::Damaged => (Settled::default(), Some("it is damaged".to_owned())),
        Checkpoint::Version(version) => {
            (Settled::default(), Some(format!("its format version is {version}")))
        }
    };
    let firsts = recovery::segments(disk, folder)?;
    let mut inspection = Inspection { segments: Vec::with_capacity(firsts.len()), checkpoint_problem };
    for (place, &first) in firsts.iter().enumerate() {
        match segment(disk, folder, first, firsts.get(place + 1).copied(), &settled) {
            Ok(segment) => inspection.segments.push(segment),
            // A collector that runs may have deleted it by now.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(inspection)
}

fn segment(
    disk: &dyn Disk,
    folder: &Path,
    first: u64,
    until: Option<u64>,
    settled: &Settled,
) -> io::Result<SegmentInspection> {
    let path = segment::path(folder, first);
    let file = disk.open(&path)?;
    let bytes = file.len()?;
    let version = match recovery::opening(&*file)? {
        Opening::Version(version) => Some(version),
        Opening::Damaged | Opening::Torn => None,
    };
    let mut seen = SegmentInspection { path, version, bytes, ..SegmentInspection::default() };
    if version.is_some_and(|version| version != FORMAT_VERSION) {
        return Ok(seen);
    }
    let scanner = Scanner::new(file, first, (OPENING_BYTES as u64).min(bytes)..bytes);
    let mut walk = Walk::new(scanner, first, until);
    while let Some(step) = walk.next(Stride::WHOLE)? {
        seen.step(&step, settled);
    }
    seen.torn_bytes = walk.torn().end - walk.torn().start;
    Ok(seen)
}

impl SegmentInspection {
    fn step(&mut self, step: &Step, settled: &Settled) {
        match step {
            Step::Whole(header, _) => {
                let at_ms = header.appended_at_ms;
                self.entries += 1;
                self.events += u64::from(header.events);
                self.settled += u64::from(settled.contains(header.sequence));
                self.oldest_at_ms = Some(self.oldest_at_ms.map_or(at_ms, |oldest| oldest.min(at_ms)));
                self.newest_at_ms = Some(self.newest_at_ms.map_or(at_ms, |newest| newest.max(at_ms)));
            }
            // Segments that were deleted before older ones leave such gaps.
            Step::Damaged(damage) if damage.places.is_empty() && settled.covers(&damage.sequences) => {}
            Step::Damaged(damage) => {
                self.damaged += 1;
                self.damaged_bytes += damage.places.end - damage.places.start;
            }
            Step::TooLong => {}
        }
    }
}
