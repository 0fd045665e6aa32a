//! The lake on one machine: Parquet files in `<folder>/dt=YYYY-MM-DD/`, one partition for each UTC day of
//! receipt, with the schema that Firehose writes to S3.
//!
//! Rows wait until the oldest is [`LakeConfig::flush_age`] old or [`LakeConfig::flush_rows`] are together; then
//! one file takes them all, and only when that file is durable are the waiting senders answered. So a sender
//! waits up to the flush age for its answer, and what it is told is true through a crash.
//!
//! A file appears under its name whole or not at all: any `*.parquet` can be read at any moment.

mod columns;
mod config;
mod error;
mod folder;
mod merge;
mod parquet_file;
mod status;
mod writer;

use std::path::Path;
use std::sync::Arc;

use tokio::sync::mpsc::{self, UnboundedSender};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};
use tokio::time::Instant;

use super::BoxFuture;
use super::old::{Sink, SinkError};
use crate::row::Row;
use folder::Folder;
use status::Status;
use writer::{Batch, Message, Writer};

pub use config::LakeConfig;
pub use error::LakeError;

/// A lake that is open for writing. Rows of batches that were not answered yet are lost with the process unless
/// [`Lake::close`] is awaited before it ends; their senders send them again.
#[derive(Debug)]
pub struct Lake {
    folder: Arc<Folder>,
    /// Unbounded as a channel: `space` bounds the rows in it.
    inbox: UnboundedSender<Message>,
    /// One permit for each row that may wait.
    space: Arc<Semaphore>,
    rows_waiting_max: usize,
    status: Arc<Status>,
}

impl Lake {
    /// Opens the folder, creating it where it is missing, and starts the task that writes.
    ///
    /// What a crash left half-written is removed. The folder is locked against other processes until the lake is
    /// closed.
    ///
    /// # Errors
    /// A limit makes no sense, the folder cannot be written, or another process writes it.
    ///
    /// # Panics
    /// Outside a tokio runtime.
    pub fn try_open(config: LakeConfig) -> Result<Arc<Self>, LakeError> {
        config.check().map_err(LakeError::Limits)?;
        let folder = Arc::new(Folder::try_open(&config.folder)?);
        let (inbox, messages) = mpsc::unbounded_channel();
        let status = Arc::new(Status::default());
        let rows_waiting_max = config.rows_waiting_max;
        let writer = Writer::new(config, Arc::clone(&folder), messages, Arc::clone(&status));
        tokio::spawn(writer.run());
        let space = Arc::new(Semaphore::new(rows_waiting_max));
        Ok(Arc::new(Self { folder, inbox, space, rows_waiting_max, status }))
    }

    /// The folder the partitions lie in.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Writes all rows that wait, answers their senders, and stops. Rows that come later are refused. To close
    /// again does nothing.
    ///
    /// # Errors
    /// The rows that waited last could not be written; their senders were told.
    pub async fn close(&self) -> Result<(), LakeError> {
        let (done, outcome) = oneshot::channel();
        if self.inbox.send(Message::Close(done)).is_err() {
            return Ok(());
        }
        let written = outcome.await.map_err(|_| LakeError::WriterStopped)?;
        written.map_err(|reason| LakeError::Unwritten { reason })
    }

    fn reserve(&self, rows: usize) -> Result<OwnedSemaphorePermit, SinkError> {
        let full = SinkError::Full { rows_waiting_max: self.rows_waiting_max };
        let permits = u32::try_from(rows).map_err(|_| full.clone())?;
        Arc::clone(&self.space).try_acquire_many_owned(permits).map_err(|_| full)
    }
}

impl Sink for Lake {
    fn accept(&self, rows: Vec<Row>) -> BoxFuture<'_, Result<(), SinkError>> {
        Box::pin(async move {
            let space = self.reserve(rows.len())?;
            let (done, outcome) = oneshot::channel();
            let batch = Batch { rows, since: Instant::now(), done, space };
            self.inbox.send(Message::Batch(batch)).map_err(|_| SinkError::Closed)?;
            outcome.await.unwrap_or(Err(SinkError::Closed))
        })
    }

    fn ready(&self) -> Result<(), String> {
        if self.inbox.is_closed() {
            return Err(SinkError::Closed.to_string());
        }
        if self.space.available_permits() == 0 {
            return Err(SinkError::Full { rows_waiting_max: self.rows_waiting_max }.to_string());
        }
        self.status.check(&self.folder)
    }
}
