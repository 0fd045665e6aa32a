//! Which events an answer is over. Parsed once, with every problem collected.

use arrow::array::temporal_conversions::timestamp_ms_to_datetime;
use arrow::compute::kernels::cast_utils::string_to_timestamp_nanos;

use crate::listing::Days;
use crate::parameter::{FilterProblem, PARAMETERS};
use crate::view::View;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// Longest range with two ends: ours; a century. Whoever asks for more has mistaken seconds for milliseconds, or a year.
const RANGE_MS_MAX: i64 = 36_525 * DAY_MS;

const MS_NANOS: i64 = 1_000_000;
/// `2026-11-22`.
const DATE_BYTES: usize = 10;

/// Which events an answer is over: those that meet every condition given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The site's public key.
    pub site: Option<String>,
    /// Events that began at or after this, milliseconds since 1970.
    pub from_ms: Option<i64>,
    /// Events that began before this, milliseconds since 1970.
    pub to_ms: Option<i64>,
    /// Version of the menu.
    pub menu: Option<String>,
    /// The table whose code was scanned.
    pub table: Option<String>,
    /// Language of the page.
    pub lang: Option<String>,
    /// Class of device.
    pub device: Option<Device>,
    /// Whether programs count; where it is not given, [`Filter::bots`] says.
    pub bots: Option<Bots>,
}

/// Whether visits count whose user agent names itself a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bots {
    /// They do not.
    Without,
    /// They count like any other.
    With,
    /// Nothing else counts.
    Only,
}

impl Bots {
    const ALL: [Self; 3] = [Self::Without, Self::With, Self::Only];

    /// The name, in addresses and on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Without => "without",
            Self::With => "with",
            Self::Only => "only",
        }
    }
}

/// A class of devices, as the collector reads it from the user agent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Device {
    /// A phone or tablet.
    Phone,
    /// A computer.
    Computer,
    /// Something else, or unknown.
    Other,
    /// A program.
    Bot,
}

impl Device {
    const ALL: [Self; 4] = [Self::Phone, Self::Computer, Self::Other, Self::Bot];

    /// The name, as in the lake.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Computer => "computer",
            Self::Other => "other",
            Self::Bot => "bot",
        }
    }
}

impl Filter {
    /// Parses names and values, as of a query string.
    ///
    /// # Errors
    /// Every problem there is: unknown names, names given twice, times that are none, `from` after `to`.
    pub fn from_pairs<'a>(
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, Vec<FilterProblem>> {
        let mut reading = Reading::default();
        for (name, value) in pairs {
            reading.take(name, value);
        }
        reading.finish()
    }

    /// Whether programs count in the view: as given; else they do where it is about them, and nowhere else.
    #[must_use]
    pub fn bots(&self, view: View) -> Bots {
        let is_about_them = view == View::Quality || self.device == Some(Device::Bot);
        self.bots.unwrap_or(if is_about_them { Bots::With } else { Bots::Without })
    }

    /// The partitions that can hold such events. Partitions are by the day of receipt; a day on either side allows
    /// for batches sent late and for clocks.
    pub(crate) fn days(&self) -> Days {
        let first = self.from_ms.and_then(|from_ms| day(from_ms.saturating_sub(DAY_MS)));
        let last = self.to_ms.and_then(|to_ms| day(to_ms.saturating_add(DAY_MS)));
        Days { first, last }
    }
}

fn day(at_ms: i64) -> Option<String> {
    timestamp_ms_to_datetime(at_ms).map(|at| at.date().to_string())
}

#[derive(Default)]
struct Reading {
    filter: Filter,
    seen: Vec<String>,
    problems: Vec<FilterProblem>,
}

impl Reading {
    fn take(&mut self, name: &str, value: &str) {
        if self.seen.iter().any(|seen| seen == name) {
            return self.problems.push(FilterProblem::given_twice(name));
        }
        self.seen.push(name.to_owned());
        let text = (!value.is_empty()).then(|| value.to_owned());
        match name {
            "site" => self.filter.site = text,
            "menu" => self.filter.menu = text,
            "table" => self.filter.table = text,
            "lang" => self.filter.lang = text,
            "from" => self.filter.from_ms = self.time(name, value, 0),
            "to" => self.filter.to_ms = self.time(name, value, DAY_MS),
            "device" => self.filter.device = self.one_of(name, value, &Device::ALL, Device::name),
            "bots" => self.filter.bots = self.one_of(name, value, &Bots::ALL, Bots::name),
            _ => self.problems.push(FilterProblem::unknown(name, &PARAMETERS)),
        }
    }

    fn one_of<T: Copy>(
        &mut self,
        name: &str,
        value: &str,
        all: &[T],
        text: fn(T) -> &'static str,
    ) -> Option<T> {
        let found = all.iter().copied().find(|known| text(*known) == value);
        if found.is_none() && !value.is_empty() {
            let known: Vec<&str> = all.iter().copied().map(text).collect();
            self.problem(name, format!("`{value}` is none; give {}", known.join(", ")));
        }
        found
    }

    fn time(&mut self, name: &str, value: &str, date_adds_ms: i64) -> Option<i64> {
        if value.is_empty() {
            return None;
        }
        let time = time_ms(value, date_adds_ms);
        if time.is_none() {
            self.problem(name, format!("`{value}` is no time; {TIME_FORMS}"));
        }
        time
    }

    fn finish(mut self) -> Result<Filter, Vec<FilterProblem>> {
        if let (Some(from_ms), Some(to_ms)) = (self.filter.from_ms, self.filter.to_ms) {
            self.range(from_ms, to_ms);
        }
        if self.problems.is_empty() { Ok(self.filter) } else { Err(self.problems) }
    }

    fn range(&mut self, from_ms: i64, to_ms: i64) {
        if from_ms > to_ms {
            self.problem("from", format!("lies after `to` ({from_ms} > {to_ms}); swap them"));
        } else if to_ms.saturating_sub(from_ms) > RANGE_MS_MAX {
            let days = RANGE_MS_MAX / DAY_MS;
            self.problem(
                "to",
                format!("lies over a century ({days} days) after `from`; leave one of them out"),
            );
        }
    }

    fn problem(&mut self, name: &str, detail: String) {
        self.problems.push(FilterProblem::new(name, detail));
    }
}

const TIME_FORMS: &str = "give milliseconds since 1970 (1790000000000), a date (2026-11-22) or an RFC 3339 time \
                          (2026-11-22T12:30:00Z; in an address write + as %2B)";

fn time_ms(value: &str, date_adds_ms: i64) -> Option<i64> {
    if let Ok(at_ms) = value.parse() {
        return Some(at_ms);
    }
    let at_ms = string_to_timestamp_nanos(value).ok()?.div_euclid(MS_NANOS);
    Some(if value.len() == DATE_BYTES { at_ms + date_adds_ms } else { at_ms })
}
