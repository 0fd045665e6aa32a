//! Puts groups of entries on the disk: one write, one sync, and only then are they in the log.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use super::disk::{Disk, DiskFile};
use super::frame;
use super::log::{Group, Log, Segment, lock};
use super::room::Room;
use super::segment::{self, FORMAT_VERSION, OPENING_BYTES};
use crate::entry::Entry;

/// How much is gathered before it is written, in bytes: ours; a group of 256 batches of 1.7 KB is one write, and a
/// group of the largest batches does not cost its size in memory a second time.
const GATHERED_BYTES_MAX: usize = 1 << 20;

/// What writes. There is one, on its own thread.
pub(super) struct Writer {
    disk: Arc<dyn Disk>,
    folder: PathBuf,
    segment_bytes: u64,
    active: Option<Active>,
    gathered: Vec<u8>,
}

struct Active {
    file: Arc<dyn DiskFile>,
    first: u64,
    /// Where the last acknowledged entry ends.
    bytes: u64,
}

impl Writer {
    pub(super) fn new(disk: Arc<dyn Disk>, folder: PathBuf, segment_bytes: u64) -> Self {
        Self { disk, folder, segment_bytes, active: None, gathered: Vec::new() }
    }

    /// Puts the entries on the disk and into the log. After an error none of them is acknowledged, nor ever read: the
    /// next segment takes their sequences.
    pub(super) fn commit(
        &mut self,
        entries: &[Entry],
        at_ms: i64,
        log: &Mutex<Log>,
        room: &Room,
    ) -> io::Result<()> {
        let bytes: u64 = entries.iter().map(|entry| frame::frame_bytes(entry.line.len()) as u64).sum();
        let written =
            self.begin_where_needed(bytes, log, room).and_then(|next| self.write(entries, next, at_ms));
        if written.is_err() {
            room.give_back(bytes);
            self.abandon(log, room);
            return written;
        }
        let events = entries.iter().map(|entry| u64::from(entry.events)).sum();
        lock(log).committed(Group { entries: entries.len() as u64, events, bytes, at_ms });
        Ok(())
    }

    /// The sequence of the next entry, for which there is a segment with room.
    fn begin_where_needed(&mut self, bytes: u64, log: &Mutex<Log>, room: &Room) -> io::Result<u64> {
        let next = lock(log).next;
        let full = |active: &Active| active.first < next && active.bytes + bytes > self.segment_bytes;
        if self.active.as_ref().is_none_or(full) {
            self.active = None;
            lock(log).active = false;
            self.begin(next)?;
            room.take_anyhow(OPENING_BYTES as u64);
            lock(log).begun(OPENING_BYTES as u64);
        }
        Ok(next)
    }

    /// Its bytes become durable with those of the first group; its name must be before that group is acknowledged.
    fn begin(&mut self, first: u64) -> io::Result<()> {
        let path = segment::path(&self.folder, first);
        let file = self.create(&path)?;
        let begun = file
            .write_at(&segment::opening(FORMAT_VERSION), 0)
            .and_then(|()| self.disk.sync_folder(&self.folder));
        if begun.is_err() {
            self.remove(first);
            return begun;
        }
        self.active = Some(Active { file, first, bytes: OPENING_BYTES as u64 });
        Ok(())
    }

    /// A file of this name that is there already was left by a failure, as nothing in it was acknowledged.
    fn create(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>> {
        match self.disk.create(path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                self.disk.remove(path)?;
                self.disk.create(path)
            }
            created => created,
        }
    }

    fn write(&mut self, entries: &[Entry], next: u64, at_ms: i64) -> io::Result<()> {
        let active = self.active.as_mut().expect("one was begun");
        let mut end = active.bytes;
        self.gathered.clear();
        for (sequence, entry) in (next..).zip(entries) {
            frame::encode(entry, active.first, sequence, at_ms, &mut self.gathered);
            if self.gathered.len() >= GATHERED_BYTES_MAX {
                end += put(&*active.file, &mut self.gathered, end)?;
            }
        }
        end += put(&*active.file, &mut self.gathered, end)?;
        active.file.sync()?;
        active.bytes = end;
        Ok(())
    }

    /// After a failed sync nobody knows which bytes the disk has, and the next sync does not tell
    /// (<https://wiki.postgresql.org/wiki/Fsync_Errors>): no more is written to this file.
    fn abandon(&mut self, log: &Mutex<Log>, room: &Room) {
        let forgotten = lock(log).abandoned();
        lock(log).failures += 1;
        if let Some(Active { file, bytes, .. }) = self.active.take()
            && let Err(error) = file.set_len(bytes)
        {
            tracing::debug!(%error, "what was not acknowledged stays behind the last entry; it is never read");
        }
        if let Some(Segment { first, bytes, .. }) = forgotten {
            room.give_back(bytes);
            self.remove(first);
        }
    }

    /// A segment with nothing in it, whose name the next one takes.
    fn remove(&self, first: u64) {
        if let Err(error) = self.disk.remove(&segment::path(&self.folder, first)) {
            tracing::debug!(%error, "an empty segment stays");
        }
    }
}

/// Writes what was gathered; how many bytes that was.
fn put(file: &dyn DiskFile, gathered: &mut Vec<u8>, at: u64) -> io::Result<u64> {
    file.write_at(gathered, at)?;
    let bytes = gathered.len() as u64;
    gathered.clear();
    Ok(bytes)
}
