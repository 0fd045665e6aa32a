//! What the senders, the two threads and the reader share.

use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

use super::disk::{Disk, Lock};
use super::handover::Handover;
use super::log::{Log, lock};
use super::retire::Retire;
use super::room::Room;
use super::settings::SpoolSettings;
use crate::clock::Clock;
use crate::entry::Entry;
use crate::intake::IntakeError;

/// A file that is written to see whether one can be.
const PROBE: &str = "probe.tmp";

/// How many bytes the probe writes: one block, so that a full disk shows.
const PROBE_BYTES: usize = 4096;

pub(super) struct Shared {
    pub(super) settings: SpoolSettings,
    pub(super) disk: Arc<dyn Disk>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) handover: Handover<Entry, Result<(), IntakeError>>,
    pub(super) room: Room,
    pub(super) log: Mutex<Log>,
    /// Wakes the reader.
    pub(super) appended: Notify,
    pub(super) retire: Mutex<Retire>,
    /// Why the last group came to nothing, while none has succeeded since.
    failing: Mutex<Option<String>>,
    /// Held as long as anybody may touch the files.
    _lock: Lock,
}

/// What a [`Shared`] is made of.
pub(super) struct Parts {
    pub(super) settings: SpoolSettings,
    pub(super) disk: Arc<dyn Disk>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) room: Room,
    pub(super) log: Log,
    pub(super) retire: Retire,
    pub(super) lock: Lock,
}

impl Shared {
    pub(super) fn new(parts: Parts) -> Self {
        let lost = IntakeError::Disk { reason: "the thread that writes the spool has died".to_owned() };
        Self {
            settings: parts.settings,
            disk: parts.disk,
            clock: parts.clock,
            handover: Handover::new(Err(lost)),
            room: parts.room,
            log: Mutex::new(parts.log),
            appended: Notify::new(),
            retire: Mutex::new(parts.retire),
            failing: Mutex::new(None),
            _lock: parts.lock,
        }
    }

    /// Whether an entry of this time is too old to be delivered.
    pub(super) fn expired(&self, appended_at_ms: i64) -> bool {
        let age_ms = self.clock.now_ms().saturating_sub(appended_at_ms);
        u128::try_from(age_ms).is_ok_and(|age_ms| age_ms > self.settings.age_max.as_millis())
    }

    /// Writes the checkpoint, deletes what is settled.
    pub(super) fn retire(&self) -> io::Result<()> {
        self.retire.lock().unwrap_or_else(PoisonError::into_inner).retire(&self.log, &self.room)
    }

    /// What became of a group.
    pub(super) fn succeeded(&self) {
        *self.failing() = None;
        self.appended.notify_one();
    }

    /// The disk failed. It is told once, until it works again.
    pub(super) fn failed(&self, error: &io::Error) -> IntakeError {
        let reason = error.to_string();
        if self.failing().replace(reason.clone()).is_none() {
            tracing::error!(%error, "the spool cannot be written; batches are refused until it can");
        }
        IntakeError::Disk { reason }
    }

    /// Nothing is appended any more, and the reader ends when it has handed out all.
    pub(super) fn end(&self) {
        self.handover.abandon();
        lock(&self.log).ended = true;
        self.appended.notify_one();
    }

    /// Whether the disk takes something; where it did not, it is tried, as nobody may send anything before this says
    /// that it would be taken.
    pub(super) fn probe(&self) -> Result<(), String> {
        let mut failing = self.failing();
        if failing.is_some() {
            self.write_probe().map_err(|error| format!("the spool's disk failed: {error}"))?;
            *failing = None;
        }
        Ok(())
    }

    fn write_probe(&self) -> io::Result<()> {
        let path = self.settings.folder.join(PROBE);
        match self.disk.remove(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let file = self.disk.create(&path)?;
        let written = file.write_at(&[0; PROBE_BYTES], 0).and_then(|()| file.sync());
        written.and(self.disk.remove(&path))
    }

    fn failing(&self) -> MutexGuard<'_, Option<String>> {
        self.failing.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
