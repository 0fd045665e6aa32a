//! Writes down what is settled, and deletes the segments that nobody needs any more.

use std::io::{self, ErrorKind};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use super::checkpoint;
use super::disk::Disk;
use super::log::{Log, Segment, lock};
use super::room::Room;
use super::segment;
use super::settled::Settled;

/// What deletes. One at a time.
pub(super) struct Retire {
    disk: Arc<dyn Disk>,
    folder: PathBuf,
    /// What the checkpoint on the disk says, as far as it is known.
    written: Option<Settled>,
}

impl Retire {
    pub(super) fn new(disk: Arc<dyn Disk>, folder: PathBuf, written: Option<Settled>) -> Self {
        Self { disk, folder, written }
    }

    /// A segment goes only after the checkpoint that says so is durable: a gap between segments is damage otherwise.
    /// Where no checkpoint can be written, as the disk is full, the oldest segments go without, one after another.
    pub(super) fn retire(&mut self, log: &Mutex<Log>, room: &Room) -> io::Result<()> {
        let settled = lock(log).settled.clone();
        let written = self.write(&settled);
        let done = lock(log).done(&settled);
        match written {
            Ok(()) => done.into_iter().try_for_each(|segment| self.delete(segment, log, room)),
            Err(error) => self.delete_oldest(&done, log, room).and(Err(error)),
        }
    }

    fn write(&mut self, settled: &Settled) -> io::Result<()> {
        if self.written.as_ref() != Some(settled) {
            checkpoint::write(&*self.disk, &self.folder, settled)?;
            self.written = Some(settled.clone());
        }
        Ok(())
    }

    /// Without a checkpoint, what is settled follows from the first segment's name, which holds only if no older one
    /// comes back: so the folder is synced between one and the next.
    fn delete_oldest(&self, done: &[Segment], log: &Mutex<Log>, room: &Room) -> io::Result<()> {
        for segment in done {
            if lock(log).segments.front() != Some(segment) {
                break;
            }
            self.disk.sync_folder(&self.folder)?;
            self.delete(*segment, log, room)?;
        }
        Ok(())
    }

    fn delete(&self, Segment { first, bytes, .. }: Segment, log: &Mutex<Log>, room: &Room) -> io::Result<()> {
        match self.disk.remove(&segment::path(&self.folder, first)) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        lock(log).deleted(first);
        room.give_back(bytes);
        Ok(())
    }
}
