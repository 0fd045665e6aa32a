//! An intake that fails when told to, so that what is answered then can be tested.

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{Intake, IntakeError, Kept, Memory};
use crate::entry::Entry;
use crate::sink::BoxFuture;

/// Keeps batches as [`Memory`] does, unless it was told to refuse them.
#[derive(Debug, Default)]
pub struct Faulty {
    memory: Memory,
    error: Mutex<Option<IntakeError>>,
}

impl Faulty {
    /// One that does not refuse yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// One that does not refuse yet, and says this of every batch.
    #[must_use]
    pub fn answering(kept: Kept) -> Self {
        Self { memory: Memory::answering(kept), error: Mutex::default() }
    }

    /// Refuses all batches with this error from now on, and is not ready.
    pub fn refuse(&self, error: IntakeError) {
        *self.error() = Some(error);
    }

    /// Takes batches again.
    pub fn recover(&self) {
        *self.error() = None;
    }

    /// The batches that were not refused.
    #[must_use]
    pub fn entries(&self) -> Vec<Entry> {
        self.memory.entries()
    }

    fn error(&self) -> MutexGuard<'_, Option<IntakeError>> {
        self.error.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Intake for Faulty {
    fn accept(&self, entry: Entry) -> BoxFuture<'_, Result<Kept, IntakeError>> {
        match self.error().clone() {
            Some(error) => Box::pin(std::future::ready(Err(error))),
            None => self.memory.accept(entry),
        }
    }

    fn ready(&self) -> Result<(), String> {
        self.error().as_ref().map_or(Ok(()), |error| Err(error.to_string()))
    }
}
