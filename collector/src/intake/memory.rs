//! An intake that keeps batches in memory: for tests, and for measuring the edge without a disk.

use std::sync::{Mutex, PoisonError};

use linger_wire::line::{self, Line};

use super::{Intake, IntakeError, Kept};
use crate::entry::Entry;
use crate::sink::BoxFuture;

/// Keeps every batch, in the order of arrival, for as long as it lives.
#[derive(Debug)]
pub struct Memory {
    entries: Mutex<Vec<Entry>>,
    kept: Kept,
}

impl Memory {
    /// An empty one that answers as a spool does.
    #[must_use]
    pub fn new() -> Self {
        Self::answering(Kept::Spooled)
    }

    /// An empty one that says this of every batch.
    #[must_use]
    pub fn answering(kept: Kept) -> Self {
        Self { entries: Mutex::default(), kept }
    }

    /// All batches so far.
    #[must_use]
    pub fn entries(&self) -> Vec<Entry> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// All batches so far, read back.
    ///
    /// # Panics
    /// Where a line cannot be read, which is a fault of whoever wrote it.
    #[must_use]
    pub fn lines(&self) -> Vec<Line> {
        let read = |entry: Entry| line::read(&entry.line).expect("the collector's own lines are sound");
        self.entries().into_iter().map(read).collect()
    }
}

impl Default for Memory {
    fn default() -> Self {
        Self::new()
    }
}

impl Intake for Memory {
    fn accept(&self, entry: Entry) -> BoxFuture<'_, Result<Kept, IntakeError>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner).push(entry);
        Box::pin(std::future::ready(Ok(self.kept)))
    }

    fn ready(&self) -> Result<(), String> {
        Ok(())
    }
}
