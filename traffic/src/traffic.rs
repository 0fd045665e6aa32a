//! Guests come by, day by day, and their pages send.

use std::collections::{HashSet, VecDeque};

use linger_wire::line::Line;
use linger_wire::unfold::{Row, unfold};
use linger_wire::{Event, Id};

use crate::chance::Chance;
use crate::day;
use crate::guest::Guest;
use crate::model::{Model, Version};
use crate::page::{Opened, VisitStart};
use crate::timeline::Cut;

/// From sending to receiving, in milliseconds.
const TRANSIT_MS: (u32, u32) = (20, 400);

/// Until a batch comes again whose answer was lost, in milliseconds.
const AGAIN_MS: (u32, u32) = (1_000, 20_000);

/// Until a page that was closed too early is opened again, in milliseconds.
const LATE_MS: (u32, u32) = (1_800_000, 50_000_000);

/// Between two visits of a session, in milliseconds; half an hour would part the session.
const BETWEEN_MS: (u32, u32) = (30_000, 1_200_000);

/// How many visits a session has.
const VISITS: [(u32, u32); 3] = [(1, 70), (2, 22), (3, 8)];

/// How many there were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Sessions, of programs too.
    pub sessions: u64,
    /// Visits of guests.
    pub visits: u64,
    /// Visits of programs.
    pub bot_visits: u64,
    /// Exposures, each once, in however many slices.
    pub exposures: u64,
    /// Batches beyond the first copy.
    pub doubles: u64,
    /// Batches received hours late.
    pub late: u64,
}

/// The lines a collector would have received, session by session. The same seed gives the same lines.
#[derive(Debug)]
pub struct Traffic<'a> {
    model: &'a Model,
    seed: u64,
    day: u32,
    session: u64,
    ready: VecDeque<Line>,
    count: Count,
}

impl<'a> Traffic<'a> {
    /// Guests by this model.
    #[must_use]
    pub const fn new(model: &'a Model, seed: u64) -> Self {
        let count = Count { sessions: 0, visits: 0, bot_visits: 0, exposures: 0, doubles: 0, late: 0 };
        Self { model, seed, day: 0, session: 0, ready: VecDeque::new(), count }
    }

    /// How many there were so far.
    #[must_use]
    pub const fn so_far(&self) -> Count {
        self.count
    }

    /// Lets the next session come; false where all days are over.
    fn comes(&mut self) -> bool {
        while let Some(version) = self.model.version(self.day) {
            if self.session < day::sessions(self.model, self.day) {
                self.session += 1;
                self.session(version);
                return true;
            }
            (self.day, self.session) = (self.day + 1, 0);
        }
        false
    }

    fn session(&mut self, version: &Version) {
        let mut chance = Chance::of(self.seed, [u64::from(self.day) + 1, self.session]);
        let is_bot = chance.happens(self.model.bots);
        let opened = Opened::drawn(self.model, version, is_bot, &mut chance);
        let guest = Guest::drawn(self.model, version, &mut chance);
        let mut at_ms = day::begins_at_ms(self.model, self.day, &mut chance);
        self.count.sessions += 1;
        for _ in 0..*chance.one_of(&VISITS) {
            let cuts = if is_bot { guest.crawls(&mut chance) } else { guest.reads(&mut chance) };
            *if is_bot { &mut self.count.bot_visits } else { &mut self.count.visits } += 1;
            let visit = VisitStart { id: Id::from_bits(chance.bits()), at_ms };
            at_ms += signed(cuts.last().map_or(0, |cut| cut.at_ms) + chance.between(BETWEEN_MS));
            self.count.exposures += exposures(&cuts);
            self.send(&opened, &visit, cuts, &mut chance);
        }
    }

    fn send(&mut self, opened: &Opened, visit: &VisitStart, cuts: Vec<Cut>, chance: &mut Chance) {
        let last = cuts.len().saturating_sub(1);
        for (batch, cut) in (0_u32..).zip(cuts) {
            let is_late = batch as usize == last && chance.happens(self.model.late);
            let late_ms = if is_late { chance.between(LATE_MS) } else { 0 };
            let sent_at_ms = visit.at_ms + signed(cut.at_ms + late_ms);
            let received_at_ms = sent_at_ms + signed(chance.between(TRANSIT_MS));
            let line = Line {
                header: opened.header(visit, sent_at_ms, batch, cut.reason),
                receipt: opened.receipt(received_at_ms),
                events: cut.events,
            };
            self.count.late += u64::from(is_late);
            if chance.happens(self.model.doubles) {
                let again = opened.receipt(received_at_ms + signed(chance.between(AGAIN_MS)));
                self.count.doubles += 1;
                self.ready.push_back(Line { receipt: again, ..line.clone() });
            }
            self.ready.push_back(line);
        }
    }
}

impl Iterator for Traffic<'_> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        while self.ready.is_empty() {
            if !self.comes() {
                return None;
            }
        }
        self.ready.pop_front()
    }
}

fn exposures(cuts: &[Cut]) -> u64 {
    let events = cuts.iter().flat_map(|cut| &cut.events);
    let numbers = events.filter_map(|event| match event {
        Event::Exposure(exposure) => Some(exposure.exposure),
        Event::Activity(_) | Event::Custom(_) => None,
    });
    numbers.collect::<HashSet<_>>().len() as u64
}

/// The rows of a line, as they lie in the lake.
#[must_use]
pub fn rows(line: Line) -> Vec<Row> {
    unfold(line.receipt, &line.header, line.events)
}

fn signed(ms: u64) -> i64 {
    i64::try_from(ms).unwrap_or(i64::MAX)
}
