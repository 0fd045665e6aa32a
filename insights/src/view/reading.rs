//! Columns of the views of how visits go on.

use super::column::{Column, integer, real, text};

pub(super) const PATHS: [Column; 5] = [
    text("from_section", "the section looked at before; null for the start of a visit"),
    text(
        "to_section",
        "the section looked at next, which may be the same again; null for the end of a visit",
    ),
    integer("transitions", "how many times"),
    real("share", "those, of all transitions from that section"),
    integer("visits", "visits in which that happened"),
];

pub(super) const FUNNEL: [Column; 5] = [
    text("step", "visit, section_seen, section_read, item_seen, item_read, or event: the page's own"),
    integer("position", "its place in the funnel, from 1"),
    integer("visits", "visits that reached it and all steps before it"),
    real("share", "those, of all visits"),
    real("share_of_previous", "those, of the visits that reached the step before; null if none did"),
];
