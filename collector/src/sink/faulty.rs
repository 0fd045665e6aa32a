//! A sink that fails when told to, so that what happens then can be tested.

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::old::{Sink, SinkError};
use super::{BoxFuture, Memory};
use crate::row::Row;

/// Keeps rows as [`Memory`] does, unless it was told to refuse them.
#[derive(Debug, Default)]
pub struct Faulty {
    memory: Memory,
    error: Mutex<Option<SinkError>>,
}

impl Faulty {
    /// One that does not refuse yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Refuses all rows with this error from now on, and is not ready.
    pub fn refuse(&self, error: SinkError) {
        *self.error() = Some(error);
    }

    /// Takes rows again.
    pub fn recover(&self) {
        *self.error() = None;
    }

    /// The rows that were not refused.
    #[must_use]
    pub fn rows(&self) -> Vec<Row> {
        self.memory.rows()
    }

    fn error(&self) -> MutexGuard<'_, Option<SinkError>> {
        self.error.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for Faulty {
    fn accept(&self, rows: Vec<Row>) -> BoxFuture<'_, Result<(), SinkError>> {
        match self.error().clone() {
            Some(error) => Box::pin(std::future::ready(Err(error))),
            None => self.memory.accept(rows),
        }
    }

    fn ready(&self) -> Result<(), String> {
        self.error().as_ref().map_or(Ok(()), |error| Err(error.to_string()))
    }
}
