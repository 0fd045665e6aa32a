//! What of an answer people are shown, and how it lies.

use linger_insights::{Answer, Column};

use super::figure::Unit;

/// Columns that another one says as well, shares and rates for their counts, or that are for a closer look, with CSV or JSON.
const LEFT_TO_PROGRAMS: [&str; 9] = [
    "attention_ms",
    "read_exposures",
    "skimmed_exposures",
    "scrolling_ms",
    "first_at_ms",
    "last_at_ms",
    "position_median",
    "entries",
    "exits",
];

/// The columns that people are shown of a table.
pub(super) fn shown(answer: &Answer) -> Vec<&'static Column> {
    answer.columns().iter().filter(|column| !LEFT_TO_PROGRAMS.contains(&column.name)).collect()
}

/// Whether it is a list: a single row of figures reads better downwards.
pub(super) fn is_list(answer: &Answer) -> bool {
    answer.rows.len() == 1 && answer.columns().iter().all(|column| Unit::of(column).is_figure())
}
