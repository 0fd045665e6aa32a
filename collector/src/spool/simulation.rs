//! The spool without its threads on a disk that crashes, at every step of every operation: whatever happens, what was
//! acknowledged and not settled comes back, once, in its order.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use linger_wire::Id;
use proptest::prelude::*;

use super::disk::{Crash, Disk, Fault, ForgetfulDisk};
use super::frame::frame_bytes;
use super::log::lock;
use super::position::{Position, Queued};
use super::reader::Cursor;
use super::recovery::{Recovered, segments};
use super::settings::SpoolSettings;
use super::shared::Shared;
use super::writer::Writer;
use super::{checkpoint, open, segment};
use crate::clock::Clock;
use crate::entry::Entry;

const FOLDER: &str = "spool";

/// Much smaller than any that the settings allow, so that a few entries fill many.
const SEGMENT_BYTES: u64 = 700;

/// One thing that happens.
#[derive(Clone, Debug)]
enum Step {
    /// Entries with lines of these lengths are appended in one group.
    Append(Vec<usize>),
    /// As many bytes are read.
    Read(usize),
    /// Some of what was read is settled.
    Settle(u64),
    /// The checkpoint is written, and what is settled deleted.
    Retire,
    /// The operation that is this many away meets a fault.
    Fault(u64, Fault),
    /// The process dies, or the power fails; then a bit may turn over.
    Crash(Crash, Option<(u64, u64)>),
}

struct Still;

impl Clock for Still {
    fn now_ms(&self) -> i64 {
        0
    }
}

struct Run {
    shared: Arc<Shared>,
    writer: Writer,
    cursor: Cursor,
    /// Read and not settled.
    waiting: Vec<Queued>,
}

/// What must hold, by the numbers in the lines.
#[derive(Default)]
struct Model {
    appended: BTreeMap<u64, Entry>,
    acknowledged: BTreeSet<u64>,
    settled: BTreeSet<u64>,
    /// Settled, and a checkpoint says so.
    forgotten: BTreeSet<u64>,
    /// Hit by a flipped bit.
    lost: BTreeSet<u64>,
    /// A bit has turned over at some time.
    flipped: bool,
}

struct Simulation {
    disk: ForgetfulDisk,
    run: Run,
    model: Model,
}

fn start(disk: &ForgetfulDisk) -> (Run, Recovered) {
    let settings = SpoolSettings { segment_bytes: SEGMENT_BYTES, ..SpoolSettings::new(FOLDER) };
    let on: Arc<dyn Disk> = Arc::new(disk.clone());
    let (shared, recovered) = open(settings, on, Arc::new(Still)).expect("a disk that works");
    let writer = Writer::new(Arc::clone(&shared.disk), FOLDER.into(), SEGMENT_BYTES, Arc::default());
    (Run { cursor: Cursor::new(Arc::clone(&shared)), shared, writer, waiting: Vec::new() }, recovered)
}

fn number(entry: &Entry) -> u64 {
    let digits = entry.line.split(|byte| *byte == b' ').next().expect("a part");
    std::str::from_utf8(digits).expect("text").parse().expect("a number")
}

impl Simulation {
    fn new() -> Self {
        let disk = ForgetfulDisk::new();
        let (run, _) = start(&disk);
        Self { disk, run, model: Model::default() }
    }

    fn steps(&mut self, steps: &[Step]) {
        for step in steps {
            self.step(step);
        }
    }

    fn step(&mut self, step: &Step) {
        match step {
            Step::Append(lengths) => self.append(lengths),
            Step::Read(bytes_max) => self.read(*bytes_max),
            Step::Settle(choice) => self.settle(*choice),
            Step::Retire => self.retire(),
            Step::Fault(ahead, fault) => self.disk.fail_at(self.disk.operations() + ahead, *fault),
            Step::Crash(crash, flip) => self.restart(*crash, *flip),
        }
        if self.disk.has_crashed() {
            let operations = self.disk.operations();
            let crash = if operations.is_multiple_of(2) { Crash::Nothing } else { Crash::Some(operations) };
            self.restart(crash, None);
        }
    }

    fn append(&mut self, lengths: &[usize]) {
        let next = self.model.appended.len() as u64;
        let entries: Vec<Entry> =
            (next..).zip(lengths).map(|(number, length)| entry(number, *length)).collect();
        self.model.appended.extend(entries.iter().map(|entry| (number(entry), entry.clone())));
        let shared = &self.run.shared;
        let bytes: usize = entries.iter().map(|entry| frame_bytes(entry.line.len())).sum();
        assert!(shared.room.take(bytes as u64), "the bound is far away");
        if self.run.writer.commit(&entries, 0, &shared.log, &shared.room).is_ok() {
            self.model.acknowledged.extend(entries.iter().map(number));
        }
    }

    fn read(&mut self, bytes_max: usize) {
        let queued = self.run.cursor.read(bytes_max).expect("reading works");
        self.run.waiting.extend(queued);
    }

    fn settle(&mut self, choice: u64) {
        let waiting = std::mem::take(&mut self.run.waiting).into_iter().enumerate();
        let (chosen, left): (Vec<_>, Vec<_>) =
            waiting.partition(|(place, _)| choice >> (place % 64) & 1 == 1);
        let chosen: Vec<Queued> = chosen.into_iter().map(|(_, queued)| queued).collect();
        self.run.waiting = left.into_iter().map(|(_, queued)| queued).collect();
        self.model.settled.extend(chosen.iter().map(|queued| number(&queued.entry)));
        let positions: Vec<Position> = chosen.iter().map(|queued| queued.position).collect();
        lock(&self.run.shared.log).settle(&positions);
    }

    fn retire(&mut self) {
        if self.run.shared.retire().is_ok() {
            self.model.forgotten.clone_from(&self.model.settled);
        }
    }

    fn restart(&mut self, crash: Crash, flip: Option<(u64, u64)>) {
        self.disk.crash(crash);
        let flipped = flip.is_some_and(|(file, bit)| self.flip(file, bit));
        let (run, recovered) = start(&self.disk);
        self.run = run;
        let all = self.read_all();
        self.model.check(&all, &recovered, flipped);
        let log = lock(&self.run.shared.log);
        assert_eq!(log.events, recovered.events + damaged_events(&recovered), "events that wait");
        let bytes: u64 = log.segments.iter().map(|segment| segment.bytes).sum();
        assert_eq!(self.run.shared.room.taken(), bytes, "bytes that are taken");
    }

    /// Turns a bit over, in a segment or the checkpoint.
    fn flip(&mut self, file: u64, bit: u64) -> bool {
        let folder = Path::new(FOLDER);
        let mut files: Vec<_> = segments(&self.disk, folder).expect("a folder").into_iter().collect();
        files.retain(|&first| self.disk.bytes(&segment::path(folder, first)).is_some());
        let path = match files.get(usize::try_from(file % (files.len() as u64 + 1)).expect("few")) {
            Some(&first) => segment::path(folder, first),
            None => checkpoint::path(folder),
        };
        let bits = self.disk.bytes(&path).map_or(0, |bytes| bytes.len() as u64 * 8);
        if path == checkpoint::path(folder) {
            self.model.forgotten.clear();
        }
        bits > 0 && self.disk.flip(&path, bit % bits)
    }

    fn read_all(&mut self) -> Vec<Entry> {
        let mut all = Vec::new();
        loop {
            let queued = self.run.cursor.read(500).expect("reading works");
            if queued.is_empty() {
                return all;
            }
            all.extend(queued.iter().map(|queued| queued.entry.clone()));
            self.run.waiting.extend(queued);
        }
    }
}

impl Model {
    /// What came back after a restart.
    fn check(&mut self, all: &[Entry], recovered: &Recovered, flipped: bool) {
        let numbers: Vec<u64> = all.iter().map(number).collect();
        assert!(numbers.is_sorted_by(|a, b| a < b), "each once, in the order of appending: {numbers:?}");
        assert!(all.iter().all(|entry| self.appended.get(&number(entry)) == Some(entry)), "none was made up");
        let events: u64 = all.iter().map(|entry| u64::from(entry.events)).sum();
        assert_eq!((recovered.entries, recovered.events), (all.len() as u64, events), "what was counted");
        let back: BTreeSet<u64> = numbers.into_iter().collect();
        assert!(back.is_disjoint(&self.forgotten), "what a checkpoint says is settled does not come again");
        self.check_missing(&back, recovered, flipped);
        // What was never acknowledged and is there nevertheless is synced by now, and must stay.
        self.settled.retain(|number| !back.contains(number));
        self.acknowledged.extend(back);
    }

    fn check_missing(&mut self, back: &BTreeSet<u64>, recovered: &Recovered, flipped: bool) {
        let open = self.acknowledged.difference(&self.settled);
        let missing: BTreeSet<u64> = open.copied().filter(|number| !back.contains(number)).collect();
        let new = missing.difference(&self.lost).count();
        assert!(new <= usize::from(flipped), "acknowledged and gone: {missing:?}, of old {:?}", self.lost);
        assert!(missing.is_empty() || !recovered.damaged.is_empty(), "damage is told at every start");
        self.lost.extend(missing);
        self.flipped |= flipped;
        assert!(self.flipped || recovered.damaged.is_empty(), "nothing was damaged: {:?}", recovered.damaged);
    }
}

fn damaged_events(recovered: &Recovered) -> u64 {
    recovered.damaged.iter().map(|damaged| u64::from(damaged.events.unwrap_or(0))).sum()
}

fn entry(number: u64, length: usize) -> Entry {
    let line = Bytes::from(format!("{number} {}", "x".repeat(length)));
    Entry {
        visit: Id::from_bits(u128::from(number)),
        events: 1 + u32::try_from(number % 5).expect("small"),
        line,
    }
}

fn fault() -> impl Strategy<Value = Fault> {
    let full = (0_usize..900).prop_map(|bytes| Fault::Full { bytes });
    prop_oneof![full, Just(Fault::Broken), Just(Fault::Crash), Just(Fault::Crash)]
}

fn crash() -> impl Strategy<Value = Crash> {
    prop_oneof![Just(Crash::Everything), Just(Crash::Nothing), any::<u64>().prop_map(Crash::Some)]
}

fn step(flips: bool) -> impl Strategy<Value = Step> {
    let flip = prop::option::of(any::<(u64, u64)>()).prop_map(move |flip| flip.filter(|_| flips));
    prop_oneof![
        5 => prop::collection::vec(0_usize..400, 1..6).prop_map(Step::Append),
        4 => (0_usize..3000).prop_map(Step::Read),
        4 => prop_oneof![Just(u64::MAX), any::<u64>()].prop_map(Step::Settle),
        3 => Just(Step::Retire),
        3 => (0_u64..9, fault()).prop_map(|(ahead, fault)| Step::Fault(ahead, fault)),
        2 => (crash(), flip).prop_map(|(crash, flip)| Step::Crash(crash, flip)),
    ]
}

fn simulate(steps: &[Step]) {
    let mut simulation = Simulation::new();
    simulation.steps(steps);
    simulation.step(&Step::Crash(Crash::Everything, None));
    simulation.step(&Step::Append(vec![1, 2, 3]));
    simulation.step(&Step::Crash(Crash::Everything, None));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn what_was_acknowledged_survives_crashes_and_faults(steps in prop::collection::vec(step(false), 1..60)) {
        simulate(&steps);
    }

    #[test]
    fn a_flipped_bit_costs_one_entry_which_is_told(steps in prop::collection::vec(step(true), 1..60)) {
        simulate(&steps);
    }
}

/// A day in small: groups over several segments, gaps in what is settled, segments deleted before older ones.
fn day() -> Vec<Step> {
    let group = |count: usize| Step::Append((0..count).map(|place| place * 70 % 300).collect());
    vec![
        group(3),
        group(5),
        Step::Read(100_000),
        Step::Settle(0b1111_1010),
        Step::Retire,
        group(5),
        group(1),
        Step::Read(100_000),
        Step::Settle(0b1110),
        Step::Retire,
        group(4),
        Step::Read(100_000),
        Step::Settle(u64::MAX),
        Step::Retire,
        group(2),
        Step::Retire,
    ]
}

#[test]
fn a_crash_at_any_step_of_the_disk_loses_nothing() {
    let mut undisturbed = Simulation::new();
    undisturbed.steps(&day());
    let operations = undisturbed.disk.operations();
    assert!(operations > 40, "the day is short: {operations}");
    for (operation, kind) in (0..operations).flat_map(|operation| (0..3).map(move |kind| (operation, kind))) {
        let fault = [Fault::Crash, Fault::Broken, Fault::Full { bytes: 20 }][kind];
        let mut simulation = Simulation::new();
        simulation.disk.fail_at(operation, fault);
        simulation.steps(&day());
        simulation.step(&Step::Crash(Crash::Some(operation), None));
    }
}

/// A sync fails, so does cutting off what it was to make durable, and the process dies: the bytes are in the memory of
/// the system only, and a sync alone would not write them.
#[test]
fn what_a_failed_sync_left_in_the_cache_is_written_anew() {
    let mut simulation = Simulation::new();
    simulation.steps(&[
        Step::Append(vec![10]),
        Step::Fault(1, Fault::Broken),
        Step::Fault(2, Fault::Broken),
        Step::Append(vec![20]),
        Step::Crash(Crash::Nothing, None),
        Step::Crash(Crash::Everything, None),
    ]);
}
