//! A sink that keeps rows in memory: for tests, and for trying the collector without a disk.

use std::sync::{Mutex, PoisonError};

use super::BoxFuture;
use super::old::{Sink, SinkError};
use crate::row::Row;

/// Keeps every row, in the order of arrival, for as long as it lives.
#[derive(Debug, Default)]
pub struct Memory {
    rows: Mutex<Vec<Row>>,
}

impl Memory {
    /// An empty one.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// All rows so far.
    #[must_use]
    pub fn rows(&self) -> Vec<Row> {
        self.rows.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Sink for Memory {
    fn accept(&self, rows: Vec<Row>) -> BoxFuture<'_, Result<(), SinkError>> {
        self.rows.lock().unwrap_or_else(PoisonError::into_inner).extend(rows);
        Box::pin(std::future::ready(Ok(())))
    }

    fn ready(&self) -> Result<(), String> {
        Ok(())
    }
}
