//! The lake on one machine: Parquet files in `<folder>/dt=YYYY-MM-DD/`, one partition for each UTC day of
//! receipt, in which every event is a row of `linger_wire::row::COLUMNS`.
//!
//! A call writes one file for each day in it, and is answered when that file is durable. A file appears under its
//! name whole or not at all: any `*.parquet` can be read at any moment.

use std::path::Path;
use std::sync::Arc;

use linger_lake::{Folder, Writer};
use linger_wire::line;
use linger_wire::unfold::{Row, unfold};
use tokio::sync::Mutex;
use tokio::task::spawn_blocking;

use super::{BoxFuture, CallError, Outcome, PackLimits, Record, Sink};
use crate::clock::{Clock, SystemClock};

pub use linger_lake::{LakeConfig, LakeError};

/// Bytes of a record and of a call: ours; the rows of a file are in memory while it is written, some ten megabytes.
const BYTES_MAX: usize = 4 * 1024 * 1024;

/// Events of a file, at most: ours, as for the bytes.
const EVENTS_MAX: u32 = 10_000;

/// A lake that is open for writing.
#[derive(Debug)]
pub struct Lake {
    folder: Arc<Folder>,
    /// One file at a time: the disk is one, and a merge must not meet another.
    writer: Arc<Mutex<Writer>>,
}

impl Lake {
    /// Opens the folder, creating it where it is missing.
    ///
    /// What a crash left half-written is removed. The folder is locked against other processes until the lake is
    /// dropped.
    ///
    /// # Errors
    /// A limit makes no sense, the folder cannot be written, or another process writes it.
    pub fn try_open(config: &LakeConfig) -> Result<Self, LakeError> {
        let writer = Writer::try_open(config, SystemClock.now_ms())?;
        Ok(Self { folder: Arc::clone(writer.folder()), writer: Arc::new(Mutex::new(writer)) })
    }

    /// The folder the partitions lie in.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    async fn write(&self, records: Vec<Record>) -> Result<Vec<Outcome>, CallError> {
        let mut writer = Arc::clone(&self.writer).lock_owned().await;
        let count = records.len();
        let written = blocking(move || write(&mut writer, &records)).await?;
        written.map(|()| vec![Outcome::Accepted; count])
    }
}

impl Sink for Lake {
    fn name(&self) -> &'static str {
        "lake"
    }

    fn limits(&self) -> PackLimits {
        PackLimits {
            record_bytes_max: BYTES_MAX,
            record_events_max: EVENTS_MAX,
            call_records_max: 1,
            call_bytes_max: BYTES_MAX,
            billed_bytes: 1,
            by_visit: false,
        }
    }

    fn put(&self, records: Vec<Record>) -> BoxFuture<'_, Result<Vec<Outcome>, CallError>> {
        Box::pin(self.write(records))
    }

    fn probe(&self) -> BoxFuture<'_, Result<(), CallError>> {
        Box::pin(async {
            let folder = Arc::clone(&self.folder);
            let probed = blocking(move || folder.probe()).await?;
            probed.map_err(|error| CallError::Unavailable { detail: error.to_string() })
        })
    }
}

/// Runs work that blocks on the disk where it holds up nobody else.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, CallError> {
    spawn_blocking(work).await.map_err(|error| CallError::Unavailable { detail: error.to_string() })
}

fn write(writer: &mut Writer, records: &[Record]) -> Result<(), CallError> {
    let rows = rows(records)?;
    writer.write(&rows).map_err(|error| {
        tracing::error!(rows = rows.len(), %error, "rows not written; they wait in the spool");
        CallError::Unavailable { detail: format!("the lake cannot be written: {error}") }
    })
}

/// The events of all lines as rows.
fn rows(records: &[Record]) -> Result<Vec<Row>, CallError> {
    let lines = records.iter().flat_map(|record| record.data.split(|byte| *byte == b'\n'));
    let mut rows = Vec::new();
    for text in lines.filter(|text| !text.is_empty()) {
        let line = line::read(text).map_err(|problems| refused(&problems))?;
        rows.extend(unfold(line.receipt, &line.header, line.events));
    }
    Ok(rows)
}

fn refused(problems: &[linger_wire::Problem]) -> CallError {
    let details: Vec<&str> = problems.iter().map(|problem| problem.detail.as_str()).collect();
    CallError::Refused { detail: details.join("; ") }
}
