//! The questions that have an answer. Closed, so that the API, the report and the SQL files cannot drift apart
//! without the compiler or a test saying so.

use std::str::FromStr;

use serde::Serialize;

/// A question to the lake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum View {
    /// One row per section of the menu, by dwell, the longest first.
    Sections,
    /// One row per dish or drink, by dwell, the longest first.
    Items,
    /// One row over everything; none when there was no visit.
    Summary,
}

/// The type of an answer's column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ColumnType {
    /// UTF-8 text.
    Text,
    /// A whole number: a count, or milliseconds.
    Integer,
    /// A ratio, mostly between 0 and 1.
    Real,
}

/// A column of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its name, units last.
    pub name: &'static str,
    /// Its type.
    #[serde(rename = "type")]
    pub column_type: ColumnType,
    /// What it means.
    pub meaning: &'static str,
}

/// A name that no view has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no view `{name}`; the views are sections, items, summary")]
pub struct UnknownView {
    /// The name that was asked for.
    pub name: String,
}

impl View {
    /// Every view, in the order of this enum.
    pub const ALL: [Self; 3] = [Self::Sections, Self::Items, Self::Summary];

    /// The view's name, in addresses and on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sections => "sections",
            Self::Items => "items",
            Self::Summary => "summary",
        }
    }

    /// The columns of its answer, in order.
    #[must_use]
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Self::Sections => &SECTION_COLUMNS,
            Self::Items => &ITEM_COLUMNS,
            Self::Summary => &SUMMARY_COLUMNS,
        }
    }
}

impl FromStr for View {
    type Err = UnknownView;

    fn from_str(name: &str) -> Result<Self, UnknownView> {
        let found = Self::ALL.into_iter().find(|view| view.name() == name);
        found.ok_or_else(|| UnknownView { name: name.to_owned() })
    }
}

const fn text(name: &'static str, meaning: &'static str) -> Column {
    Column { name, column_type: ColumnType::Text, meaning }
}

const fn integer(name: &'static str, meaning: &'static str) -> Column {
    Column { name, column_type: ColumnType::Integer, meaning }
}

const fn real(name: &'static str, meaning: &'static str) -> Column {
    Column { name, column_type: ColumnType::Real, meaning }
}

const TARGET: Column = text("target", "the id given in the page");
const SECTION: Column = text("section", "the section the item lies in; null if in none");
const VISITS: Column = integer("visits", "visits in which it was viewable");
const REACH: Column = real("reach", "those visits, of all visits");
const EXPOSURES: Column = integer("exposures", "unbroken intervals in which it was viewable");
const DWELL: Column = integer("dwell_ms", "time in which it was viewable");
const DWELL_MEDIAN: Column = integer("dwell_median_ms", "dwell of the median exposure, by nearest rank");
const DWELL_P90: Column = integer("dwell_p90_ms", "dwell that nine exposures of ten do not exceed");
const PAUSED: Column = integer("paused_ms", "dwell with the page at rest");
const SCROLLING: Column = integer("scrolling_ms", "dwell with the page in motion");
const ATTENTION: Column =
    integer("attention_ms", "its part of the active time, shared with what else was viewable");
const ATTENTION_SHARE: Column = real("attention_share", "attention, of all active time");
const READ: Column = integer("read_exposures", "exposures at rest for at least the page's read time");
const SKIMMED: Column = integer("skimmed_exposures", "exposures at rest for less");
const SKIM_RATE: Column = real("skim_rate", "skimmed exposures, of all its exposures");
const REVISITS: Column = integer("revisits", "exposures beyond the first of each visit");

const SECTION_COLUMNS: [Column; 15] = [
    TARGET,
    VISITS,
    REACH,
    EXPOSURES,
    DWELL,
    DWELL_MEDIAN,
    DWELL_P90,
    PAUSED,
    SCROLLING,
    ATTENTION,
    ATTENTION_SHARE,
    READ,
    SKIMMED,
    SKIM_RATE,
    REVISITS,
];

const ITEM_COLUMNS: [Column; 16] = [
    TARGET,
    SECTION,
    VISITS,
    REACH,
    EXPOSURES,
    DWELL,
    DWELL_MEDIAN,
    DWELL_P90,
    PAUSED,
    SCROLLING,
    ATTENTION,
    ATTENTION_SHARE,
    READ,
    SKIMMED,
    SKIM_RATE,
    REVISITS,
];

const SUMMARY_COLUMNS: [Column; 9] = [
    integer("visits", "page lives, from load until the page goes"),
    integer("sessions", "visits with no pause over 30 minutes count as one"),
    integer("events", "events in the lake, each once"),
    integer("exposures", "unbroken intervals in which a section or item was viewable"),
    integer("active_ms", "time with the page visible and somebody there"),
    integer("idle_ms", "time visible and untouched past the idle limit"),
    integer("dropped", "events the pages had to drop, by their own count"),
    integer("tables", "tables whose codes were scanned"),
    integer("last_received_at_ms", "when the newest event arrived, milliseconds since 1970"),
];
