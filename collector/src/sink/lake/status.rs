//! What the last write came to, for `/readyz`.

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::folder::Folder;

/// Why the last write failed, or `None`.
#[derive(Debug, Default)]
pub(super) struct Status(Mutex<Option<String>>);

impl Status {
    pub(super) fn record(&self, written: &Result<(), String>) {
        *self.lock() = written.as_ref().err().cloned();
    }

    /// After a failure the folder is tried again: whoever is not ready is sent nothing, so no write would ever
    /// show that the disk is well again.
    pub(super) fn check(&self, folder: &Folder) -> Result<(), String> {
        let mut failure = self.lock();
        match &*failure {
            Some(reason) if folder.probe().is_err() => return Err(reason.clone()),
            _ => *failure = None,
        }
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, Option<String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
