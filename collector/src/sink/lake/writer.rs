//! The task that writes: one loop, one flush at a time.

use std::collections::{BTreeMap, HashSet};
use std::future::pending;
use std::mem;
use std::path::PathBuf;
use std::process;
use std::sync::Arc;

use parquet::errors::ParquetError;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::sync::{OwnedSemaphorePermit, oneshot};
use tokio::task::spawn_blocking;
use tokio::time::{Instant, sleep_until};

use super::columns;
use super::config::LakeConfig;
use super::folder::{self, Folder, Names, PART, TAIL};
use super::merge::merge;
use super::parquet_file::Draft;
use super::status::Status;
use crate::clock::{Clock, SystemClock};
use crate::row::Row;
use crate::sink::old::SinkError;

/// Rows that wait for their file, and who waits for them.
#[derive(Debug)]
pub(super) struct Batch {
    pub(super) rows: Vec<Row>,
    pub(super) since: Instant,
    pub(super) done: oneshot::Sender<Result<(), SinkError>>,
    /// Gives the rows' place free when the batch is dropped.
    pub(super) space: OwnedSemaphorePermit,
}

#[derive(Debug)]
pub(super) enum Message {
    Batch(Batch),
    /// Write what waits, say how it went, and stop.
    Close(oneshot::Sender<Result<(), String>>),
}

/// What the loop does next.
enum Step {
    Take(Batch),
    Flush,
    Close(Option<oneshot::Sender<Result<(), String>>>),
}

pub(super) struct Writer {
    config: LakeConfig,
    folder: Arc<Folder>,
    messages: UnboundedReceiver<Message>,
    status: Arc<Status>,
    names: Names,
    waiting: Vec<Batch>,
    rows_waiting: usize,
    /// Files that merging leaves alone.
    unmergeable: HashSet<PathBuf>,
}

impl Writer {
    pub(super) fn new(
        config: LakeConfig,
        folder: Arc<Folder>,
        messages: UnboundedReceiver<Message>,
        status: Arc<Status>,
    ) -> Self {
        let names = Names::new(SystemClock.now_ms(), process::id());
        let unmergeable = HashSet::new();
        Self { config, folder, messages, status, names, waiting: Vec::new(), rows_waiting: 0, unmergeable }
    }

    pub(super) async fn run(mut self) {
        loop {
            match self.next().await {
                Step::Take(batch) => self.take(batch),
                Step::Flush => {
                    let partitions = self.flush().await.unwrap_or_default();
                    self.tidy(partitions).await;
                }
                Step::Close(done) => return self.close(done).await,
            }
        }
    }

    /// A message that has come already goes before the flush that is due, so that whatever queued up behind a
    /// slow write goes into one file; unless there are rows enough.
    async fn next(&mut self) -> Step {
        if self.rows_waiting >= self.config.flush_rows {
            return Step::Flush;
        }
        let due = self.waiting.first().map(|oldest| oldest.since + self.config.flush_age);
        tokio::select! {
            biased;
            message = self.messages.recv() => match message {
                Some(Message::Batch(batch)) => Step::Take(batch),
                Some(Message::Close(done)) => Step::Close(Some(done)),
                None => Step::Close(None),
            },
            () = reached(due) => Step::Flush,
        }
    }

    fn take(&mut self, batch: Batch) {
        self.rows_waiting += batch.rows.len();
        self.waiting.push(batch);
    }

    /// Writes what waits, a file for each day, and answers the senders; the partitions written. Where one day's
    /// file fails, all are told to send again: what was stored is stored twice then, and told apart by its ids.
    async fn flush(&mut self) -> Result<Vec<PathBuf>, String> {
        self.rows_waiting = 0;
        let (rows, senders): (Vec<_>, Vec<_>) =
            mem::take(&mut self.waiting).into_iter().map(Batch::part).unzip();
        let mut partitions = Ok(Vec::new());
        for (day, rows) in by_day(rows) {
            let written = self.write(day, rows).await;
            partitions = partitions.and_then(|mut partitions: Vec<_>| {
                partitions.push(written?);
                Ok(partitions)
            });
        }
        let outcome = partitions.as_ref().map(|_| ()).map_err(Clone::clone);
        self.status.record(&outcome);
        for sender in senders {
            sender.answer(&outcome);
        }
        partitions
    }

    async fn write(&mut self, day: String, rows: Vec<Row>) -> Result<PathBuf, String> {
        let count = rows.len();
        let name = self.names.next(TAIL);
        let folder = Arc::clone(&self.folder);
        let written = blocking(move || write_tail(&folder, &day, &name, &rows)).await;
        match &written {
            Ok(partition) => tracing::debug!(rows = count, partition = %partition.display(), "rows written"),
            Err(reason) => tracing::error!(rows = count, reason, "rows not written; their senders are told"),
        }
        written
    }

    /// Merges where a partition has grown too many small files. Failing costs nothing but time: the rows are
    /// there, and the next flush tries again.
    async fn tidy(&mut self, partitions: Vec<PathBuf>) {
        for partition in partitions {
            if let Err(reason) = self.merge_tails(partition).await {
                tracing::warn!(reason, "small files not merged");
            }
        }
    }

    async fn merge_tails(&mut self, partition: PathBuf) -> Result<(), String> {
        let listed = partition.clone();
        let mut tails = blocking(move || Ok(folder::tails(&listed)?)).await?;
        tails.retain(|tail| !self.unmergeable.contains(tail));
        if tails.len() <= self.config.tails_max {
            return Ok(());
        }
        let name = self.names.next(PART);
        let merged = blocking(move || merge(&partition, &name, tails)).await?;
        tracing::debug!(files = merged.files.len(), left = merged.left.len(), "small files merged");
        self.unmergeable.extend(merged.left);
        Ok(())
    }

    /// What is in the channel was sent before it closed, and waits for an answer like the rest.
    async fn close(mut self, done: Option<oneshot::Sender<Result<(), String>>>) {
        let mut closers: Vec<_> = done.into_iter().collect();
        self.messages.close();
        while let Some(message) = self.messages.recv().await {
            match message {
                Message::Batch(batch) => self.take(batch),
                Message::Close(done) => closers.push(done),
            }
        }
        let mut outcome = self.flush().await.map(|_| ());
        if let Err(error) = self.folder.unlock() {
            outcome = outcome.and(Err(format!("the folder's lock cannot be released: {error}")));
        }
        for closer in closers {
            // Whoever no longer waits needs no answer.
            let _ = closer.send(outcome.clone());
        }
    }
}

/// Who waits for rows, without them.
struct Sender {
    done: oneshot::Sender<Result<(), SinkError>>,
    _space: OwnedSemaphorePermit,
}

impl Batch {
    fn part(self) -> (Vec<Row>, Sender) {
        (self.rows, Sender { done: self.done, _space: self.space })
    }
}

impl Sender {
    fn answer(self, outcome: &Result<(), String>) {
        let outcome = outcome.clone().map_err(|reason| SinkError::Failed { reason });
        // A sender that went away is not told; its rows are stored or not as those of the others are.
        let _ = self.done.send(outcome);
    }
}

fn by_day(batches: Vec<Vec<Row>>) -> BTreeMap<String, Vec<Row>> {
    let mut days: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for row in batches.into_iter().flatten() {
        days.entry(folder::day(row.received_at_ms)).or_default().push(row);
    }
    days
}

fn write_tail(folder: &Folder, day: &str, name: &str, rows: &[Row]) -> Result<PathBuf, ParquetError> {
    let partition = folder.partition(day)?;
    let mut draft = Draft::try_new(&partition, name)?;
    draft.write(&columns::record_batch(rows)?)?;
    draft.publish()?;
    Ok(partition)
}

/// Runs work that blocks on the disk where it holds up nobody else.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ParquetError> + Send + 'static,
) -> Result<T, String> {
    let finished = spawn_blocking(work).await.map_err(|error| error.to_string())?;
    finished.map_err(|error| error.to_string())
}

async fn reached(due: Option<Instant>) {
    match due {
        Some(due) => sleep_until(due).await,
        None => pending().await,
    }
}
