//! What to send, when, and what answers mean: inputs and the time go in, effects come out. No clock, no I/O.

use std::collections::BTreeMap;
use std::time::Duration;

use super::backoff::Backoff;
use super::letters::Letters;
use super::pace::Pace;
use super::piece::{Piece, Ticket, held_bytes};
use super::settings::DeliverySettings;
use super::source::{Queued, Verdict};
use super::waiting::{Room, Waiting};
use crate::dead_letter::Reason;
use crate::pack::{Item, Pack};
use crate::sink::{CallError, Outcome, PackLimits, Record};

pub use super::letters::Letter;

/// Nothing is read for less free memory than this, so that a backlog is read in pieces worth the trouble; or a quarter
/// of the bound where that is less.
const READ_BYTES_MIN: usize = 256 * 1024;

/// Names a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CallId(pub(super) u64);

/// Names a write of dead letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WriteId(pub(super) u64);

/// What happened.
#[derive(Clone, Debug)]
pub enum Input<P> {
    /// Entries were read.
    Read {
        /// They.
        entries: Vec<Queued<P>>,
        /// The time by the clock that stamped them.
        wall_ms: i64,
    },
    /// There will be no more entries: what waits need not wait for company.
    Ended,
    /// A call was answered, with an outcome for each record.
    Answered(CallId, Vec<Outcome>),
    /// A call came to nothing.
    CallFailed(CallId, CallError),
    /// Dead letters are durable.
    Written(WriteId),
    /// Dead letters could not be written.
    WriteFailed(WriteId, String),
    /// The process stops: nothing more is taken in, and what is in memory goes as far as the time for it allows.
    Drained,
    /// The deadline was reached.
    Woken,
}

/// What is to be done.
#[derive(Clone, Debug)]
pub enum Effect<P> {
    /// Hand records to the sink.
    Call {
        /// Names it in the answer.
        id: CallId,
        /// The records, within the sink's limits.
        records: Vec<Record>,
        /// How many of them were sent before.
        again: usize,
    },
    /// Write dead letters.
    DeadLetter {
        /// Names it in the answer.
        id: WriteId,
        /// The letters.
        letters: Vec<Letter<P>>,
    },
    /// Entries had their outcome: count it, and let them be forgotten.
    Settle {
        /// The entries.
        positions: Vec<P>,
        /// Events in them.
        events: u64,
        /// Their outcome.
        verdict: Verdict,
    },
}

pub(super) struct Call<P> {
    pub(super) pieces: Vec<Piece<P>>,
    /// Whether it went by itself, as something in it is suspected.
    pub(super) is_group: bool,
}

/// The operator must act first.
#[derive(Clone, Debug)]
pub(super) struct Denial {
    pub(super) until: Duration,
    pub(super) count: u32,
    pub(super) why: String,
    /// The latest call when it was heard.
    pub(super) latest_call: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Running,
    Ended,
    Draining { until: Duration },
}

/// Delivers entries that are known by `P`. Times are counted from any one moment.
pub struct Machine<P> {
    pub(super) settings: DeliverySettings,
    limits: PackLimits,
    pub(super) backoff: Backoff,
    pub(super) random: fastrand::Rng,
    pack: Pack<Ticket<P>>,
    pub(super) waiting: Waiting<P>,
    pub(super) calls: BTreeMap<CallId, Call<P>>,
    pub(super) latest_call: u64,
    pub(super) pace: Pace,
    pub(super) letters: Letters<P>,
    pub(super) denial: Option<Denial>,
    /// Records the sink has taken.
    pub(super) accepted: u64,
    held_bytes: usize,
    phase: Phase,
    at: Duration,
    pub(super) effects: Vec<Effect<P>>,
}

impl<P: Copy> Machine<P> {
    /// One that holds nothing. The settings must have no problems.
    #[must_use]
    pub fn new(settings: DeliverySettings, limits: PackLimits, seed: u64) -> Self {
        Self {
            backoff: Backoff { base: settings.backoff_base, max: settings.backoff_max },
            random: fastrand::Rng::with_seed(seed),
            pack: Pack::new(limits),
            waiting: Waiting::new(),
            calls: BTreeMap::new(),
            latest_call: 0,
            pace: Pace::new(settings.concurrency_max, &limits),
            letters: Letters::new(),
            denial: None,
            accepted: 0,
            held_bytes: 0,
            phase: Phase::Running,
            at: Duration::ZERO,
            effects: Vec::new(),
            settings,
            limits,
        }
    }

    /// Takes in what happened at `now`. A time before that of an earlier input counts as that time.
    pub fn handle(&mut self, now: Duration, input: Input<P>) {
        let now = now.max(self.at);
        self.at = now;
        self.apply(now, input);
        self.cut(now);
        self.dispatch(now);
        self.write_letters(now);
    }

    /// What is to be done since the last call, in order.
    pub fn take_effects(&mut self) -> Vec<Effect<P>> {
        std::mem::take(&mut self.effects)
    }

    /// When the machine wants [`Input::Woken`], if nothing happens before.
    #[must_use]
    pub fn next_deadline(&self) -> Option<Duration> {
        let end = match self.phase {
            Phase::Draining { until } => Some(until),
            Phase::Running | Phase::Ended => None,
        };
        [self.next_work(), end].into_iter().flatten().min()
    }

    /// When there will be something to do of itself.
    fn next_work(&self) -> Option<Duration> {
        let pause = self.denial.as_ref().map_or(Duration::ZERO, |denial| denial.until);
        let is_free = self.calls.len() < self.calls_max();
        let call = self.waiting.due().filter(|_| is_free).map(|due| due.max(pause));
        [self.pack.deadline(), call, self.letters.deadline()].into_iter().flatten().min()
    }

    /// How many bytes of entries to read now; `None` for none. Half of what is free, as entries take more in memory than
    /// their lines.
    #[must_use]
    pub fn room(&self) -> Option<usize> {
        let free = self.free_bytes();
        (self.phase == Phase::Running && free >= self.read_bytes_min()).then_some(free / 2)
    }

    /// Whether there is nothing more to wait for: all is settled and nothing comes, or the time for draining is over,
    /// or nothing will happen within it.
    #[must_use]
    pub fn is_done(&self) -> bool {
        match self.phase {
            Phase::Running => false,
            Phase::Ended => self.held_bytes == 0,
            Phase::Draining { until } => {
                let awaits = !self.calls.is_empty() || self.letters.is_writing();
                self.at >= until || (!awaits && self.next_work().is_none_or(|at| at >= until))
            }
        }
    }

    /// Whether the sink takes something, and the dead letters.
    ///
    /// # Errors
    /// Why not, for the operator.
    pub fn ready(&self) -> Result<(), String> {
        if let Some(denial) = &self.denial {
            return Err(format!("the sink denies: {}", denial.why));
        }
        self.letters.trouble().map_or(Ok(()), |why| Err(format!("dead letters cannot be written: {why}")))
    }

    /// Bytes of entries in memory, by estimate.
    #[must_use]
    pub const fn held_bytes(&self) -> usize {
        self.held_bytes
    }

    /// How many calls may be on their way at once now.
    #[must_use]
    pub const fn concurrency(&self) -> usize {
        self.pace.concurrency()
    }

    fn apply(&mut self, now: Duration, input: Input<P>) {
        match input {
            Input::Read { entries, wall_ms } => self.read(now, entries, wall_ms),
            Input::Ended if self.phase == Phase::Running => self.phase = Phase::Ended,
            Input::Ended | Input::Woken => {}
            Input::Answered(id, outcomes) => self.answer(now, id, outcomes),
            Input::CallFailed(id, error) => self.fail(now, id, error),
            Input::Written(id) => self.bury(id),
            Input::WriteFailed(id, why) => self.keep_letters(now, id, why),
            Input::Drained => self.phase = Phase::Draining { until: now + self.settings.drain },
        }
    }

    // Reading and packing.

    /// What arrives after the drain began is left to the next process.
    fn read(&mut self, now: Duration, entries: Vec<Queued<P>>, wall_ms: i64) {
        if matches!(self.phase, Phase::Draining { .. }) {
            return;
        }
        for queued in entries {
            self.held_bytes += held_bytes(&queued.entry);
            self.take_in(now, queued, wall_ms);
        }
    }

    fn take_in(&mut self, now: Duration, queued: Queued<P>, wall_ms: i64) {
        let age_ms = u64::try_from(wall_ms.saturating_sub(queued.appended_at_ms)).unwrap_or(0);
        let age = Duration::from_millis(age_ms);
        let left = |time: Duration| now + time.saturating_sub(age);
        let ticket = Ticket { position: queued.position, expires: left(self.settings.age_max) };
        let item = Item { position: ticket, entry: queued.entry };
        if ticket.expires <= now {
            return self.letters.push(item, Reason::Expired, "it was not delivered in time".to_owned(), 0);
        }
        if let Err(excess) = self.pack.push(item, left(self.settings.flush_age)) {
            self.letters.push(excess.item, Reason::TooLarge, excess.detail, 0);
        }
    }

    fn cut(&mut self, now: Duration) {
        let is_flushed = self.phase != Phase::Running || self.is_starved(now);
        let parcels = if is_flushed { self.pack.flush() } else { self.pack.cut(now) };
        for parcel in parcels {
            self.waiting.push(now, Piece::new(parcel));
        }
    }

    /// Whether memory is full of what waits for company while a call could be made: only with by-visit records, which
    /// are many and small.
    fn is_starved(&self, now: Duration) -> bool {
        let is_full = self.free_bytes() < self.read_bytes_min();
        is_full && self.may_call(now) && self.waiting.due().is_none_or(|due| due > now)
    }

    const fn free_bytes(&self) -> usize {
        self.settings.in_flight_bytes_max.saturating_sub(self.held_bytes)
    }

    fn read_bytes_min(&self) -> usize {
        READ_BYTES_MIN.min(self.settings.in_flight_bytes_max / 4)
    }

    // Sending.

    fn calls_max(&self) -> usize {
        if self.denial.is_some() { 1 } else { self.pace.concurrency() }
    }

    fn may_call(&self, now: Duration) -> bool {
        let is_paused = self.denial.as_ref().is_some_and(|denial| denial.until > now);
        !is_paused && self.calls.len() < self.calls_max()
    }

    fn dispatch(&mut self, now: Duration) {
        while self.may_call(now) {
            let room = Room { records: self.limits.call_records_max, bytes: self.pace.call_bytes() };
            let Some((pieces, is_group)) = self.waiting.take(now, room) else { return };
            let pieces: Vec<Piece<P>> =
                pieces.into_iter().filter_map(|piece| self.without_expired(now, piece)).collect();
            if !pieces.is_empty() {
                self.call(pieces, is_group);
            }
        }
    }

    fn without_expired(&mut self, now: Duration, piece: Piece<P>) -> Option<Piece<P>> {
        let (attempts, detail) = (piece.attempts, piece.detail.clone());
        let (expired, rest) = piece.without_expired(now);
        for item in expired {
            self.letters.push(item, Reason::Expired, detail.clone(), attempts);
        }
        rest
    }

    fn call(&mut self, mut pieces: Vec<Piece<P>>, is_group: bool) {
        self.latest_call += 1;
        let id = CallId(self.latest_call);
        let again = pieces.iter().filter(|piece| piece.attempts > 0).count();
        for piece in &mut pieces {
            if piece.attempts == 0 {
                piece.taken_before = self.accepted;
            }
            piece.attempts = piece.attempts.saturating_add(1);
        }
        let records = pieces.iter().map(|piece| piece.parcel.record.clone()).collect();
        self.calls.insert(id, Call { pieces, is_group });
        self.effects.push(Effect::Call { id, records, again });
    }

    pub(super) fn settle<'a>(
        &mut self,
        entries: impl Iterator<Item = (&'a crate::entry::Entry, P)>,
        verdict: Verdict,
    ) {
        let (mut positions, mut events) = (Vec::new(), 0);
        for (entry, position) in entries {
            self.held_bytes -= held_bytes(entry);
            positions.push(position);
            events += u64::from(entry.events);
        }
        if !positions.is_empty() {
            self.effects.push(Effect::Settle { positions, events, verdict });
        }
    }
}
