//! A source in memory: for entries that are safe elsewhere, and for tests.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::source::{Queued, Settle, Source, Verdict};
use crate::entry::Entry;

/// Entries, numbered from 0 as they are appended.
#[derive(Debug)]
pub struct MemorySource {
    incoming: UnboundedReceiver<Queued<u64>>,
    /// What was received and had no room in the answer.
    first: Option<Queued<u64>>,
}

/// The other end: appends entries, and hears what became of them.
#[derive(Clone, Debug)]
pub struct MemorySpool {
    outgoing: Arc<Mutex<Option<UnboundedSender<Queued<u64>>>>>,
    appended: Arc<Mutex<u64>>,
    settled: Arc<Mutex<BTreeMap<u64, Verdict>>>,
}

impl MemorySource {
    /// An empty one, and its other end.
    #[must_use]
    pub fn new() -> (MemorySpool, Self) {
        let (outgoing, incoming) = unbounded_channel();
        let spool = MemorySpool {
            outgoing: Arc::new(Mutex::new(Some(outgoing))),
            appended: Arc::default(),
            settled: Arc::default(),
        };
        (spool, Self { incoming, first: None })
    }

    async fn one(&mut self) -> Option<Queued<u64>> {
        match self.first.take() {
            Some(first) => Some(first),
            None => self.incoming.recv().await,
        }
    }
}

impl Source for MemorySource {
    type Position = u64;

    async fn next(&mut self, bytes_max: usize) -> Option<Vec<Queued<u64>>> {
        let first = self.one().await?;
        let mut bytes = first.entry.line.len();
        let mut entries = vec![first];
        while let Ok(queued) = self.incoming.try_recv() {
            bytes += queued.entry.line.len();
            if bytes > bytes_max {
                self.first = Some(queued);
                break;
            }
            entries.push(queued);
        }
        Some(entries)
    }
}

impl MemorySpool {
    /// Appends an entry as acknowledged at a time; its number. After [`MemorySpool::close`] it goes nowhere.
    pub fn append(&self, appended_at_ms: i64, entry: Entry) -> u64 {
        let mut appended = lock(&self.appended);
        let position = *appended;
        *appended += 1;
        if let Some(outgoing) = &*lock(&self.outgoing) {
            // A source that is gone reads nothing.
            let _ = outgoing.send(Queued { position, appended_at_ms, entry });
        }
        position
    }

    /// There will be no more.
    pub fn close(&self) {
        lock(&self.outgoing).take();
    }

    /// What became of the entries, by their numbers.
    #[must_use]
    pub fn settled(&self) -> BTreeMap<u64, Verdict> {
        lock(&self.settled).clone()
    }
}

impl Settle<u64> for MemorySpool {
    fn settle(&self, positions: &[u64], verdict: Verdict) {
        lock(&self.settled).extend(positions.iter().map(|position| (*position, verdict)));
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
