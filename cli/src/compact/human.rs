//! What became of each day, as people read it.

use comfy_table::CellAlignment;
use linger_lake::Compacted;

use crate::table::{PADDING, bytes, plain};

/// A row for each day, and what there is altogether.
pub(super) fn text(compacted: &[Compacted], is_dry: bool) -> String {
    if compacted.is_empty() {
        return "Every day is compact; there is nothing to do.".to_owned();
    }
    let altogether = if is_dry { would(compacted) } else { done(compacted) };
    format!("{}\n\n{altogether}", table(compacted, is_dry))
}

fn table(compacted: &[Compacted], is_dry: bool) -> String {
    let mut table = plain();
    let before = ["day", "files", "size", "events"];
    let after = ["files now", "size now", "doubles"];
    table.set_header(before.iter().chain(after.iter().filter(|_| !is_dry)));
    for day in compacted {
        let before = [day.day.clone(), day.files_before.to_string(), bytes(day.bytes_before)];
        let after = [day.files_after.to_string(), bytes(day.bytes_after), doubles(day).to_string()];
        let events = [day.rows_before.to_string()];
        table.add_row(before.into_iter().chain(events).chain(after.into_iter().filter(|_| !is_dry)));
    }
    for (place, column) in table.column_iter_mut().enumerate() {
        column.set_padding(PADDING);
        if place > 0 {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table.trim_fmt()
}

const fn doubles(day: &Compacted) -> u64 {
    day.rows_before.saturating_sub(day.rows_after)
}

fn would(compacted: &[Compacted]) -> String {
    let files: usize = compacted.iter().map(|day| day.files_before).sum();
    format!("{files} files of {} days would be compacted. Nothing was changed.", compacted.len())
}

fn done(compacted: &[Compacted]) -> String {
    let sum = |of: fn(&Compacted) -> u64| compacted.iter().map(of).sum::<u64>();
    let (before, after) = (sum(|day| day.bytes_before), sum(|day| day.bytes_after));
    let doubles = sum(doubles);
    format!(
        "{} became {}; {doubles} events that were there twice are there once.",
        bytes(before),
        bytes(after)
    )
}
