//! Dead letters as people read them.

use comfy_table::CellAlignment;

use crate::library::{Found, Replayed};
use crate::table::{PADDING, plain, printable};

impl Found {
    /// Those that can be sent.
    pub(super) fn sendable(&self) -> u64 {
        self.letters.saturating_sub(self.unreadable)
    }
}

/// What there is, by reason.
pub(super) fn table(found: &[Found]) -> String {
    if found.iter().all(|found| found.letters == 0) {
        return "no dead letter meets the conditions".to_owned();
    }
    let mut table = plain();
    table.set_header(["reason", "letters", "events", "unreadable"]);
    for Found { reason, letters, events, unreadable } in found {
        table.add_row([printable(reason), letters.to_string(), events.to_string(), unreadable.to_string()]);
    }
    for (index, column) in table.column_iter_mut().enumerate() {
        column.set_padding(PADDING);
        if index > 0 {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table.trim_fmt()
}

/// What became of them.
pub(super) fn sent(replayed: &Replayed) -> String {
    let Replayed { letters, events, kept, .. } = replayed;
    format!("{letters} sent again and removed ({events} events), {kept} kept")
}
