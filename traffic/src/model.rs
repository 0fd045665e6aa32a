//! How guests read the menu. All chances are independent of each other, so that their means can be worked out.

use crate::chance::Chance;
use crate::menu::Menu;

const DAY_MS: i64 = 86_400_000;

/// 2026-10-26, a Monday: where time begins, unless the model says otherwise.
const FIRST_DAY_MS: i64 = 1_792_972_800_000;

/// How guests read a menu, and what comes between them and the lake.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// The site's key.
    pub site: String,
    /// What there is to look at.
    pub menu: Menu,
    /// What is true of each dish, by section and item.
    pub appeals: Vec<Vec<Appeal>>,
    /// The versions of the menu, in the order of their days.
    pub versions: Vec<Version>,
    /// Midnight (UTC) at which the first day begins, milliseconds since 1970.
    pub first_day_ms: i64,
    /// How far the restaurant's clocks are ahead of UTC, in minutes. Lunch is at half past twelve there.
    pub utc_offset_minutes: i64,
    /// Sessions of a day, before the weekday has its say.
    pub sessions_a_day: u32,
    /// Of those who read a section, those who go on to the next.
    pub goes_on: f64,
    /// Of the visits, those that end with a second look at a section.
    pub looks_back: f64,
    /// Tables with a code on them.
    pub tables: u32,
    /// Of the sessions, those of programs.
    pub bots: f64,
    /// Of the batches, those received twice.
    pub doubles: f64,
    /// Of the visits, those whose last batch comes with the next visit, hours later.
    pub late: f64,
}

/// What is true of a dish.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Appeal {
    /// Of the guests who come by, those who stop.
    pub stops: f64,
    /// For how long they do, on average, in milliseconds.
    pub pause_ms: f64,
    /// Of those who stop, those who order it.
    pub orders: f64,
}

/// A version of the menu.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// Its name.
    pub name: String,
    /// Days it is in use.
    pub days: u32,
    /// The section that it changes, and the factor by which guests stop there longer than without.
    pub effect: Option<(String, f64)>,
}

impl Version {
    /// A version that changes nothing.
    #[must_use]
    pub fn plain(name: &str, days: u32) -> Self {
        Self { name: name.to_owned(), days, effect: None }
    }

    /// A version with which guests stop longer (above 1) or less long (below 1) at the dishes of a section.
    #[must_use]
    pub fn changing(name: &str, days: u32, section: &str, factor: f64) -> Self {
        Self { effect: Some((section.to_owned(), factor)), ..Self::plain(name, days) }
    }

    /// By which factor a pause in this section is longer.
    pub(crate) fn factor(&self, section: &str) -> f64 {
        self.effect.as_ref().filter(|(changed, _)| changed == section).map_or(1.0, |(_, factor)| *factor)
    }
}

impl Model {
    /// A restaurant with the menu, whose dishes have appeals drawn from the seed.
    #[must_use]
    pub fn new(menu: Menu, versions: Vec<Version>, seed: u64) -> Self {
        let mut chance = Chance::of(seed, [0, 0]);
        let appeals = menu.sections.iter().map(|section| {
            let appeal = |place: usize| Appeal::drawn(&mut chance, place);
            (0..section.items.len()).map(appeal).collect()
        });
        let appeals = appeals.collect();
        Self { site: "demo".to_owned(), appeals, menu, versions, ..Self::empty() }
    }

    fn empty() -> Self {
        Self {
            site: String::new(),
            menu: Menu { version: String::new(), sections: Vec::new() },
            appeals: Vec::new(),
            versions: Vec::new(),
            first_day_ms: FIRST_DAY_MS,
            utc_offset_minutes: 9 * 60,
            sessions_a_day: 120,
            goes_on: 0.86,
            looks_back: 0.3,
            tables: 24,
            bots: 0.01,
            doubles: 0.004,
            late: 0.01,
        }
    }

    /// All days of all versions.
    #[must_use]
    pub fn days(&self) -> u32 {
        self.versions.iter().map(|version| version.days).sum()
    }

    /// The version in use on a day, counted from 0.
    pub(crate) fn version(&self, day: u32) -> Option<&Version> {
        let mut end = 0;
        self.versions.iter().find(|version| {
            end += version.days;
            day < end
        })
    }

    /// Midnight (UTC) of a day, milliseconds since 1970.
    pub(crate) fn day_ms(&self, day: u32) -> i64 {
        self.first_day_ms + i64::from(day) * DAY_MS
    }

    /// The weekday of a day, 0 for Monday. 1970 began with a Thursday.
    pub(crate) fn weekday(&self, day: u32) -> usize {
        usize::try_from((self.day_ms(day).div_euclid(DAY_MS) + 3).rem_euclid(7)).unwrap_or(0)
    }
}

impl Appeal {
    /// The first dishes of a section draw the eye; a few dishes hold it; what is looked at is not always ordered.
    fn drawn(chance: &mut Chance, place: usize) -> Self {
        let first = if place == 0 { 0.12 } else { 0.0 };
        let held = chance.skewed(2);
        Self {
            stops: (0.1 + 0.2 * held + first).min(0.85),
            pause_ms: 1800.0 + 1700.0 * chance.skewed(2),
            orders: (0.12 * chance.skewed(1)).min(0.6),
        }
    }
}
