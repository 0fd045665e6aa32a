//! Evenings made up from a seed: what truly happened, and the rows that tell of it, some of them twice and some
//! exposures in slices.

use crate::support::{DAY_START_MS, Lake, Row};

/// A reproducible source of numbers (Steele, Lea and Flood, 2014: `SplitMix64`).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to below the bound.
    pub(crate) fn below(&mut self, bound: i64) -> i64 {
        let bound = u64::try_from(bound).expect("bounds are positive");
        i64::try_from(self.next() % bound).expect("it is below the bound")
    }

    fn one_in(&mut self, many: i64) -> bool {
        self.below(many) == 0
    }

    fn one_of<T: Clone>(&mut self, choices: &[T]) -> T {
        let count = i64::try_from(choices.len()).expect("there are few");
        choices[usize::try_from(self.below(count)).expect("it is an index")].clone()
    }
}

/// What a target is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Section,
    Item,
}

#[derive(Clone, Debug)]
pub(crate) struct Exposure {
    pub(crate) number: i64,
    pub(crate) kind: Kind,
    pub(crate) target: String,
    pub(crate) section: Option<String>,
    pub(crate) from: Option<String>,
    pub(crate) at_ms: i64,
    /// Paused, scrolling and attention time of each slice.
    pub(crate) slices: Vec<[i64; 3]>,
}

impl Exposure {
    pub(crate) fn sum(&self, part: usize) -> i64 {
        self.slices.iter().map(|slice| slice[part]).sum()
    }

    pub(crate) fn dwell_ms(&self) -> i64 {
        self.sum(0) + self.sum(1)
    }

    pub(crate) fn is_read(&self) -> bool {
        self.sum(0) >= READ_MS
    }
}

/// A page's own event, and the dish it names.
#[derive(Clone, Debug)]
pub(crate) struct Custom {
    pub(crate) name: &'static str,
    pub(crate) item: Option<String>,
}

#[derive(Clone, Debug)]
pub(crate) struct Visit {
    pub(crate) id: String,
    pub(crate) session: String,
    pub(crate) menu: &'static str,
    pub(crate) table: Option<&'static str>,
    pub(crate) lang: Option<&'static str>,
    pub(crate) device: &'static str,
    pub(crate) engine: &'static str,
    pub(crate) start_ms: i64,
    pub(crate) skew_ms: i64,
    pub(crate) dropped: i64,
    pub(crate) wait_ms: i64,
    pub(crate) exposures: Vec<Exposure>,
    /// Active time, idle time, and active time with no section and with no item in view.
    pub(crate) activity: [i64; 4],
    pub(crate) customs: Vec<Custom>,
}

/// What the page calls read, here as in the rows of `support`.
const READ_MS: i64 = 1000;

impl Visit {
    pub(crate) fn is_bot(&self) -> bool {
        self.device == "bot"
    }

    pub(crate) fn of_kind(&self, kind: Kind) -> Vec<&Exposure> {
        self.exposures.iter().filter(|exposure| exposure.kind == kind).collect()
    }

    pub(crate) fn events(&self) -> i64 {
        let slices: usize = self.exposures.iter().map(|exposure| exposure.slices.len()).sum();
        i64::try_from(slices + self.customs.len() + 1).expect("a visit is small")
    }

    /// The rows in the order of their numbers.
    pub(crate) fn rows(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        for exposure in &self.exposures {
            rows.extend(exposure.slices.iter().map(|slice| (exposure.at_ms, self.slice(exposure, slice))));
        }
        let [active, idle, no_section, no_item] = self.activity;
        let activity = Row::activity(self.id.clone(), 0, active).number("idle_ms", idle);
        let activity = activity.number("elsewhere_section_ms", no_section);
        rows.push((self.start_ms, activity.number("elsewhere_item_ms", no_item)));
        rows.extend(self.customs.iter().map(|custom| (self.start_ms + 500, self.custom(custom))));
        let numbered = rows.into_iter().enumerate();
        numbered.map(|(number, (at_ms, row))| self.dressed(row, number, at_ms)).collect()
    }

    fn slice(&self, exposure: &Exposure, slice: &[i64; 3]) -> Row {
        let kind = if exposure.kind == Kind::Section { "section" } else { "item" };
        let row = Row::section(self.id.clone(), 0, exposure.number, exposure.target.clone());
        let row = row.text("kind", kind).text_or_null("section", exposure.section.as_deref());
        row.text_or_null("from_target", exposure.from.as_deref()).times(slice[0], slice[1], slice[2])
    }

    fn custom(&self, custom: &Custom) -> Row {
        let row = Row::custom(self.id.clone(), 0, custom.name);
        let properties = custom.item.as_ref().map(|item| format!("{{\"price\":9,\"item\":\"{item}\"}}"));
        row.text_or_null("properties", properties.as_deref())
    }

    /// With number, times and context.
    fn dressed(&self, row: Row, number: usize, at_ms: i64) -> Row {
        let number = i64::try_from(number).expect("a visit is small");
        let row = row.number("event_number", number).number("occurred_at_ms", at_ms);
        let row = row.number("received_at_ms", at_ms + self.wait_ms).number("dropped", self.dropped);
        let row = row.text("session_id", self.session.clone()).text("menu", self.menu);
        let row = row.text_or_null("table_id", self.table).text_or_null("lang", self.lang);
        let row =
            row.text("device_class", self.device).flag("bot", self.is_bot()).text("engine", self.engine);
        row.number("clock_skew_ms", self.skew_ms)
    }
}

const SECTIONS: [&str; 4] = ["starters", "mains", "drinks", "국밥"];

/// This many visits.
pub(crate) fn evenings(seed: u64, visits: usize) -> Vec<Visit> {
    let mut dice = Dice::new(seed);
    (0..visits).map(|number| visit(&mut dice, number)).collect()
}

fn visit(dice: &mut Dice, number: usize) -> Visit {
    let start_ms = DAY_START_MS + dice.below(9 * 86_400_000) - 86_400_000;
    Visit {
        id: format!("v{:016x}", dice.next()),
        session: format!("s{}", number / 2),
        menu: dice.one_of(&["2026-11", "2026-12", "2026-12", "tasting"]),
        table: dice.one_of(&[Some("1"), Some("12"), Some("12"), None]),
        lang: dice.one_of(&[Some("ko"), Some("ko"), Some("en"), None]),
        device: dice.one_of(&["phone", "phone", "phone", "computer", "other", "bot"]),
        engine: dice.one_of(&["wasm", "wasm", "js", "native"]),
        start_ms,
        skew_ms: dice.below(900) - 300,
        dropped: dice.below(12) / 10,
        wait_ms: 1000 + dice.below(8) * 60_000,
        exposures: exposures(dice, start_ms),
        activity: [10_000 + dice.below(50_000), dice.below(9000), dice.below(5000), dice.below(7000)],
        customs: customs(dice),
    }
}

/// Some visits see nothing, or no item.
fn exposures(dice: &mut Dice, start_ms: i64) -> Vec<Exposure> {
    let mut exposures: Vec<Exposure> = Vec::new();
    for number in 0..dice.below(24) {
        let kind = if dice.one_in(3) { Kind::Section } else { Kind::Item };
        let section = dice.one_of(&SECTIONS).to_owned();
        let item = format!("{section}-{}", dice.below(3));
        let target = if kind == Kind::Section { section.clone() } else { item };
        let before = exposures.iter().rev().find(|before| before.kind == kind);
        exposures.push(Exposure {
            number,
            kind,
            from: before.map(|before| before.target.clone()),
            section: (kind == Kind::Item && !dice.one_in(9)).then_some(section),
            target,
            at_ms: start_ms + number * 2500 + dice.below(2000),
            slices: slices(dice),
        });
    }
    exposures
}

/// Mostly one; some times are of the same length, so that ranks tie.
fn slices(dice: &mut Dice) -> Vec<[i64; 3]> {
    let slices = if dice.one_in(5) { 3 } else { 1 };
    (0..slices).map(|_| [dice.below(30) * 60, dice.below(10) * 20, dice.below(1200)]).collect()
}

fn customs(dice: &mut Dice) -> Vec<Custom> {
    let custom = |dice: &mut Dice| {
        let item = format!("{}-{}", dice.one_of(&SECTIONS), dice.below(3));
        let item = dice.one_of(&[Some(item.clone()), Some(item), Some("not-on-it".to_owned()), None]);
        Custom { name: dice.one_of(&["order", "order", "call"]), item }
    };
    (0..dice.below(4)).map(|_| custom(dice)).collect()
}

/// The visits' rows over two days' files; every third row lies in another file again, as it was received later.
pub(crate) fn write(lake: &Lake, visits: &[Visit]) -> i64 {
    let rows: Vec<Row> = visits.iter().flat_map(Visit::rows).collect();
    let again: Vec<Row> = rows.iter().step_by(3).cloned().collect();
    let (first, second) = rows.split_at(rows.len() / 2);
    lake.write("2026-11-22", "a.parquet", first);
    lake.write("2026-11-23", "b.parquet", second);
    lake.write("2026-11-23", "c.parquet", &again);
    i64::try_from(again.len()).expect("there are few")
}
