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

/// The columns that people are shown of a table. Exposures are visits and revisits.
pub(super) fn shown(answer: &Answer) -> Vec<&'static Column> {
    let columns = answer.columns();
    let is_sum = columns.iter().any(|column| column.name == "revisits");
    let is_left = |name: &str| LEFT_TO_PROGRAMS.contains(&name) || is_sum && name == "exposures";
    columns.iter().filter(|column| !is_left(column.name)).collect()
}

/// Whether it is a list: a single row of figures reads better downwards.
pub(super) fn is_list(answer: &Answer) -> bool {
    answer.rows.len() == 1 && answer.columns().iter().all(|column| Unit::of(column).is_figure())
}
