//! Columns of the views of visits as wholes.

use super::column::{Column, integer, real, text};

const SESSIONS: Column = integer("sessions", "visits with no pause over 30 minutes count as one");
const ACTIVE: Column = integer("active_ms", "time with the page visible and somebody there");
const ACTIVE_MEDIAN: Column = integer("active_median_ms", "active time of the median visit, by nearest rank");
const EXPOSURES: Column = integer("exposures", "unbroken intervals in which a section or item was viewable");
const READ: Column = integer("read_exposures", "exposures at rest for at least the page's read time");
const EVENTS: Column = integer("events", "events in the lake, each once");

pub(super) const SUMMARY: [Column; 13] = [
    integer("visits", "page lives, from load until the page goes"),
    SESSIONS,
    EVENTS,
    EXPOSURES,
    ACTIVE,
    integer("idle_ms", "time visible and untouched past the idle limit"),
    integer("dropped", "events the pages had to drop, by their own count"),
    integer("tables", "tables whose codes were scanned"),
    integer("last_received_at_ms", "when the newest event arrived, milliseconds since 1970"),
    real("visits_per_session", "visits for each session, on average"),
    ACTIVE_MEDIAN,
    integer("menus", "versions of the menu that were visited"),
    integer("first_received_at_ms", "when the oldest event arrived, milliseconds since 1970"),
];

pub(super) const BREAKDOWN: [Column; 10] = [
    text("value", "the menu's version, the table, the language or the class of device; null where unknown"),
    integer("visits", "visits with it"),
    SESSIONS,
    ACTIVE,
    ACTIVE_MEDIAN,
    EXPOSURES,
    READ,
    real("skim_rate", "exposures at rest for less than the page's read time, of all; null without any"),
    integer("first_at_ms", "when the first event of its visits began, milliseconds since 1970"),
    integer("last_at_ms", "when the last event of its visits began, milliseconds since 1970"),
];

pub(super) const TIMES: [Column; 6] = [
    integer("weekday", "1 Monday to 7 Sunday, in local time"),
    integer("hour", "0 to 23, in local time"),
    integer("visits", "visits that began in it; there is no row without any"),
    ACTIVE,
    EXPOSURES,
    READ,
];

pub(super) const DAYS: [Column; 6] = [
    text("day", "the day in local time, YYYY-MM-DD"),
    integer("visits", "visits that began on it; there is no row without any"),
    SESSIONS,
    ACTIVE,
    EXPOSURES,
    EVENTS,
];

pub(super) const QUALITY: [Column; 12] = [
    EVENTS,
    integer("duplicates", "copies of these events that lie in the lake too and are counted nowhere"),
    integer("dropped", "events the pages had to drop, by their own count"),
    integer("late", "events received more than six minutes after they ended"),
    real("late_share", "late events, of all events"),
    integer(
        "skew_median_ms",
        "the collector's clock less the page's, of the median visit; transit is part of it",
    ),
    integer("skew_p99_abs_ms", "the skew, whichever its sign, that 99 visits of 100 do not exceed"),
    integer("bots", "visits whose user agent names itself a program; other views leave them out"),
    real("wasm_share", "visits measured by the WebAssembly module, of all visits"),
    real("js_share", "visits measured by its JavaScript form, of all visits"),
    integer("files", "files of the lake that were read"),
    integer("files_left_out", "files that could not be read; the answer names them"),
];
