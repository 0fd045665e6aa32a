//! Columns of the views by which a menu is changed.

use super::column::{Column, integer, real, text};
use super::targets::{ATTENTION, SECTION, TARGET};

pub(super) const MATRIX: [Column; 9] = [
    TARGET,
    SECTION,
    ATTENTION,
    real("attention_share", "attention, of that of all dishes"),
    integer("events", "custom events of that name whose property `item` is the dish"),
    real("event_share", "those, of the events of all dishes seen; null if there were none"),
    real("attention_median_share", "the line between much and little looked at: the median dish's share"),
    real(
        "event_threshold_share",
        "the line between much and little ordered: 70 % of an equal share (Kasavana and Smith, 1982)",
    ),
    text(
        "quadrant",
        "star: looked at and ordered; plowhorse: ordered though little looked at; puzzle: looked at and not \
         ordered; dog: neither; null if nothing was ordered",
    ),
];

pub(super) const COMPARE: [Column; 9] = [
    text("target", "the section's id"),
    integer("visits_a", "all visits of the first version"),
    integer("visits_b", "all visits of the second version"),
    real("dwell_mean_a_ms", "dwell on the section for each visit of the first version; null without visits"),
    real("dwell_mean_b_ms", "dwell on the section for each visit of the second version; null without visits"),
    real("difference_ms", "the second less the first"),
    real(
        "low_ms",
        "lower end of the difference's 95 % interval, by bootstrap over visits; null below 30 visits of a version",
    ),
    real("high_ms", "upper end of that interval"),
    text("verdict", "longer: the interval lies above 0; shorter: below 0; cannot tell: neither"),
];
