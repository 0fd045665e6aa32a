//! A guest reads: down the menu, past most dishes, at rest before some; and perhaps once more where it was good.

use linger_wire::FlushReason;

use crate::chance::{Chance, whole};
use crate::model::{Model, Version};
use crate::timeline::{Cut, Names, Place, Timeline};

/// Times of a reader, in milliseconds: from the first to the last, each as likely.
pub(crate) const BEFORE: (u32, u32) = (300, 1_500);
pub(crate) const INTO_SECTION: (u32, u32) = (250, 750);
pub(crate) const PAST_DISH: (u32, u32) = (120, 520);
pub(crate) const TO_DISH: (u32, u32) = (100, 400);

/// Of the stops, those at which the next dish is in view as well.
pub(crate) const NEXT_IN_VIEW: f64 = 0.5;

/// Of the stops, those at which the phone is put away, and for how long; and those at which it lies untouched.
const PUTS_AWAY: f64 = 0.03;
const AWAY_MS: (u32, u32) = (5_000, 240_000);
const LETS_LIE: f64 = 0.01;
const IDLE_MS: (u32, u32) = (2_000, 60_000);

/// When a batch is cut at the latest: the SDK's default flush age.
const FLUSH_AGE_MS: u64 = 300_000;

/// How long a program looks at a section.
const BOT_MS: (u32, u32) = (10, 60);

/// The shapes of how guests differ from each other, and a guest's pauses among themselves.
const GUEST_SHAPE: u32 = 4;
const PAUSE_SHAPE: u32 = 2;

/// Somebody with a way of reading.
#[derive(Debug)]
pub(crate) struct Guest<'a> {
    model: &'a Model,
    version: &'a Version,
    /// How long this guest's pauses are against the average's.
    pace: f64,
}

/// A visit under way.
struct Reading<'a> {
    guest: &'a Guest<'a>,
    timeline: Timeline,
    flushed_at_ms: u64,
}

impl<'a> Guest<'a> {
    pub(crate) fn drawn(model: &'a Model, version: &'a Version, chance: &mut Chance) -> Self {
        Self { model, version, pace: chance.skewed(GUEST_SHAPE) }
    }

    /// One visit, as the batches of its page.
    pub(crate) fn reads(&self, chance: &mut Chance) -> Vec<Cut> {
        let mut reading = Reading { guest: self, timeline: Timeline::default(), flushed_at_ms: 0 };
        reading.timeline.pass(chance.between(BEFORE), false);
        for section in 0..self.model.menu.sections.len() {
            reading.section(section, chance);
            if !chance.happens(self.model.goes_on) {
                break;
            }
        }
        if chance.happens(self.model.looks_back) {
            reading.section(chance.place(self.model.menu.sections.len()), chance);
        }
        reading.ends(chance)
    }

    /// What a program that renders pages does: all sections, no dish at rest.
    pub(crate) fn crawls(&self, chance: &mut Chance) -> Vec<Cut> {
        let mut timeline = Timeline::default();
        for section in 0..self.model.menu.sections.len() {
            timeline.show(&[Place { section, item: None }], self);
            timeline.pass(chance.between(BOT_MS), true);
        }
        timeline.show(&[], self);
        timeline.cut(FlushReason::Exit, self);
        timeline.cuts
    }
}

impl Names for Guest<'_> {
    fn target(&self, place: Place) -> String {
        let section = &self.model.menu.sections[place.section];
        place.item.map_or_else(|| section.id.clone(), |item| section.items[item].id.clone())
    }
}

impl Reading<'_> {
    fn section(&mut self, section: usize, chance: &mut Chance) {
        let whole = Place { section, item: None };
        // What was read before is out of view first: one section, and dishes of one, are viewable at a time.
        self.timeline.show(&[whole], self.guest);
        self.timeline.pass(chance.between(INTO_SECTION), true);
        for item in 0..self.guest.model.menu.sections[section].items.len() {
            self.dish(section, item, chance);
        }
        self.timeline.show(&[], self.guest);
    }

    fn dish(&mut self, section: usize, item: usize, chance: &mut Chance) {
        let model = self.guest.model;
        let (whole, dish) = (Place { section, item: None }, Place { section, item: Some(item) });
        let appeal = model.appeals[section][item];
        self.timeline.show(&[whole, dish], self.guest);
        if !chance.happens(appeal.stops) {
            return self.timeline.pass(chance.between(PAST_DISH), true);
        }
        self.timeline.pass(chance.between(TO_DISH), true);
        let next = Place { section, item: Some(item + 1) };
        let has_next = item + 1 < model.menu.sections[section].items.len();
        if has_next && chance.happens(NEXT_IN_VIEW) {
            self.timeline.show(&[whole, dish, next], self.guest);
        }
        self.pause(appeal.pause_ms, &model.menu.sections[section].id, chance);
        if chance.happens(appeal.orders) {
            self.order(dish);
        }
    }

    /// A pause, in which the phone may be put away. What is measured is the same whether it is or not.
    fn pause(&mut self, mean_ms: f64, section: &str, chance: &mut Chance) {
        let factor = self.guest.version.factor(section) * self.guest.pace * chance.skewed(PAUSE_SHAPE);
        let ms = u64::try_from(whole(mean_ms * factor)).unwrap_or(0);
        let first_ms = ms / 2;
        self.timeline.pass(first_ms, false);
        if chance.happens(PUTS_AWAY) {
            self.flush(FlushReason::Hide);
            self.timeline.away(chance.between(AWAY_MS));
        } else if chance.happens(LETS_LIE) {
            self.timeline.idle(chance.between(IDLE_MS));
        }
        self.timeline.pass(ms - first_ms, false);
        if self.timeline.now_ms() - self.flushed_at_ms >= FLUSH_AGE_MS {
            self.flush(FlushReason::Age);
        }
    }

    fn order(&mut self, dish: Place) {
        let item = serde_json::Value::from(self.guest.target(dish));
        self.timeline.custom("order", format!("{{\"item\":{item}}}"));
    }

    fn flush(&mut self, reason: FlushReason) {
        self.timeline.cut(reason, self.guest);
        self.flushed_at_ms = self.timeline.now_ms();
    }

    /// Most guests put the phone away and never come back.
    fn ends(mut self, chance: &mut Chance) -> Vec<Cut> {
        self.timeline.show(&[], self.guest);
        self.flush(if chance.happens(0.7) { FlushReason::Hide } else { FlushReason::Exit });
        self.timeline.cuts
    }
}
