//! The state machine, a sink that can be told anything, and what must hold after each step.

use std::collections::BTreeSet;
use std::time::Duration;

use bytes::Bytes;
use linger_collector::deliver::machine::{CallId, Effect, Input, Letter, Machine, WriteId};
use linger_collector::deliver::{DeliverySettings, Queued, Verdict};
use linger_collector::entry::Entry;
use linger_collector::ledger::Ledger;
use linger_collector::sink::{CallError, Outcome, PackLimits, Record};
use linger_wire::Id;
use proptest::prelude::*;

pub(super) const LIMITS: PackLimits = PackLimits {
    record_bytes_max: 2000,
    record_events_max: 40,
    call_records_max: 5,
    call_bytes_max: 6000,
    billed_bytes: 512,
    by_visit: false,
};

pub(super) const IN_FLIGHT_BYTES_MAX: usize = 20_000;

/// What an entry counts for beside its line; the machine's own number, known here only to be less.
pub(super) const ENTRY_BYTES_MAX: usize = 256;

/// No wait is longer: that of a denied sink, and in tests of a day that of a record.
pub(super) const WAIT_MAX: Duration = Duration::from_mins(1);

pub(super) const DAY: Duration = Duration::from_hours(24);

/// Waits that make a day short to run.
pub(super) fn patient() -> DeliverySettings {
    DeliverySettings { backoff_max: WAIT_MAX, ..settings() }
}

pub(super) fn settings() -> DeliverySettings {
    DeliverySettings {
        flush_age: Duration::from_secs(2),
        concurrency_max: 4,
        attempts_max: 3,
        backoff_max: Duration::from_secs(5),
        in_flight_bytes_max: IN_FLIGHT_BYTES_MAX,
        ..DeliverySettings::default()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Poison {
    None,
    /// A call with it is refused.
    Refused,
    /// A record with it fails.
    Fails,
}

#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) events: u32,
    pub(super) poison: Poison,
    /// Whether the sink has told that it has it.
    pub(super) is_taken: bool,
    /// Whether a call with it had no answer.
    pub(super) is_unanswered: bool,
    pub(super) settled: Option<Verdict>,
}

/// The machine, and all that is around it.
pub(super) struct World {
    pub(super) machine: Machine<usize>,
    pub(super) limits: PackLimits,
    pub(super) now: Duration,
    pub(super) lines: Vec<Line>,
    pub(super) calls: Vec<(CallId, Vec<Record>)>,
    pub(super) writes: Vec<(WriteId, Vec<Letter<usize>>)>,
    pub(super) ledger: Ledger,
    pub(super) random: fastrand::Rng,
    pub(super) calls_made: usize,
    pub(super) concurrency_max: usize,
}

impl World {
    pub(super) fn new(limits: PackLimits, seed: u64) -> Self {
        Self::with(settings(), limits, seed)
    }

    pub(super) fn with(settings: DeliverySettings, limits: PackLimits, seed: u64) -> Self {
        Self {
            concurrency_max: settings.concurrency_max,
            machine: Machine::new(settings, limits, seed),
            limits,
            now: Duration::ZERO,
            lines: Vec::new(),
            calls: Vec::new(),
            writes: Vec::new(),
            ledger: Ledger::new(),
            random: fastrand::Rng::with_seed(seed),
            calls_made: 0,
        }
    }

    pub(super) fn wall_ms(&self) -> i64 {
        i64::try_from(self.now.as_millis()).expect("a short test")
    }

    /// Appends lines and lets the machine read them, if it wants to.
    pub(super) fn read(&mut self, count: usize, poison: impl Fn(usize) -> Poison) {
        let Some(mut room) = self.machine.room() else { return };
        let mut entries = Vec::new();
        while entries.len() < count {
            let position = self.lines.len();
            let length = 210 + self.random.usize(0..600);
            if length > room {
                break;
            }
            room -= length;
            let line = Bytes::from(format!("{position:>length$}"));
            let events = self.random.u32(1..=12);
            let visit = Id::from_bits(self.random.u128(0..5));
            let poison = poison(position);
            self.lines.push(Line { events, poison, is_taken: false, is_unanswered: false, settled: None });
            self.ledger.received(events.into());
            let appended_at_ms = self.wall_ms();
            entries.push(Queued { position, appended_at_ms, entry: Entry { visit, events, line } });
        }
        let wall_ms = self.wall_ms();
        self.handle(Input::Read { entries, wall_ms });
    }

    pub(super) fn handle(&mut self, input: Input<usize>) {
        self.machine.handle(self.now, input);
        for effect in self.machine.take_effects() {
            match effect {
                Effect::Call { id, records, .. } => self.expect_sound(id, records),
                Effect::DeadLetter { id, letters } => self.writes.push((id, letters)),
                Effect::Settle { positions, events, verdict } => self.settle(&positions, events, verdict),
            }
        }
        self.expect_balance();
    }

    pub(super) fn expect_sound(&mut self, id: CallId, records: Vec<Record>) {
        assert!(!records.is_empty() && records.len() <= self.limits.call_records_max);
        assert!(records.iter().map(|record| record.data.len()).sum::<usize>() <= self.limits.call_bytes_max);
        let on_their_way: BTreeSet<usize> =
            self.calls.iter().flat_map(|(_, records)| records).flat_map(positions).collect();
        for record in &records {
            assert!(record.data.len() <= self.limits.record_bytes_max);
            let mut events = 0;
            for position in positions(record) {
                let line = &self.lines[position];
                assert!(!line.is_taken, "line {position} is sent, which the sink has");
                assert!(line.settled.is_none(), "line {position} is sent, which is settled");
                assert!(!on_their_way.contains(&position), "line {position} is on its way twice");
                events += line.events;
            }
            assert_eq!(events, record.events);
        }
        self.calls.push((id, records));
        self.calls_made += 1;
        assert!(self.calls.len() <= self.concurrency_max);
    }

    pub(super) fn settle(&mut self, settled: &[usize], events: u64, verdict: Verdict) {
        assert_eq!(
            events,
            settled.iter().map(|position| u64::from(self.lines[*position].events)).sum::<u64>()
        );
        for position in settled {
            let line = &mut self.lines[*position];
            assert_eq!(line.settled, None, "line {position} is settled twice");
            line.settled = Some(verdict);
            match verdict {
                Verdict::Delivered { possibly_doubled } => {
                    assert!(line.is_taken);
                    assert_eq!(possibly_doubled, line.is_unanswered);
                }
                Verdict::DeadLettered { .. } => assert!(!line.is_taken),
            }
        }
        match verdict {
            Verdict::Delivered { possibly_doubled } => self.ledger.delivered(events, possibly_doubled),
            Verdict::DeadLettered { reason } => self.ledger.dead_lettered(reason.as_str(), events),
        }
    }

    pub(super) fn expect_balance(&self) {
        let counts = self.ledger.snapshot();
        assert!(counts.balance());
        let waits =
            self.lines.iter().filter(|line| line.settled.is_none()).map(|line| u64::from(line.events));
        assert_eq!(counts.pending, waits.sum::<u64>());
        assert!(self.machine.held_bytes() <= IN_FLIGHT_BYTES_MAX, "{} bytes", self.machine.held_bytes());
        let wait = self.machine.next_deadline().map(|at| at.saturating_sub(self.now));
        assert!(wait.is_none_or(|wait| wait <= WAIT_MAX), "{wait:?}");
    }

    pub(super) fn answer(&mut self, pick: usize, outcome: impl FnMut(&Record) -> Outcome) {
        if let Some((id, records)) = self.take_call(pick) {
            let outcomes: Vec<Outcome> = records.iter().map(outcome).collect();
            for (record, outcome) in records.iter().zip(&outcomes) {
                let is_taken = *outcome == Outcome::Accepted;
                positions(record).for_each(|position| self.lines[position].is_taken = is_taken);
            }
            self.handle(Input::Answered(id, outcomes));
        }
    }

    pub(super) fn fail(&mut self, pick: usize, error: CallError) {
        if let Some((id, records)) = self.take_call(pick) {
            if matches!(error, CallError::Unanswered { .. }) {
                let sent = records.iter().flat_map(positions);
                sent.for_each(|position| self.lines[position].is_unanswered = true);
            }
            self.handle(Input::CallFailed(id, error));
        }
    }

    pub(super) fn take_call(&mut self, pick: usize) -> Option<(CallId, Vec<Record>)> {
        (!self.calls.is_empty()).then(|| self.calls.remove(pick % self.calls.len()))
    }

    pub(super) fn write(&mut self, is_written: bool) {
        if let Some((id, _)) = self.writes.pop() {
            let full = || Input::WriteFailed(id, "the disk is full".to_owned());
            self.handle(if is_written { Input::Written(id) } else { full() });
        }
    }

    pub(super) fn wake(&mut self) {
        if let Some(deadline) = self.machine.next_deadline() {
            self.now = self.now.max(deadline);
            self.handle(Input::Woken);
        }
    }

    pub(super) fn has(&self, records: &[Record], poison: Poison) -> bool {
        records.iter().flat_map(positions).any(|position| self.lines[position].poison == poison)
    }

    /// A sink that takes all but poison.
    pub(super) fn answer_honestly(&mut self) {
        let Some((_, records)) = self.calls.first() else { return };
        if self.has(records, Poison::Refused) {
            return self.fail(0, CallError::Refused { detail: "no JSON".to_owned() });
        }
        let fails: BTreeSet<usize> =
            (0..self.lines.len()).filter(|position| self.lines[*position].poison == Poison::Fails).collect();
        self.answer(0, |record| {
            if positions(record).any(|position| fails.contains(&position)) {
                failed()
            } else {
                Outcome::Accepted
            }
        });
    }

    /// Lets time pass and everybody do what they should, until all is settled.
    pub(super) fn finish(&mut self) {
        for _ in 0..5000 {
            if self.is_settled() {
                return;
            }
            match (self.calls.is_empty(), self.writes.is_empty()) {
                (false, _) => self.answer_honestly(),
                (true, false) => self.write(true),
                (true, true) => self.wake(),
            }
        }
        panic!("{} lines are not settled", self.lines.iter().filter(|line| line.settled.is_none()).count());
    }

    pub(super) fn is_settled(&self) -> bool {
        self.lines.iter().all(|line| line.settled.is_some())
    }

    pub(super) fn step(&mut self, step: Step) {
        match step {
            Step::Read(count) => self.read(count, |_| Poison::None),
            Step::Answer(pick, seed) => {
                let mut random = fastrand::Rng::with_seed(seed);
                self.answer(pick, |_| match random.u8(0..4) {
                    0 => failed(),
                    1 => Outcome::Throttled { detail: "slow down".to_owned() },
                    _ => Outcome::Accepted,
                });
            }
            Step::Accept(pick) => self.answer(pick, |_| Outcome::Accepted),
            Step::Fail(pick, error) => self.fail(pick, error),
            Step::Write(is_written) => self.write(is_written),
            Step::Wait(wait_ms) => {
                self.now += Duration::from_millis(wait_ms);
                self.handle(Input::Woken);
            }
            Step::Wake => self.wake(),
        }
    }
}

pub(super) fn failed() -> Outcome {
    Outcome::Failed { detail: "InternalFailure".to_owned() }
}

fn positions(record: &Record) -> impl Iterator<Item = usize> + use<> {
    let text = std::str::from_utf8(&record.data).expect("ASCII").to_owned();
    assert!(text.ends_with('\n'));
    let lines: Vec<usize> = text.lines().map(|line| line.trim().parse().expect("a position")).collect();
    lines.into_iter()
}

#[derive(Clone, Debug)]
pub(super) enum Step {
    Read(usize),
    Answer(usize, u64),
    Accept(usize),
    Fail(usize, CallError),
    Write(bool),
    Wait(u64),
    Wake,
}

pub(super) fn error() -> impl Strategy<Value = CallError> {
    let detail = String::new;
    prop_oneof![
        Just(CallError::Throttled { detail: detail() }),
        Just(CallError::Unavailable { detail: detail() }),
        Just(CallError::Unanswered { detail: detail() }),
        Just(CallError::Denied { detail: detail() }),
    ]
}

pub(super) fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (1_usize..30).prop_map(Step::Read),
        4 => (any::<usize>(), any::<u64>()).prop_map(|(pick, seed)| Step::Answer(pick, seed)),
        2 => any::<usize>().prop_map(Step::Accept),
        3 => (any::<usize>(), error()).prop_map(|(pick, error)| Step::Fail(pick, error)),
        1 => any::<usize>().prop_map(|pick| Step::Fail(pick, CallError::Refused { detail: String::new() })),
        2 => any::<bool>().prop_map(Step::Write),
        2 => (0_u64..3000).prop_map(Step::Wait),
        3 => Just(Step::Wake),
    ]
}

pub(super) fn limits() -> impl Strategy<Value = PackLimits> {
    any::<bool>().prop_map(|by_visit| PackLimits { by_visit, ..LIMITS })
}
