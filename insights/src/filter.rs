//! Which events an answer is over. Parsed once, with every problem collected.

use arrow::array::temporal_conversions::timestamp_ms_to_datetime;
use arrow::compute::kernels::cast_utils::string_to_timestamp_nanos;
use serde::Serialize;

use crate::listing::Days;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;
const MS_NANOS: i64 = 1_000_000;
/// `2026-11-22`.
const DATE_BYTES: usize = 10;

/// A parameter of the filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Parameter {
    /// Its name, in addresses and on the command line.
    pub name: &'static str,
    /// What it means.
    pub meaning: &'static str,
}

/// The parameters a filter is made of. An empty value is the same as none.
pub const PARAMETERS: [Parameter; 6] = [
    Parameter { name: "site", meaning: "the site's key; all sites if not given" },
    Parameter {
        name: "from",
        meaning: "events from then on: milliseconds since 1970, a date (its start, UTC) or an RFC 3339 time",
    },
    Parameter {
        name: "to",
        meaning: "events before then: milliseconds since 1970, a date (its end, UTC) or an RFC 3339 time",
    },
    Parameter { name: "menu", meaning: "version of the menu" },
    Parameter { name: "table", meaning: "the table whose code was scanned" },
    Parameter { name: "lang", meaning: "language of the page, exactly as it names it" },
];

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
}

/// Something wrong with one parameter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{parameter}: {detail}")]
pub struct FilterProblem {
    /// The parameter's name as it was given.
    pub parameter: String,
    /// What is wrong and what would be right.
    pub detail: String,
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
            return self.problem(name, "given more than once; give it once".to_owned());
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
            _ => self.problem(name, unknown()),
        }
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
        if let (Some(from_ms), Some(to_ms)) = (self.filter.from_ms, self.filter.to_ms)
            && from_ms > to_ms
        {
            self.problem("from", format!("lies after `to` ({from_ms} > {to_ms}); swap them"));
        }
        if self.problems.is_empty() { Ok(self.filter) } else { Err(self.problems) }
    }

    fn problem(&mut self, name: &str, detail: String) {
        self.problems.push(FilterProblem { parameter: name.to_owned(), detail });
    }
}

const TIME_FORMS: &str = "give milliseconds since 1970 (1790000000000), a date (2026-11-22) or an RFC 3339 time \
                          (2026-11-22T12:30:00Z; in an address write + as %2B)";

fn unknown() -> String {
    let names: Vec<&str> = PARAMETERS.iter().map(|parameter| parameter.name).collect();
    format!("there is no such parameter; the parameters are {}", names.join(", "))
}

fn time_ms(value: &str, date_adds_ms: i64) -> Option<i64> {
    if let Ok(at_ms) = value.parse() {
        return Some(at_ms);
    }
    let at_ms = string_to_timestamp_nanos(value).ok()?.div_euclid(MS_NANOS);
    Some(if value.len() == DATE_BYTES { at_ms + date_adds_ms } else { at_ms })
}
