//! Sends dead letters again: chosen lines go to a sink by the same packing and delivery as all others. A file keeps the
//! lines that were not delivered, and is removed with its last one.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use super::file::LetterFile;
use super::letter::Stored;
use super::{DeadLetterError, DeadLetters, Filter, Store};
use crate::clock::Clock;
use crate::deliver::{Delivery, DeliveryCounters, DeliverySettings, MemorySource, Parts, Settle, Verdict};
use crate::entry::Entry;
use crate::ledger::Ledger;
use crate::sink::{BoxFuture, Sink};

/// Bytes of files that are read and delivered together, so that small files share records: ours.
const PORTION_BYTES: usize = 8 * 1024 * 1024;

/// How often is looked whether the sink denies.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// Where letters go, and how.
pub struct ReplayTo {
    /// The sink.
    pub sink: Arc<dyn Sink>,
    /// How it is delivered to; the flush age plays no part.
    pub settings: DeliverySettings,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// What waits are drawn from.
    pub seed: u64,
}

/// Whether anything is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Only counts what would be.
    DryRun,
    /// Sends, and removes what was delivered.
    Send,
}

/// What came of a replay, in letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Replayed {
    /// Files that were read.
    pub files: usize,
    /// Letters the filter chose.
    pub chosen: u64,
    /// Those of them that the sink took; each is removed.
    pub delivered: u64,
    /// Those of them that it did not take again; each is still there, as it was.
    pub kept: u64,
    /// Those of them that cannot be sent, as they are damaged; each is still there.
    pub unsendable: u64,
    /// Lines of the files that are no letters; each is still there.
    pub unreadable: u64,
}

/// How far a replay is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Files there are.
    pub files: usize,
    /// Files that were read.
    pub files_read: usize,
    /// Letters that were chosen so far and can be sent.
    pub chosen: u64,
    /// Letters that had their outcome.
    pub settled: u64,
}

/// Why a replay ended before its end. What was delivered until then may be sent again by the next.
#[derive(Debug, thiserror::Error)]
pub enum ReplayError {
    /// Letters could not be listed, read or removed.
    #[error(transparent)]
    Letters(#[from] DeadLetterError),
    /// The sink takes nothing until the operator acts.
    #[error("{0}")]
    Sink(String),
    /// The settings are wrong.
    #[error("{}", .0.join("; "))]
    Settings(Vec<String>),
}

/// Sends the letters a filter chooses again. Dropped, it stops at once; what was not removed is still there.
///
/// # Errors
/// See [`ReplayError`].
pub async fn replay(
    letters: &DeadLetters,
    filter: &Filter,
    to: &ReplayTo,
    mode: Mode,
    on_progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<Replayed, ReplayError> {
    let files = letters.files(filter).await?;
    let progress = Progress { files: files.len(), files_read: 0, chosen: 0, settled: 0 };
    let mut run = Run { letters, filter, to, on_progress, progress, replayed: Replayed::default() };
    let mut portion = Portion::default();
    for file in files {
        run.read(file, &mut portion).await?;
        if portion.bytes >= PORTION_BYTES {
            run.send(std::mem::take(&mut portion), mode).await?;
        }
    }
    run.send(portion, mode).await?;
    Ok(run.replayed)
}

/// Files, and of their lines those to send.
#[derive(Default)]
struct Portion {
    files: Vec<Open>,
    /// The entries, each of a file and a line in it.
    entries: Vec<(usize, usize, Entry)>,
    bytes: usize,
}

struct Open {
    file: LetterFile,
    /// The lines; none in place of one that was delivered.
    lines: Vec<Option<Bytes>>,
}

struct Run<'a> {
    letters: &'a DeadLetters,
    filter: &'a Filter,
    to: &'a ReplayTo,
    on_progress: &'a mut (dyn FnMut(Progress) + Send),
    progress: Progress,
    replayed: Replayed,
}

impl Run<'_> {
    async fn read(&mut self, file: LetterFile, portion: &mut Portion) -> Result<(), ReplayError> {
        let stored = self.letters.read(&file).await?;
        self.replayed.files += 1;
        let mut lines = Vec::new();
        for (index, line) in stored.into_iter().enumerate() {
            portion.bytes += line.line.len();
            if let Some(entry) = self.choose(&line) {
                portion.entries.push((portion.files.len(), index, entry));
            }
            lines.push(Some(line.line));
        }
        portion.files.push(Open { file, lines });
        self.progress.files_read += 1;
        (self.on_progress)(self.progress);
        Ok(())
    }

    fn choose(&mut self, stored: &Stored) -> Option<Entry> {
        let Ok(letter) = &stored.letter else {
            self.replayed.unreadable += 1;
            return None;
        };
        if !self.filter.chooses(letter) {
            return None;
        }
        self.replayed.chosen += 1;
        let entry = letter.entry();
        self.replayed.unsendable += u64::from(entry.is_none());
        self.progress.chosen += u64::from(entry.is_some());
        entry
    }

    async fn send(&mut self, mut portion: Portion, mode: Mode) -> Result<(), ReplayError> {
        if mode == Mode::DryRun || portion.entries.is_empty() {
            return Ok(());
        }
        let places: Vec<(usize, usize)> =
            portion.entries.iter().map(|(file, line, _)| (*file, *line)).collect();
        let sent = self.deliver(portion.entries.into_iter().map(|(_, _, entry)| entry), |settled| {
            for position in settled {
                let (file, line) = places[*position];
                portion.files[file].lines[line] = None;
            }
        });
        let outcome = sent.await;
        // What was delivered before it broke off is removed all the same.
        for open in portion.files.iter().filter(|open| open.lines.contains(&None)) {
            let rest: Vec<Bytes> = open.lines.iter().flatten().cloned().collect();
            self.letters.rewrite(&open.file, &rest).await?;
        }
        outcome
    }

    /// Delivers entries; `delivered` hears the places, in this order, of those the sink took.
    async fn deliver(
        &mut self,
        entries: impl Iterator<Item = Entry>,
        mut delivered: impl FnMut(&[usize]),
    ) -> Result<(), ReplayError> {
        let (settle, mut settled) = unbounded_channel();
        let delivery = self.start(entries, settle)?;
        loop {
            tokio::select! {
                heard = settled.recv() => match heard {
                    Some(heard) => self.hear(&heard, &mut delivered),
                    None => break,
                },
                () = tokio::time::sleep(LOOK_EVERY) => delivery.health().ready().map_err(ReplayError::Sink)?,
            }
        }
        delivery.finish().await;
        Ok(())
    }

    fn hear(&mut self, heard: &Settled, delivered: &mut impl FnMut(&[usize])) {
        let count = heard.places.len() as u64;
        match heard.verdict {
            Verdict::Delivered { .. } => {
                self.replayed.delivered += count;
                delivered(&heard.places);
            }
            Verdict::DeadLettered { .. } => self.replayed.kept += count,
        }
        self.progress.settled += count;
        (self.on_progress)(self.progress);
    }

    fn start(
        &self,
        entries: impl Iterator<Item = Entry>,
        settle: UnboundedSender<Settled>,
    ) -> Result<Delivery, ReplayError> {
        let (spool, source) = MemorySource::new();
        let (ledger, now_ms) = (Ledger::new(), self.to.clock.now_ms());
        for entry in entries {
            ledger.recovered(entry.events.into());
            spool.append(now_ms, entry);
        }
        spool.close();
        let parts = Parts {
            source,
            settle: Arc::new(Tell(settle)),
            sink: Arc::clone(&self.to.sink),
            dead_letters: DeadLetters::new(Arc::new(AlreadyKept)),
            ledger: Arc::new(ledger),
            counters: Arc::new(DeliveryCounters::new()),
            clock: Arc::clone(&self.to.clock),
            seed: self.to.seed,
        };
        Delivery::try_start(self.to.settings.clone(), parts).map_err(ReplayError::Settings)
    }
}

struct Settled {
    places: Vec<usize>,
    verdict: Verdict,
}

struct Tell(UnboundedSender<Settled>);

impl Settle<u64> for Tell {
    fn settle(&self, positions: &[u64], verdict: Verdict) {
        let places = positions.iter().filter_map(|position| usize::try_from(*position).ok()).collect();
        // Nobody listens where the replay was broken off.
        let _ = self.0.send(Settled { places, verdict });
    }
}

/// What the sink does not take again is a dead letter already, in the file it came from.
#[derive(Debug)]
struct AlreadyKept;

impl Store for AlreadyKept {
    fn put<'a>(&'a self, _: &'a str, _: Bytes) -> BoxFuture<'a, Result<(), DeadLetterError>> {
        Box::pin(std::future::ready(Ok(())))
    }

    fn list(&self) -> BoxFuture<'_, Result<Vec<String>, DeadLetterError>> {
        Box::pin(std::future::ready(Ok(Vec::new())))
    }

    fn read<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Result<Bytes, DeadLetterError>> {
        Box::pin(std::future::ready(Ok(Bytes::new())))
    }

    fn remove<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Result<(), DeadLetterError>> {
        Box::pin(std::future::ready(Ok(())))
    }
}
