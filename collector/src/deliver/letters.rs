//! Entries that are given up: in memory until they are durable as dead letters.

use std::time::Duration;

use super::machine::{Effect, Machine, WriteId};
use super::piece::Ticket;
use super::source::Verdict;
use crate::dead_letter::Reason;
use crate::entry::Entry;
use crate::pack::Item;

/// An entry that is given up.
#[derive(Clone, Debug)]
pub struct Letter<P> {
    /// Names it.
    pub position: P,
    /// It.
    pub entry: Entry,
    /// Why.
    pub reason: Reason,
    /// What the sink said, or which limit it is over.
    pub detail: String,
    /// Calls that carried it.
    pub attempts: u32,
}

/// One write at a time; what comes meanwhile shares the next.
pub(super) struct Letters<P> {
    waiting: Vec<Letter<P>>,
    writing: Option<(WriteId, Vec<Letter<P>>)>,
    written: u64,
    failures: u32,
    retry_at: Duration,
    trouble: Option<String>,
}

impl<P: Copy> Letters<P> {
    pub(super) const fn new() -> Self {
        Self {
            waiting: Vec::new(),
            writing: None,
            written: 0,
            failures: 0,
            retry_at: Duration::ZERO,
            trouble: None,
        }
    }

    pub(super) fn push(&mut self, item: Item<Ticket<P>>, reason: Reason, detail: String, attempts: u32) {
        let Item { position, entry } = item;
        self.waiting.push(Letter { position: position.position, entry, reason, detail, attempts });
    }

    pub(super) const fn is_writing(&self) -> bool {
        self.writing.is_some()
    }

    pub(super) fn trouble(&self) -> Option<&str> {
        self.trouble.as_deref()
    }

    /// When a write that failed is tried again.
    pub(super) fn deadline(&self) -> Option<Duration> {
        (self.writing.is_none() && !self.waiting.is_empty()).then_some(self.retry_at)
    }

    fn begin(&mut self, now: Duration) -> Option<(WriteId, Vec<Letter<P>>)> {
        self.deadline().filter(|at| *at <= now)?;
        self.written += 1;
        let write = (WriteId(self.written), std::mem::take(&mut self.waiting));
        self.writing = Some(write.clone());
        Some(write)
    }

    fn end(&mut self, id: WriteId) -> Option<Vec<Letter<P>>> {
        self.writing.take_if(|(writing, _)| *writing == id).map(|(_, letters)| letters)
    }
}

impl<P: Copy> Machine<P> {
    pub(super) fn write_letters(&mut self, now: Duration) {
        if let Some((id, letters)) = self.letters.begin(now) {
            self.effects.push(Effect::DeadLetter { id, letters });
        }
    }

    /// Letters are durable: their entries had their outcome.
    pub(super) fn bury(&mut self, id: WriteId) {
        let Some(letters) = self.letters.end(id) else { return };
        (self.letters.failures, self.letters.trouble) = (0, None);
        for reason in Reason::ALL {
            let of_reason = letters.iter().filter(|letter| letter.reason == reason);
            let entries = of_reason.map(|letter| (&letter.entry, letter.position));
            self.settle(entries, Verdict::DeadLettered { reason });
        }
    }

    /// They could not be written: nothing is forgotten, and they are written again.
    pub(super) fn keep_letters(&mut self, now: Duration, id: WriteId, why: String) {
        let Some(mut letters) = self.letters.end(id) else { return };
        letters.append(&mut self.letters.waiting);
        self.letters.waiting = letters;
        self.letters.trouble = Some(why);
        self.letters.failures = self.letters.failures.saturating_add(1);
        let wait = self.backoff.wait(self.letters.failures, self.random.f64());
        self.letters.retry_at = now + wait;
    }
}
