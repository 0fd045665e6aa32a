//! Dead letters as people read them.

use comfy_table::CellAlignment;
use linger_collector::dead_letter::Replayed;

use super::count::Counted;
use crate::table::{PADDING, plain};

/// What there is, by reason.
pub(super) fn table(counted: &Counted) -> String {
    let unreadable = match counted.unreadable {
        0 => String::new(),
        lines => format!("\n{lines} lines are no dead letters, and are left as they are"),
    };
    if counted.by_reason.is_empty() {
        return format!("no dead letter meets the conditions{unreadable}");
    }
    let mut table = plain();
    table.set_header(["reason", "letters", "events", "not sendable"]);
    for (reason, of) in &counted.by_reason {
        let numbers = [of.letters, of.events, of.unsendable].map(|number| number.to_string());
        table.add_row([&[reason.as_str().to_owned()], &numbers[..]].concat());
    }
    for (index, column) in table.column_iter_mut().enumerate() {
        column.set_padding(PADDING);
        if index > 0 {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    format!("{}{unreadable}", table.trim_fmt())
}

/// What became of them.
pub(super) fn sent(replayed: &Replayed) -> String {
    let Replayed { delivered, kept, unsendable, .. } = replayed;
    format!("{delivered} dead letters sent again and removed, {kept} kept, {unsendable} not sendable")
}
