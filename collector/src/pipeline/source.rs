//! What delivery reads: the spool's entries. What the spool found damaged becomes dead letters on the way, as no sink
//! could be given it.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::sleep;

use crate::clock::Clock;
use crate::dead_letter::{Content, DeadLetter, DeadLetters, Reason};
use crate::deliver::{Queued, Source};
use crate::ledger::Ledger;
use crate::sink::Sink;
use crate::spool::{Damaged, Position, Reader, Recovered, Spool};

/// How long to wait when dead letters cannot be written: ours; a disk that is full is not empty sooner.
const PAUSE: Duration = Duration::from_secs(5);

/// A spool that was opened, and what was found in it.
pub(super) struct Opened {
    spool: Spool,
    reader: Reader,
    recovered: Recovered,
}

impl From<(Spool, Reader, Recovered)> for Opened {
    fn from((spool, reader, recovered): (Spool, Reader, Recovered)) -> Self {
        if recovered.entries > 0 || recovered.torn_bytes > 0 || !recovered.damaged.is_empty() {
            tracing::info!(
                batches = recovered.entries,
                events = recovered.events,
                torn_bytes = recovered.torn_bytes,
                damaged = recovered.damaged.len(),
                "found in the spool"
            );
        }
        Self { spool, reader, recovered }
    }
}

/// The spool as delivery reads it.
pub(super) struct SpoolSource {
    spool: Spool,
    reader: Reader,
    damaged: Vec<Damaged>,
    dead_letters: DeadLetters,
    sink: &'static str,
    ledger: Arc<Ledger>,
    clock: Arc<dyn Clock>,
}

impl SpoolSource {
    pub(super) fn new(
        opened: Opened,
        dead_letters: DeadLetters,
        sink: &Arc<dyn Sink>,
        ledger: &Arc<Ledger>,
        clock: &Arc<dyn Clock>,
    ) -> Self {
        let Opened { spool, reader, recovered } = opened;
        ledger.recovered(recovered.damaged.iter().filter_map(|damaged| damaged.events).map(u64::from).sum());
        let (ledger, clock) = (Arc::clone(ledger), Arc::clone(clock));
        Self { spool, reader, damaged: recovered.damaged, dead_letters, sink: sink.name(), ledger, clock }
    }

    pub(super) fn spool(&self) -> Spool {
        self.spool.clone()
    }

    /// Keeps what is damaged. It is tried until it succeeds: what is in the spool waits meanwhile, and nothing is lost.
    async fn bury(&mut self) {
        while !self.damaged.is_empty() {
            let letters = self.damaged.iter().map(|damaged| self.letter(damaged)).collect();
            match self.dead_letters.write(letters).await {
                Ok(()) => self.settle_damaged(),
                Err(error) => {
                    tracing::error!(%error, "dead letters cannot be written; trying again");
                    sleep(PAUSE).await;
                }
            }
        }
    }

    fn letter(&self, damaged: &Damaged) -> DeadLetter {
        DeadLetter {
            reason: Reason::Damaged,
            detail: damaged.reason.clone(),
            attempts: 0,
            at_ms: self.clock.now_ms(),
            sink: self.sink.to_owned(),
            content: Content::Raw(damaged.bytes.clone()),
        }
    }

    fn settle_damaged(&mut self) {
        for damaged in std::mem::take(&mut self.damaged) {
            self.spool.settle(&[damaged.position]);
            if let Some(events) = damaged.events {
                self.ledger.dead_lettered(Reason::Damaged.as_str(), events.into());
            }
        }
    }
}

impl Source for SpoolSource {
    type Position = Position;

    async fn next(&mut self, bytes_max: usize) -> Option<Vec<Queued<Position>>> {
        loop {
            self.bury().await;
            let queued = self.reader.next(bytes_max).await?;
            self.damaged = self.reader.take_damaged();
            if !queued.is_empty() {
                return Some(queued.into_iter().map(queued_of).collect());
            }
        }
    }
}

fn queued_of(queued: crate::spool::Queued) -> Queued<Position> {
    Queued { position: queued.position, appended_at_ms: queued.appended_at_ms, entry: queued.entry }
}
