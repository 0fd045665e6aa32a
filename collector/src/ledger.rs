//! What became of every event. At any time
//! `received + recovered = delivered + rejected + dead_lettered + pending`, and every test asserts it.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Counts of events since the process started.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Events that were made safe or refused, with an answer of 2xx.
    pub received: u64,
    /// Events that an earlier process had acknowledged and left in the spool.
    pub recovered: u64,
    /// Events that a sink has accepted.
    pub delivered: u64,
    /// Events that were refused, by reason (`linger_wire::Reason`); the page was told.
    pub rejected: BTreeMap<&'static str, u64>,
    /// Events kept as dead letters, by reason.
    pub dead_lettered: BTreeMap<&'static str, u64>,
    /// Acknowledged events that wait for a sink.
    pub pending: u64,
    /// Delivered events that a sink may have taken twice, as a call that was sent again had ended without an answer.
    /// Readers keep each event once, by its visit and number.
    pub possibly_doubled: u64,
}

impl Counts {
    /// Whether every event has exactly one outcome.
    #[must_use]
    pub fn balance(&self) -> bool {
        let refused: u64 = self.rejected.values().chain(self.dead_lettered.values()).sum();
        self.received + self.recovered == self.delivered + refused + self.pending
    }
}

/// The counts, shared by the edge, which fills it, and delivery, which settles it. One lock, so that whoever looks
/// sees sums that balance.
#[derive(Debug, Default)]
pub struct Ledger(Mutex<Counts>);

impl Ledger {
    /// An empty one.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// What an earlier process left behind.
    pub fn recovered(&self, events: u64) {
        let mut counts = self.counts();
        counts.recovered += events;
        counts.pending += events;
    }

    /// Events are safe and wait for a sink. Whoever makes them safe says so before anybody can deliver them.
    pub fn received(&self, events: u64) {
        let mut counts = self.counts();
        counts.received += events;
        counts.pending += events;
    }

    /// Events were refused, each with its reason, and the page was told.
    pub fn rejected(&self, reasons: impl IntoIterator<Item = &'static str>) {
        let mut counts = self.counts();
        for reason in reasons {
            counts.received += 1;
            *counts.rejected.entry(reason).or_default() += 1;
        }
    }

    /// A sink has accepted events that waited; `possibly_doubled` where an earlier call with them had no answer.
    pub fn delivered(&self, events: u64, possibly_doubled: bool) {
        let mut counts = self.counts();
        counts.delivered += events;
        counts.pending -= events;
        counts.possibly_doubled += if possibly_doubled { events } else { 0 };
    }

    /// Events that waited are kept as dead letters now.
    pub fn dead_lettered(&self, reason: &'static str, events: u64) {
        let mut counts = self.counts();
        *counts.dead_lettered.entry(reason).or_default() += events;
        counts.pending -= events;
    }

    /// All counts at one instant.
    #[must_use]
    pub fn snapshot(&self) -> Counts {
        self.counts().clone()
    }

    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
