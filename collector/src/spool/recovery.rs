//! What an earlier process left: looks through all segments, with one block of them in memory.

use std::io;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use super::checkpoint::{self, Checkpoint};
use super::disk::{Disk, DiskFile};
use super::error::SpoolError;
use super::log::{Log, Segment};
use super::position::{Damaged, Position};
use super::scan::{self, BLOCK_BYTES, Scanner, Stride};
use super::segment::{self, FORMAT_VERSION, OPENING_BYTES, Opening};
use super::settled::Settled;
use super::walk::{Damage, Step, Walk};

/// How much of all damage together is kept for dead letters, in bytes: ours; more is a broken disk rather than a broken
/// batch, and must not fill the memory.
pub(super) const DAMAGED_BYTES_MAX: usize = 8 << 20;

/// What was found when the spool was opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recovered {
    /// Entries that wait for delivery.
    pub entries: u64,
    /// Their events.
    pub events: u64,
    /// Bytes of a write that a crash tore; it was never acknowledged, and is cut off.
    pub torn_bytes: u64,
    /// What can be read no more, besides the entries above.
    pub damaged: Vec<Damaged>,
}

/// The content of a folder.
pub(super) struct Content {
    pub(super) log: Log,
    pub(super) recovered: Recovered,
    /// What the checkpoint says, where there is one.
    pub(super) checkpoint: Option<Settled>,
    /// Bytes of all segments.
    pub(super) bytes: u64,
}

/// Reads a folder, and cuts off what is torn. Versions are looked at before anything is changed; nothing is deleted.
pub(super) fn recover(disk: &dyn Disk, folder: &Path) -> Result<Content, SpoolError> {
    let failed = |source| SpoolError::Disk { folder: folder.to_owned(), source };
    let firsts = segments(disk, folder).map_err(failed)?;
    for &first in &firsts {
        check_version(disk, &segment::path(folder, first), failed)?;
    }
    let checkpoint = match checkpoint::read(disk, folder).map_err(failed)? {
        Checkpoint::Version(version) => {
            return Err(SpoolError::Version { file: checkpoint::path(folder), version });
        }
        checkpoint => checkpoint,
    };
    checkpoint::remove_temporary(disk, folder).map_err(failed)?;
    Recovery::new(disk, folder, checkpoint, &firsts).run(&firsts).map_err(failed)
}

/// The first sequences of all segments, in their order.
pub(super) fn segments(disk: &dyn Disk, folder: &Path) -> io::Result<Vec<u64>> {
    let mut firsts: Vec<u64> = disk.list(folder)?.iter().filter_map(|name| segment::first(name)).collect();
    firsts.sort_unstable();
    Ok(firsts)
}

/// What a segment opens with.
pub(super) fn opening(file: &dyn DiskFile) -> io::Result<Opening> {
    let mut bytes = [0; OPENING_BYTES];
    let read = file.read_at(&mut bytes, 0)?;
    Ok(segment::read_opening(&bytes[..read]))
}

fn check_version(
    disk: &dyn Disk,
    path: &Path,
    failed: impl Fn(io::Error) -> SpoolError,
) -> Result<(), SpoolError> {
    let found = disk.open(path).and_then(|file| opening(&*file)).map_err(failed)?;
    match found {
        Opening::Version(version) if version != FORMAT_VERSION => {
            Err(SpoolError::Version { file: path.to_owned(), version })
        }
        Opening::Damaged => {
            tracing::warn!(segment = %path.display(), "what the segment opens with is damaged; its entries are looked for");
            Ok(())
        }
        Opening::Version(_) | Opening::Torn => Ok(()),
    }
}

struct Recovery<'a> {
    disk: &'a dyn Disk,
    folder: &'a Path,
    checkpoint: Checkpoint,
    content: Content,
    damaged_bytes: usize,
}

impl<'a> Recovery<'a> {
    /// What is older than the first segment was deleted, so it was settled, even where no checkpoint says so.
    fn new(disk: &'a dyn Disk, folder: &'a Path, checkpoint: Checkpoint, firsts: &[u64]) -> Self {
        let written = if let Checkpoint::Whole(settled) = &checkpoint { Some(settled.clone()) } else { None };
        let mut settled = written.clone().unwrap_or_default();
        settled.insert(0..firsts.first().copied().unwrap_or(0));
        let log = Log { next: settled.end(), settled, ..Log::default() };
        let content = Content { log, recovered: Recovered::default(), checkpoint: written, bytes: 0 };
        Self { disk, folder, checkpoint, content, damaged_bytes: 0 }
    }

    fn run(mut self, firsts: &[u64]) -> io::Result<Content> {
        for (place, &first) in firsts.iter().enumerate() {
            self.segment(first, firsts.get(place + 1).copied())?;
        }
        self.disk.sync_folder(self.folder)?;
        let log = &mut self.content.log;
        log.ages.settled(log.settled.low(), log.next);
        Ok(self.content)
    }

    fn segment(&mut self, first: u64, until: Option<u64>) -> io::Result<()> {
        let file = self.disk.open(&segment::path(self.folder, first))?;
        let mut bytes = file.len()?;
        let settled = until.filter(|&until| until <= self.content.log.settled.low());
        let end = match settled {
            Some(until) => until,
            None => self.walk(&file, first, until, &mut bytes)?,
        };
        let log = &mut self.content.log;
        log.next = log.next.max(end).max(first);
        if until.is_some() || end > first {
            log.segments.push_back(Segment { first, end, bytes });
            self.content.bytes += bytes;
        }
        Ok(())
    }

    /// The sequence after the segment's last entry.
    fn walk(
        &mut self,
        file: &Arc<dyn DiskFile>,
        first: u64,
        until: Option<u64>,
        bytes: &mut u64,
    ) -> io::Result<u64> {
        let places = (OPENING_BYTES as u64).min(*bytes)..*bytes;
        let mut walk = Walk::new(Scanner::new(Arc::clone(file), first, places), first, until);
        while let Some(step) = walk.next(Stride::WHOLE)? {
            match step {
                Step::Whole(header, entry) => {
                    self.whole(header.sequence, header.appended_at_ms, entry.events);
                }
                Step::Damaged(damage) => self.damaged(&walk, first, &damage)?,
                Step::TooLong => unreachable!("any length is allowed"),
            }
        }
        if until.is_none() {
            self.cut(&**file, walk.torn(), bytes)?;
        }
        Ok(walk.expected())
    }

    fn whole(&mut self, sequence: u64, appended_at_ms: i64, events: u32) {
        let log = &mut self.content.log;
        if !log.settled.contains(sequence) {
            log.ages.appended(sequence, appended_at_ms);
            log.events += u64::from(events);
            self.content.recovered.entries += 1;
            self.content.recovered.events += u64::from(events);
        }
    }

    fn damaged(&mut self, walk: &Walk, first: u64, damage: &Damage) -> io::Result<()> {
        let log = &mut self.content.log;
        if log.settled.covers(&damage.sequences) {
            return Ok(());
        }
        if damage.places.is_empty() && self.checkpoint == Checkpoint::Damaged {
            tracing::warn!(
                first = damage.sequences.start,
                "a segment is gone; the damaged checkpoint may have said why"
            );
            log.settled.insert(damage.sequences.clone());
            return Ok(());
        }
        log.events += u64::from(damage.events.unwrap_or(0));
        log.reported.insert(damage.sequences.clone());
        let damaged = describe(walk, first, damage, DAMAGED_BYTES_MAX - self.damaged_bytes)?;
        self.damaged_bytes += damaged.bytes.len();
        self.content.recovered.damaged.push(damaged);
        Ok(())
    }

    /// The last segment's bytes may not be durable, as a process may have died before its sync, or after one that
    /// failed: then the system takes the bytes in its memory for written, and another sync would not write them
    /// (<https://wiki.postgresql.org/wiki/Fsync_Errors>). What is read from now on must stay, so it is written anew.
    fn cut(&mut self, file: &dyn DiskFile, torn: Range<u64>, bytes: &mut u64) -> io::Result<()> {
        if !torn.is_empty() {
            tracing::info!(bytes = torn.end - torn.start, "cutting off what a crash left of a write");
            self.content.recovered.torn_bytes += torn.end - torn.start;
            file.set_len(torn.start)?;
            *bytes = torn.start;
        }
        for start in (0..*bytes).step_by(BLOCK_BYTES) {
            let end = (start + BLOCK_BYTES as u64).min(*bytes);
            file.write_at(&scan::read(file, start..end)?, start)?;
        }
        file.sync()
    }
}

/// Damage with its bytes, but not more than these.
pub(super) fn describe(walk: &Walk, first: u64, damage: &Damage, bytes_max: usize) -> io::Result<Damaged> {
    let Damage { sequences, places, events, reason } = damage;
    let length = places.end - places.start;
    let end = places.start + length.min(bytes_max as u64);
    Ok(Damaged {
        position: Position::of_damaged(sequences, *events),
        bytes: walk.bytes(places.start..end)?,
        reason: format!("segment {first}, {length} bytes at {}: {reason}", places.start),
        events: *events,
    })
}
