//! Delivery as a task, by a virtual clock: what the loop around the state machine adds.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use linger_collector::Clock;
use linger_collector::dead_letter::{DeadLetters, Filter, Reason};
use linger_collector::deliver::{
    Delivery, DeliveryCounters, DeliverySettings, DeliverySnapshot, MemorySource, MemorySpool, Parts, Verdict,
};
use linger_collector::entry::Entry;
use linger_collector::ledger::Ledger;
use linger_collector::sink::{BoxFuture, CallError, Outcome, PackLimits, Record, Sink};
use linger_wire::Id;
use tempfile::TempDir;

const NOW_MS: i64 = 1_795_348_800_000;

struct Noon;

impl Clock for Noon {
    fn now_ms(&self) -> i64 {
        NOW_MS
    }
}

/// What a call meets.
enum Turn {
    Error(CallError),
    Outcomes(fn(usize) -> Outcome),
    /// Taken, and never answered.
    Silence,
    Panic,
}

/// Does what it is told call by call, then takes all. Poison it refuses.
#[derive(Default)]
struct Scripted {
    turns: Mutex<VecDeque<Turn>>,
    taken: Mutex<Vec<Record>>,
    calls: AtomicUsize,
}

const POISON: &[u8] = b"poison";

impl Scripted {
    fn new(turns: impl IntoIterator<Item = Turn>) -> Arc<Self> {
        Arc::new(Self { turns: Mutex::new(turns.into_iter().collect()), ..Self::default() })
    }

    async fn meet(&self, records: Vec<Record>) -> Result<Vec<Outcome>, CallError> {
        self.calls.fetch_add(1, Ordering::Relaxed);
        let is_poisoned = |record: &Record| record.data.windows(POISON.len()).any(|window| window == POISON);
        if records.iter().any(is_poisoned) {
            return Err(CallError::Refused { detail: "poison".to_owned() });
        }
        let turn = self.turns.lock().expect("sound").pop_front();
        match turn {
            Some(Turn::Error(error)) => Err(error),
            Some(Turn::Panic) => panic!("the sink is told to"),
            Some(Turn::Silence) => {
                self.take(&records, |_| Outcome::Accepted);
                std::future::pending().await
            }
            Some(Turn::Outcomes(outcome)) => Ok(self.take(&records, outcome)),
            None => Ok(self.take(&records, |_| Outcome::Accepted)),
        }
    }

    fn take(&self, records: &[Record], outcome: fn(usize) -> Outcome) -> Vec<Outcome> {
        let outcomes: Vec<Outcome> = (0..records.len()).map(outcome).collect();
        let taken = records.iter().zip(&outcomes).filter(|(_, outcome)| **outcome == Outcome::Accepted);
        self.taken.lock().expect("sound").extend(taken.map(|(record, _)| record.clone()));
        outcomes
    }

    fn lines(&self) -> usize {
        let count = |record: &Record| record.data.split(|byte| *byte == b'\n').count() - 1;
        self.taken.lock().expect("sound").iter().map(count).sum()
    }
}

impl Sink for Scripted {
    fn name(&self) -> &'static str {
        "scripted"
    }

    fn limits(&self) -> PackLimits {
        PackLimits {
            record_bytes_max: 1000,
            record_events_max: 10,
            call_records_max: 4,
            call_bytes_max: 4000,
            billed_bytes: 512,
            by_visit: false,
        }
    }

    fn put(&self, records: Vec<Record>) -> BoxFuture<'_, Result<Vec<Outcome>, CallError>> {
        Box::pin(self.meet(records))
    }

    fn probe(&self) -> BoxFuture<'_, Result<(), CallError>> {
        Box::pin(std::future::ready(Ok(())))
    }
}

struct World {
    sink: Arc<Scripted>,
    spool: MemorySpool,
    ledger: Arc<Ledger>,
    counters: Arc<DeliveryCounters>,
    dead_letters: DeadLetters,
    _folder: TempDir,
    delivery: Delivery,
}

fn start(sink: Arc<Scripted>) -> World {
    let folder = tempfile::tempdir().expect("a folder");
    let dead_letters = DeadLetters::try_open(folder.path()).expect("writable");
    let (spool, source) = MemorySource::new();
    let (ledger, counters) = (Arc::new(Ledger::new()), Arc::new(DeliveryCounters::new()));
    let parts = Parts {
        source,
        settle: Arc::new(spool.clone()),
        sink: Arc::clone(&sink) as Arc<dyn Sink>,
        dead_letters: dead_letters.clone(),
        ledger: Arc::clone(&ledger),
        counters: Arc::clone(&counters),
        clock: Arc::new(Noon),
        seed: 1,
    };
    let delivery = Delivery::try_start(DeliverySettings::default(), parts).expect("sound settings");
    World { sink, spool, ledger, counters, dead_letters, _folder: folder, delivery }
}

impl World {
    fn append(&self, lines: impl IntoIterator<Item = String>) {
        for line in lines {
            self.ledger.received(2);
            let entry = Entry { visit: Id::from_bits(1), events: 2, line: Bytes::from(line.into_bytes()) };
            self.spool.append(NOW_MS, entry);
        }
    }

    /// Waits, by the virtual clock, until the counters say so.
    async fn until(&self, what: &str, holds: impl Fn(&DeliverySnapshot) -> bool) {
        for _ in 0..100_000 {
            if holds(&self.counters.snapshot()) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("{what}: {:?}", self.counters.snapshot());
    }
}

fn lines(count: usize) -> impl Iterator<Item = String> {
    (0..count).map(|number| format!("{{\"n\":{number:>100}}}"))
}

#[tokio::test(start_paused = true)]
async fn all_is_delivered_counted_and_settled() {
    let world = start(Scripted::new([]));
    world.append(lines(23));
    world.spool.close();
    assert_eq!(world.delivery.finish().await, linger_collector::deliver::Left::default());
    let counts = world.ledger.snapshot();
    assert_eq!((counts.delivered, counts.pending), (46, 0));
    assert_eq!(world.sink.lines(), 23);
    assert_eq!(world.spool.settled().len(), 23);
    let counters = world.counters.snapshot();
    assert_eq!(counters.last_delivery_at_ms, Some(NOW_MS));
    let records = world.sink.taken.lock().expect("sound").clone();
    assert_eq!(counters.raw_bytes, records.iter().map(|record| record.data.len() as u64).sum::<u64>());
    let units: usize = records.iter().map(|record| record.data.len().div_ceil(512)).sum();
    assert_eq!(counters.billed_units, units as u64);
}

#[tokio::test(start_paused = true)]
async fn a_quiet_line_leaves_at_the_flush_age() {
    let world = start(Scripted::new([]));
    let began = tokio::time::Instant::now();
    world.append(lines(1));
    world.until("the line is delivered", |counts| counts.records.accepted == 1).await;
    let waited = began.elapsed();
    assert!(waited >= Duration::from_secs(30) && waited < Duration::from_secs(31), "{waited:?}");
}

#[tokio::test(start_paused = true)]
async fn a_call_without_an_answer_is_made_again_and_its_events_counted() {
    let world = start(Scripted::new([Turn::Silence]));
    world.append(lines(4));
    world.spool.close();
    world.delivery.finish().await;
    let counts = world.ledger.snapshot();
    assert_eq!((counts.delivered, counts.possibly_doubled), (8, 8));
    assert_eq!(world.sink.lines(), 8, "the sink has them twice");
    assert_eq!(world.counters.snapshot().calls.unanswered, 1);
    assert!(
        world
            .spool
            .settled()
            .values()
            .all(|verdict| *verdict == Verdict::Delivered { possibly_doubled: true })
    );
}

#[tokio::test(start_paused = true)]
async fn a_sink_that_panics_is_asked_again() {
    let world = start(Scripted::new([Turn::Panic]));
    world.append(lines(4));
    world.spool.close();
    world.delivery.finish().await;
    assert_eq!(world.ledger.snapshot().delivered, 8);
}

#[tokio::test(start_paused = true)]
async fn only_failed_records_go_again() {
    let half: fn(usize) -> Outcome = |index| match index {
        0 => Outcome::Accepted,
        1 => Outcome::Throttled { detail: "slow down".to_owned() },
        _ => Outcome::Failed { detail: "InternalFailure".to_owned() },
    };
    let world = start(Scripted::new([Turn::Outcomes(half), Turn::Outcomes(half)]));
    world.append(lines(20));
    world.spool.close();
    world.delivery.finish().await;
    assert_eq!(world.sink.lines(), 20, "each line once");
    let counters = world.counters.snapshot();
    assert!(counters.resent_records > 0 && counters.records.failed > 0 && counters.records.throttled > 0);
    assert_eq!(world.ledger.snapshot().delivered, 40);
}

#[tokio::test(start_paused = true)]
async fn poison_becomes_a_dead_letter_with_its_reason() {
    let world = start(Scripted::new([]));
    world.append(lines(10).chain(["{\"n\":\"poison\"}".to_owned()]).chain(lines(10)));
    world.spool.close();
    world.delivery.finish().await;
    let counts = world.ledger.snapshot();
    assert_eq!((counts.delivered, counts.pending), (40, 0));
    assert_eq!(counts.dead_lettered.get("refused"), Some(&2));
    let files = world.dead_letters.files(&Filter::default()).await.expect("listed");
    let stored = world.dead_letters.read(&files[0]).await.expect("read");
    let letter = stored[0].letter.as_ref().expect("a letter");
    assert_eq!((letter.reason, letter.sink.as_str(), letter.at_ms), (Reason::Refused, "scripted", NOW_MS));
    assert!(letter.attempts > 1 && letter.detail == "poison");
    assert_eq!(world.spool.settled()[&10], Verdict::DeadLettered { reason: Reason::Refused });
}

#[tokio::test(start_paused = true)]
async fn a_drain_flushes_what_waits() {
    let world = start(Scripted::new([]));
    world.append(lines(3));
    world.until("they are read", |counts| counts.held_bytes > 0).await;
    let began = tokio::time::Instant::now();
    world.delivery.drain().await;
    assert!(began.elapsed() < Duration::from_secs(1));
    assert_eq!(world.ledger.snapshot().delivered, 6);
}

#[tokio::test(start_paused = true)]
async fn a_drain_is_bounded_and_leaves_the_rest_in_the_spool() {
    let world = start(Scripted::new((0..1000).map(|_| Turn::Silence)));
    world.append(lines(3));
    world.until("they are read", |counts| counts.held_bytes > 0).await;
    let began = tokio::time::Instant::now();
    let left = world.delivery.drain().await;
    assert!(began.elapsed() <= DeliverySettings::default().drain + Duration::from_millis(10));
    assert!(left.bytes > 0);
    assert_eq!(world.spool.settled().len(), 0);
    assert_eq!(world.ledger.snapshot().pending, 6);
}

#[tokio::test(start_paused = true)]
async fn denials_are_told_and_nothing_is_given_up() {
    let denied = || Turn::Error(CallError::Denied { detail: "no such stream".to_owned() });
    let world = start(Scripted::new((0..50).map(|_| denied())));
    world.append(lines(3));
    world.until("it is denied", |counts| counts.not_ready.is_some()).await;
    let why = world.delivery.health().ready().expect_err("not ready");
    assert!(why.contains("no such stream"), "{why}");
    tokio::time::sleep(Duration::from_hours(1)).await;
    assert_eq!(world.delivery.health().ready(), Ok(()));
    assert_eq!(world.ledger.snapshot().delivered, 6);
    assert_eq!(world.counters.snapshot().calls.denied, 50);
}

#[tokio::test(start_paused = true)]
async fn bad_settings_are_refused_for_the_sink() {
    let (spool, source) = MemorySource::new();
    let folder = tempfile::tempdir().expect("a folder");
    let parts = Parts {
        source,
        settle: Arc::new(spool),
        sink: Scripted::new([]) as Arc<dyn Sink>,
        dead_letters: DeadLetters::try_open(folder.path()).expect("writable"),
        ledger: Arc::new(Ledger::new()),
        counters: Arc::new(DeliveryCounters::new()),
        clock: Arc::new(Noon),
        seed: 1,
    };
    let settings = DeliverySettings { in_flight_bytes_max: 1999, ..DeliverySettings::default() };
    let problems = Delivery::try_start(settings, parts).expect_err("two records do not fit");
    assert_eq!(problems.len(), 1);
}
