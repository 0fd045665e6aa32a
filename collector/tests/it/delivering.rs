//! Delivery's state machine against sinks that do anything they may: every entry has one outcome, and only what failed
//! goes again.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use bytes::Bytes;
use linger_collector::dead_letter::Reason;
use linger_collector::deliver::machine::{CallId, Effect, Input, Letter, Machine, WriteId};
use linger_collector::deliver::{DeliverySettings, Queued, Verdict};
use linger_collector::entry::Entry;
use linger_collector::ledger::Ledger;
use linger_collector::sink::{CallError, Outcome, PackLimits, Record};
use linger_wire::Id;
use proptest::prelude::*;

const LIMITS: PackLimits = PackLimits {
    record_bytes_max: 2000,
    record_events_max: 40,
    call_records_max: 5,
    call_bytes_max: 6000,
    billed_bytes: 512,
    by_visit: false,
};

const IN_FLIGHT_BYTES_MAX: usize = 20_000;

/// What an entry counts for beside its line; the machine's own number, known here only to be less.
const ENTRY_BYTES_MAX: usize = 256;

/// No wait is longer: that of a denied sink, and in tests of a day that of a record.
const WAIT_MAX: Duration = Duration::from_secs(60);

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Waits that make a day short to run.
fn patient() -> DeliverySettings {
    DeliverySettings { backoff_max: WAIT_MAX, ..settings() }
}

fn settings() -> DeliverySettings {
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
enum Poison {
    None,
    /// A call with it is refused.
    Refused,
    /// A record with it fails.
    Fails,
}

#[derive(Clone, Debug)]
struct Line {
    events: u32,
    poison: Poison,
    /// Whether the sink has told that it has it.
    is_taken: bool,
    /// Whether a call with it had no answer.
    is_unanswered: bool,
    settled: Option<Verdict>,
}

/// The machine, and all that is around it.
struct World {
    machine: Machine<usize>,
    limits: PackLimits,
    now: Duration,
    lines: Vec<Line>,
    calls: Vec<(CallId, Vec<Record>)>,
    writes: Vec<(WriteId, Vec<Letter<usize>>)>,
    ledger: Ledger,
    random: fastrand::Rng,
    calls_made: usize,
    concurrency_max: usize,
}

impl World {
    fn new(limits: PackLimits, seed: u64) -> Self {
        Self::with(settings(), limits, seed)
    }

    fn with(settings: DeliverySettings, limits: PackLimits, seed: u64) -> Self {
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

    fn wall_ms(&self) -> i64 {
        i64::try_from(self.now.as_millis()).expect("a short test")
    }

    /// Appends lines and lets the machine read them, if it wants to.
    fn read(&mut self, count: usize, poison: impl Fn(usize) -> Poison) {
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

    fn handle(&mut self, input: Input<usize>) {
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

    fn expect_sound(&mut self, id: CallId, records: Vec<Record>) {
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

    fn settle(&mut self, settled: &[usize], events: u64, verdict: Verdict) {
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

    fn expect_balance(&self) {
        let counts = self.ledger.snapshot();
        assert!(counts.balance());
        let waits =
            self.lines.iter().filter(|line| line.settled.is_none()).map(|line| u64::from(line.events));
        assert_eq!(counts.pending, waits.sum::<u64>());
        assert!(self.machine.held_bytes() <= IN_FLIGHT_BYTES_MAX, "{} bytes", self.machine.held_bytes());
        let wait = self.machine.next_deadline().map(|at| at.saturating_sub(self.now));
        assert!(wait.is_none_or(|wait| wait <= WAIT_MAX), "{wait:?}");
    }

    fn answer(&mut self, pick: usize, outcome: impl FnMut(&Record) -> Outcome) {
        if let Some((id, records)) = self.take_call(pick) {
            let outcomes: Vec<Outcome> = records.iter().map(outcome).collect();
            for (record, outcome) in records.iter().zip(&outcomes) {
                let is_taken = *outcome == Outcome::Accepted;
                positions(record).for_each(|position| self.lines[position].is_taken = is_taken);
            }
            self.handle(Input::Answered(id, outcomes));
        }
    }

    fn fail(&mut self, pick: usize, error: CallError) {
        if let Some((id, records)) = self.take_call(pick) {
            if matches!(error, CallError::Unanswered { .. }) {
                let sent = records.iter().flat_map(positions);
                sent.for_each(|position| self.lines[position].is_unanswered = true);
            }
            self.handle(Input::CallFailed(id, error));
        }
    }

    fn take_call(&mut self, pick: usize) -> Option<(CallId, Vec<Record>)> {
        (!self.calls.is_empty()).then(|| self.calls.remove(pick % self.calls.len()))
    }

    fn write(&mut self, is_written: bool) {
        if let Some((id, _)) = self.writes.pop() {
            let full = || Input::WriteFailed(id, "the disk is full".to_owned());
            self.handle(if is_written { Input::Written(id) } else { full() });
        }
    }

    fn wake(&mut self) {
        if let Some(deadline) = self.machine.next_deadline() {
            self.now = self.now.max(deadline);
            self.handle(Input::Woken);
        }
    }

    fn has(&self, records: &[Record], poison: Poison) -> bool {
        records.iter().flat_map(positions).any(|position| self.lines[position].poison == poison)
    }

    /// A sink that takes all but poison.
    fn answer_honestly(&mut self) {
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
    fn finish(&mut self) {
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

    fn is_settled(&self) -> bool {
        self.lines.iter().all(|line| line.settled.is_some())
    }

    fn step(&mut self, step: Step) {
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

fn failed() -> Outcome {
    Outcome::Failed { detail: "InternalFailure".to_owned() }
}

fn positions(record: &Record) -> impl Iterator<Item = usize> + use<> {
    let text = std::str::from_utf8(&record.data).expect("ASCII").to_owned();
    assert!(text.ends_with('\n'));
    let lines: Vec<usize> = text.lines().map(|line| line.trim().parse().expect("a position")).collect();
    lines.into_iter()
}

#[derive(Clone, Debug)]
enum Step {
    Read(usize),
    Answer(usize, u64),
    Accept(usize),
    Fail(usize, CallError),
    Write(bool),
    Wait(u64),
    Wake,
}

fn error() -> impl Strategy<Value = CallError> {
    let detail = String::new;
    prop_oneof![
        Just(CallError::Throttled { detail: detail() }),
        Just(CallError::Unavailable { detail: detail() }),
        Just(CallError::Unanswered { detail: detail() }),
        Just(CallError::Denied { detail: detail() }),
    ]
}

fn step() -> impl Strategy<Value = Step> {
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

fn limits() -> impl Strategy<Value = PackLimits> {
    any::<bool>().prop_map(|by_visit| PackLimits { by_visit, ..LIMITS })
}

proptest! {
    /// What is checked at each step is in [`World`].
    #[test]
    fn every_entry_has_one_outcome_whatever_the_sink_does(
        steps in prop::collection::vec(step(), 0..300), limits in limits(), seed in any::<u64>(),
    ) {
        let mut world = World::new(limits, seed);
        steps.into_iter().for_each(|step| world.step(step));
        world.finish();
        prop_assert_eq!(world.machine.held_bytes(), 0);
        prop_assert_eq!(world.ledger.snapshot().pending, 0);
    }

    #[test]
    fn a_drain_ends_in_time_and_leaves_the_rest_unsettled(
        steps in prop::collection::vec(step(), 0..150),
        after in prop::collection::vec(step(), 0..60),
        limits in limits(),
        seed in any::<u64>(),
    ) {
        let mut world = World::new(limits, seed);
        steps.into_iter().for_each(|step| world.step(step));
        let end = world.now + settings().drain;
        world.handle(Input::Drained);
        prop_assert_eq!(world.machine.room(), None);
        for step in after {
            if world.machine.is_done() { break; }
            world.step(step);
        }
        while !world.machine.is_done() {
            prop_assert!(world.now <= end);
            world.wake();
        }
        world.expect_balance();
    }

    /// Binary search: for each line to blame, a refusal a level of halving, down to records and down to the line.
    #[test]
    fn poison_is_isolated_and_costs_the_others_nothing(
        count in 1_usize..60, places in prop::collection::btree_map(0_usize..60, any::<bool>(), 0..4), seed in any::<u64>(),
    ) {
        let poisons: BTreeMap<usize, Poison> = places
            .into_iter()
            .filter(|(place, _)| *place < count)
            .map(|(place, refused)| (place, if refused { Poison::Refused } else { Poison::Fails }))
            .collect();
        let mut world = World::new(LIMITS, seed);
        let poison = |position: usize| poisons.get(&position).copied().unwrap_or(Poison::None);
        while world.lines.len() < count {
            world.read(count - world.lines.len(), poison);
            world.wake();
            world.answer_honestly();
            world.write(true);
        }
        // Others follow: by them the machine tells a line that fails from a sink that fails.
        for _ in 0..300 {
            if world.is_settled() { break; }
            world.read(1, |_| Poison::None);
            while !world.calls.is_empty() { world.answer_honestly(); }
            world.write(true);
            world.wake();
        }
        world.finish();
        for (position, line) in world.lines.iter().enumerate() {
            let expected = match line.poison {
                Poison::None => Verdict::Delivered { possibly_doubled: false },
                Poison::Refused => Verdict::DeadLettered { reason: Reason::Refused },
                Poison::Fails => Verdict::DeadLettered { reason: Reason::Exhausted },
            };
            prop_assert_eq!(line.settled, Some(expected), "line {}", position);
        }
        let refused = poisons.values().filter(|poison| **poison == Poison::Refused).count();
        let failing = poisons.len() - refused;
        // Three levels halve 5 records, four the 9 lines a record has; each halving makes two calls. What fails is
        // sent three times a level, and once more for each time the sink took nothing else.
        let bound = world.lines.len() + 2 * 7 * refused + 8 * 5 * failing + 4;
        prop_assert!(world.calls_made <= bound, "{} calls, more than {bound}", world.calls_made);
    }
}

/// Something to deliver, and the machine about to.
fn sending(lines: usize) -> World {
    let mut world = World::new(LIMITS, 1);
    world.read(lines, |_| Poison::None);
    world.wake();
    world
}

#[test]
fn only_the_records_that_failed_go_again() {
    let mut world = sending(9);
    assert!(world.calls[0].1.len() > 1, "several records in the call");
    let second = world.calls[0].1[1].clone();
    while !world.calls.is_empty() {
        world.answer(0, |record| if *record == second { failed() } else { Outcome::Accepted });
    }
    world.wake();
    assert_eq!(world.calls[0].1, [second]);
}

#[test]
fn a_quiet_restaurants_line_leaves_at_the_flush_age() {
    let mut world = World::new(LIMITS, 1);
    world.read(1, |_| Poison::None);
    assert!(world.calls.is_empty());
    assert_eq!(world.machine.next_deadline(), Some(settings().flush_age));
    world.wake();
    assert_eq!(world.calls.len(), 1);
}

#[test]
fn what_an_earlier_process_left_leaves_at_once() {
    let mut world = World::new(LIMITS, 1);
    world.now = Duration::from_secs(100);
    let entry = Entry { visit: Id::from_bits(1), events: 1, line: Bytes::from_static(b"0") };
    world.lines.push(Line {
        events: 1,
        poison: Poison::None,
        is_taken: false,
        is_unanswered: false,
        settled: None,
    });
    world.ledger.recovered(1);
    let entries = vec![Queued { position: 0, appended_at_ms: 0, entry }];
    world.handle(Input::Read { entries, wall_ms: 100_000 });
    assert_eq!(world.calls.len(), 1);
}

#[test]
fn a_day_without_the_sink_loses_nothing() {
    let errors = [
        CallError::Unavailable { detail: String::new() },
        CallError::Throttled { detail: String::new() },
        CallError::Denied { detail: String::new() },
        CallError::Unanswered { detail: String::new() },
    ];
    for error in errors {
        let mut world = World::with(patient(), LIMITS, 2);
        while world.now < DAY {
            world.read(5, |_| Poison::None);
            while !world.calls.is_empty() {
                world.fail(0, error.clone());
            }
            world.wake();
        }
        assert!(world.lines.iter().all(|line| line.settled.is_none()) && world.writes.is_empty());
        world.finish();
        assert!(world.lines.iter().all(|line| matches!(line.settled, Some(Verdict::Delivered { .. }))));
    }
}

/// Firehose may tell a failure of its own as one of each record.
#[test]
fn a_day_in_which_every_record_fails_loses_nothing() {
    let mut world = World::with(patient(), LIMITS, 3);
    while world.now < DAY {
        world.read(5, |_| Poison::None);
        while !world.calls.is_empty() {
            world.answer(0, |_| failed());
        }
        world.wake();
    }
    world.finish();
    assert!(world.lines.iter().all(|line| matches!(line.settled, Some(Verdict::Delivered { .. }))));
}

#[test]
fn a_line_that_fails_does_not_block_the_others() {
    let mut world = World::new(LIMITS, 4);
    world.read(1, |_| Poison::Fails);
    for _ in 0..20 {
        world.read(10, |_| Poison::None);
        world.wake();
        while !world.calls.is_empty() {
            world.answer_honestly();
        }
    }
    let delivered = world.lines.iter().filter(|line| line.is_taken).count();
    assert!(delivered + 15 >= world.lines.len(), "{delivered} of {}", world.lines.len());
    world.write(true);
    assert_eq!(world.lines[0].settled, Some(Verdict::DeadLettered { reason: Reason::Exhausted }));
}

#[test]
fn throttling_slows_down_and_recovers() {
    let mut world = sending(60);
    while !world.calls.is_empty() {
        world.fail(0, CallError::Throttled { detail: String::new() });
    }
    assert!(world.machine.concurrency() < settings().concurrency_max);
    for _ in 0..200 {
        world.read(30, |_| Poison::None);
        world.wake();
        while !world.calls.is_empty() {
            world.answer_honestly();
        }
    }
    assert_eq!(world.machine.concurrency(), settings().concurrency_max);
}

#[test]
fn what_is_denied_pauses_all_and_says_why() {
    let mut world = sending(40);
    let calls = world.calls.len();
    assert!(calls > 1);
    while !world.calls.is_empty() {
        world.fail(0, CallError::Denied { detail: "AccessDenied: firehose:PutRecordBatch".to_owned() });
    }
    let why = world.machine.ready().expect_err("the sink denies");
    assert!(why.contains("AccessDenied"));
    let mut waits = Vec::new();
    for _ in 0..10 {
        let before = world.now;
        world.wake();
        assert_eq!(world.calls.len(), 1, "one call asks");
        waits.push(world.now - before);
        world.fail(0, CallError::Denied { detail: String::new() });
    }
    assert!(waits[0] >= Duration::from_millis(500) && waits[9] >= Duration::from_secs(30), "{waits:?}");
    world.wake();
    world.answer_honestly();
    assert_eq!(world.machine.ready(), Ok(()));
}

#[test]
fn nothing_is_forgotten_while_dead_letters_cannot_be_written() {
    let mut world = World::new(LIMITS, 5);
    world.read(1, |_| Poison::Refused);
    world.wake();
    world.answer_honestly();
    for _ in 0..10 {
        assert_eq!(world.writes.len(), 1);
        world.write(false);
        assert!(world.machine.ready().is_err());
        assert_eq!(world.lines[0].settled, None);
        world.wake();
    }
    assert_eq!(world.writes[0].1[0].attempts, 1);
    world.write(true);
    assert_eq!(world.lines[0].settled, Some(Verdict::DeadLettered { reason: Reason::Refused }));
    assert_eq!(world.machine.ready(), Ok(()));
}

#[test]
fn what_is_too_old_or_too_large_becomes_a_dead_letter() {
    let mut world = World::new(LIMITS, 6);
    world.now = settings().age_max;
    let wall_ms = world.wall_ms();
    let entry = |line: String, events| Entry {
        visit: Id::from_bits(1),
        events,
        line: Bytes::from(line.into_bytes()),
    };
    let entries = vec![
        Queued { position: 0, appended_at_ms: 0, entry: entry("0".to_owned(), 1) },
        Queued { position: 1, appended_at_ms: wall_ms, entry: entry("1".repeat(2000), 1) },
        Queued { position: 2, appended_at_ms: wall_ms, entry: entry("2".to_owned(), 41) },
    ];
    world.machine.handle(world.now, Input::Read { entries, wall_ms });
    let effects = world.machine.take_effects();
    let [Effect::DeadLetter { letters, .. }] = &effects[..] else { panic!("{effects:?}") };
    let reasons: Vec<Reason> = letters.iter().map(|letter| letter.reason).collect();
    assert_eq!(reasons, [Reason::Expired, Reason::TooLarge, Reason::TooLarge]);
}

#[test]
fn after_the_last_entry_nothing_waits_for_company() {
    let mut world = World::new(LIMITS, 7);
    world.read(1, |_| Poison::None);
    world.handle(Input::Ended);
    assert_eq!(world.calls.len(), 1);
    assert!(!world.machine.is_done());
    world.answer_honestly();
    assert!(world.machine.is_done());
}

/// Records of one visit are small and many: memory full of them must not wait for their flush age.
#[test]
fn a_backlog_by_visit_does_not_wait_for_its_age() {
    let mut world = World::new(PackLimits { by_visit: true, ..LIMITS }, 8);
    while world.machine.room().is_some() {
        world.read(1, |_| Poison::None);
        world.calls.clear();
    }
    assert_eq!(world.now, Duration::ZERO);
    assert!(world.calls_made > 0);
}

#[test]
fn the_bound_of_memory_holds_for_what_lines_take_beside_their_bytes() {
    let mut world = World::new(LIMITS, 9);
    let before = world.machine.held_bytes();
    world.read(1, |_| Poison::None);
    let bytes = world.machine.held_bytes() - before;
    assert!((210 + 64..=810 + ENTRY_BYTES_MAX).contains(&bytes));
}
