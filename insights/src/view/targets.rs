//! Columns of the views of sections and dishes.

use super::column::{Column, integer, real, text};

pub(super) const TARGET: Column = text("target", "the id given in the page");
pub(super) const SECTION: Column = text("section", "the section the item lies in; null if in none");
const VISITS: Column = integer("visits", "visits in which it was viewable");
const REACH: Column = real("reach", "those visits, of all visits");
const EXPOSURES: Column = integer("exposures", "unbroken intervals in which it was viewable");
const DWELL: Column = integer("dwell_ms", "time in which it was viewable");
const DWELL_MEDIAN: Column = integer("dwell_median_ms", "dwell of the median exposure, by nearest rank");
const DWELL_P90: Column = integer("dwell_p90_ms", "dwell that nine exposures of ten do not exceed");
const PAUSED: Column = integer("paused_ms", "dwell with the page at rest");
const SCROLLING: Column = integer("scrolling_ms", "dwell with the page in motion");
pub(super) const ATTENTION: Column =
    integer("attention_ms", "its part of the active time, shared with what else was viewable");
const ATTENTION_SHARE: Column = real("attention_share", "attention, of all active time");
const READ: Column = integer("read_exposures", "exposures at rest for at least the page's read time");
const SKIMMED: Column = integer("skimmed_exposures", "exposures at rest for less");
const SKIM_RATE: Column = real("skim_rate", "skimmed exposures, of all its exposures");
const REVISITS: Column = integer("revisits", "exposures beyond the first of each visit");
const FIRST_AT: Column =
    integer("first_at_ms", "when the first of its exposures began, milliseconds since 1970");
const LAST_AT: Column =
    integer("last_at_ms", "when the last of its exposures began, milliseconds since 1970");
const POSITION_MEDIAN: Column = integer(
    "position_median",
    "its median place, from 1, in the order in which visits first saw the targets of its kind",
);
const ENTRIES: Column = integer("entries", "visits that saw it first of its kind");
const EXITS: Column = integer("exits", "visits whose last exposure of its kind to begin was its own");

pub(super) const SECTIONS: [Column; 20] = [
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
    FIRST_AT,
    LAST_AT,
    POSITION_MEDIAN,
    ENTRIES,
    EXITS,
];

pub(super) const ITEMS: [Column; 21] = [
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
    FIRST_AT,
    LAST_AT,
    POSITION_MEDIAN,
    ENTRIES,
    EXITS,
];

pub(super) const SECTION_ITEMS: [Column; 10] = [
    text("section", "the section the item lay in when it was seen"),
    TARGET,
    integer("visits", "visits in which the item was viewable in that section"),
    real("reach_in_section", "those visits, of all visits that saw the section or anything in it"),
    EXPOSURES,
    DWELL,
    PAUSED,
    ATTENTION,
    real("attention_share_in_section", "attention, of that of all items in the section"),
    SKIM_RATE,
];

pub(super) const ZONES: [Column; 5] = [
    text("kind", "section or item"),
    TARGET,
    real("exposure_rate", "visits in which it was viewable for 150 ms at a stretch, of all visits"),
    real("exposure_time_ms", "its dwell in those visits, on average"),
    real(
        "attractiveness_rate",
        "those of these visits with a custom event whose property `item` (of a section: `section`) names it",
    ),
];
