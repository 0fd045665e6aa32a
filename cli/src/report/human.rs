//! Answers as people read them: seconds, percentages, columns aligned. What a person can do without in a terminal's
//! width is left to CSV and JSON.

use comfy_table::{CellAlignment, Table};
use linger_insights::{Answer, Cell, Column, ColumnType, View};

use crate::table::{PADDING, ago, plain, printable};

/// Columns that another one says as well, as shares and rates stand for their counts, and those for which a terminal has
/// no room.
const LEFT_TO_PROGRAMS: [&str; 8] = [
    "attention_ms",
    "read_exposures",
    "skimmed_exposures",
    "first_at_ms",
    "last_at_ms",
    "position_median",
    "entries",
    "exits",
];

/// Headings shorter than their columns' names.
const SHORT: [(&str, &str); 4] = [
    ("dwell_median_ms", "median"),
    ("dwell_p90_ms", "p90"),
    ("attention_share", "attention"),
    ("skim_rate", "skimmed"),
];

/// The answer under its name. A single row of figures reads better downwards.
pub(super) fn table(answer: &Answer) -> String {
    let table = match answer.view {
        View::Summary | View::Quality => downwards(answer),
        _ => across(answer),
    };
    let cut = if answer.truncated { " (cut off)" } else { "" };
    format!("{}{cut}\n{}", answer.view.name(), table.trim_fmt())
}

fn across(answer: &Answer) -> Table {
    let shown: Vec<&Column> =
        answer.columns().iter().filter(|column| !LEFT_TO_PROGRAMS.contains(&column.name)).collect();
    let mut table = plain();
    table.set_header(shown.iter().map(|column| heading(column)));
    for row in 0..answer.rows.len() {
        let cells = shown.iter().filter_map(|column| Some((column, answer.cell(row, column.name)?)));
        table.add_row(cells.map(|(column, cell)| figure(column, cell, answer.generated_at_ms)));
    }
    for (column, shown) in shown.iter().zip(table.column_iter_mut()) {
        shown.set_padding(PADDING);
        if column.column_type != ColumnType::Text {
            shown.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

fn downwards(answer: &Answer) -> Table {
    let mut table = plain();
    for (column, cell) in answer.rows.iter().flat_map(|row| answer.columns().iter().zip(row)) {
        table.add_row([heading(column), figure(column, cell, answer.generated_at_ms)]);
    }
    if let Some(figures) = table.column_mut(1) {
        figures.set_cell_alignment(CellAlignment::Right);
    }
    table
}

fn heading(column: &Column) -> String {
    if let Some((_, short)) = SHORT.iter().find(|(name, _)| *name == column.name) {
        return (*short).to_owned();
    }
    let name = column.name;
    let name = name.strip_suffix("_at_ms").or_else(|| name.strip_suffix("_ms")).unwrap_or(name);
    name.replace('_', " ")
}

fn figure(column: &Column, cell: &Cell, now_ms: i64) -> String {
    match cell {
        Cell::Text(text) => printable(text),
        Cell::Integer(at_ms) if column.name.ends_with("_at_ms") => ago((now_ms - at_ms).max(0)),
        Cell::Integer(span_ms) if column.name.ends_with("_ms") => seconds(*span_ms),
        Cell::Integer(count) => count.to_string(),
        Cell::Real(span_ms) if column.name.ends_with("_ms") => format!("{:.1} s", span_ms / 1000.0),
        Cell::Real(number) if column.name == "visits_per_session" => format!("{number:.1}"),
        Cell::Real(ratio) => format!("{:.1} %", ratio * 100.0),
        Cell::Nothing => "–".to_owned(),
    }
}

/// Rounded to the tenth.
fn seconds(span_ms: i64) -> String {
    let tenths = (span_ms + 50) / 100;
    format!("{}.{} s", tenths / 10, tenths % 10)
}
