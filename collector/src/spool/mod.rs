//! The queue on the disk, between the answer to a page and the delivery to a sink.
//!
//! An entry is acknowledged when its bytes are synced, and forgotten when it is settled: delivered, or kept as a dead
//! letter. In between it lies in a segment, a file to which entries are only ever appended; a segment goes when all its
//! entries are settled. All that waits to be written when the disk is ready is written and synced at once, so a sync is
//! shared by all who would wait for one.
//!
//! After a crash every acknowledged entry that is not settled is there, once, in its order; what was settled within the
//! last second may be there again, which the ids of its events make harmless. The format is in `docs/spool-format.md`.

mod ages;
mod checkpoint;
pub mod disk;
mod error;
mod frame;
mod handover;
mod inspect;
mod log;
mod position;
mod reader;
mod recovery;
mod retire;
mod room;
mod scan;
mod segment;
mod settings;
mod settled;
mod shared;
#[cfg(test)]
mod simulation;
mod threads;
mod usage;
mod walk;
mod writer;

/// The locks of the hand-over; a model checker has others.
mod sync {
    pub(super) use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
}

use std::io;
use std::sync::{Arc, Mutex, PoisonError};

pub use disk::{Disk, RealDisk};
pub use error::SpoolError;
pub use inspect::{Inspection, SegmentInspection, inspect};
pub use position::{Damaged, Position, Queued};
pub use reader::Reader;
pub use recovery::Recovered;
pub use segment::FORMAT_VERSION;
pub use settings::{AGE_MAX_DEFAULT, BYTES_MAX_DEFAULT, SEGMENT_BYTES_DEFAULT, SpoolSettings};
pub use usage::Usage;

use log::lock;
use retire::Retire;
use room::Room;
use shared::{Parts, Shared};
use threads::{Bell, Threads};
use writer::Writer;

use crate::clock::Clock;
use crate::entry::Entry;
use crate::intake::IntakeError;

/// Room that must be left for [`Spool::ready`], in bytes: the largest body (`linger_wire::limits::BATCH_BYTES_MAX`).
const READY_BYTES: u64 = linger_wire::limits::BATCH_BYTES_MAX as u64;

/// A spool. Clones are the same one; when the last goes, it is closed, and waits for that.
#[derive(Clone)]
pub struct Spool(Arc<Inner>);

struct Inner {
    shared: Arc<Shared>,
    bell: Arc<Bell>,
    threads: Mutex<Option<Threads>>,
}

impl Spool {
    /// Opens the spool in a folder, and reads all that an earlier process left in it. Reading blocks, for about a
    /// second a gigabyte.
    ///
    /// # Errors
    /// Settings that contradict themselves; another process in this folder; a file of another format version; the disk.
    pub fn try_open(
        settings: SpoolSettings,
        disk: Arc<dyn Disk>,
        clock: Arc<dyn Clock>,
    ) -> Result<(Self, Reader, Recovered), SpoolError> {
        let problems = settings.problems();
        if !problems.is_empty() {
            return Err(SpoolError::Settings { problems });
        }
        let (shared, recovered) = open(settings, disk, clock)?;
        let folder = shared.settings.folder.clone();
        let writer = Writer::new(Arc::clone(&shared.disk), folder.clone(), shared.settings.segment_bytes);
        let threads =
            Threads::try_start(&shared, writer).map_err(|source| SpoolError::Disk { folder, source })?;
        let bell = Arc::clone(threads.bell());
        let reader = Reader::new(Arc::clone(&shared));
        Ok((Self(Arc::new(Inner { shared, bell, threads: Mutex::new(Some(threads)) })), reader, recovered))
    }

    /// Appends an entry; it is on the disk when this answers `Ok`. To drop the future, once it was polled, does not take
    /// the entry back.
    ///
    /// # Errors
    /// The spool is full, or closed, or the disk failed. Nothing was acknowledged then.
    pub async fn append(&self, entry: Entry) -> Result<(), IntakeError> {
        let shared = &self.0.shared;
        let line_bytes = entry.line.len();
        if line_bytes > frame::LINE_BYTES_MAX {
            let reason = format!("a line of {line_bytes} bytes; at most {} fit", frame::LINE_BYTES_MAX);
            return Err(IntakeError::Disk { reason });
        }
        let bytes = frame::frame_bytes(line_bytes) as u64;
        if !shared.room.take(bytes) {
            return Err(IntakeError::Full { bytes: shared.room.bytes_max() });
        }
        let Ok(ticket) = shared.handover.submit(entry) else {
            shared.room.give_back(bytes);
            return Err(IntakeError::Closed);
        };
        ticket.await
    }

    /// Whether an entry would be taken now. Where the disk has failed, this tries it, which blocks for one write.
    ///
    /// # Errors
    /// Why not, for the operator.
    pub fn ready(&self) -> Result<(), String> {
        let shared = &self.0.shared;
        if lock(&shared.log).ended {
            return Err(IntakeError::Closed.to_string());
        }
        if shared.room.taken() + READY_BYTES > shared.room.bytes_max() {
            return Err(IntakeError::Full { bytes: shared.room.bytes_max() }.to_string());
        }
        shared.probe()
    }

    /// Delivered, or kept as dead letters: these may be forgotten. In any order; again does no harm.
    pub fn settle(&self, positions: &[Position]) {
        if lock(&self.0.shared.log).settle(positions) {
            self.0.bell.settled();
        }
    }

    /// What the spool holds now.
    #[must_use]
    pub fn usage(&self) -> Usage {
        Usage::of(&self.0.shared)
    }

    /// Takes no more entries, commits those that wait, and writes the checkpoint; the reader hands out what is left, and
    /// then ends. May be called again when delivery has settled the rest, so that the checkpoint has that too; the drop
    /// of the last clone does the same.
    ///
    /// # Errors
    /// The checkpoint could not be written: what was delivered since the last one is delivered again after the next
    /// start.
    pub async fn close(&self) -> Result<(), SpoolError> {
        let inner = Arc::clone(&self.0);
        inner.shared.handover.close();
        let closed = tokio::task::spawn_blocking(move || inner.close()).await;
        closed
            .map_err(io::Error::other)
            .and_then(|closed| closed)
            .map_err(|source| SpoolError::Disk { folder: self.0.shared.settings.folder.clone(), source })
    }
}

impl Inner {
    fn close(&self) -> io::Result<()> {
        self.shared.handover.close();
        let mut threads = self.threads.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(threads) = threads.take() {
            threads.join();
        }
        self.shared.retire()
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        if let Err(error) = self.close() {
            tracing::warn!(%error, "the last checkpoint of the spool could not be written");
        }
    }
}

fn open(
    settings: SpoolSettings,
    disk: Arc<dyn Disk>,
    clock: Arc<dyn Clock>,
) -> Result<(Arc<Shared>, Recovered), SpoolError> {
    let folder = settings.folder.clone();
    let failed = |source| SpoolError::Disk { folder: folder.clone(), source };
    disk.create_folder(&folder).map_err(failed)?;
    let held = disk.lock(&folder.join(LOCK)).map_err(failed)?;
    let lock = held.ok_or_else(|| SpoolError::InUse { folder: folder.clone() })?;
    let recovery::Content { log, recovered, checkpoint, bytes } = recovery::recover(&*disk, &folder)?;
    let room = Room::new(bytes, settings.bytes_max);
    let retire = Retire::new(Arc::clone(&disk), folder, checkpoint);
    let parts = Parts { settings, disk, clock, room, log, retire, lock };
    Ok((Arc::new(Shared::new(parts)), recovered))
}

/// The file that is locked.
const LOCK: &str = ".lock";
