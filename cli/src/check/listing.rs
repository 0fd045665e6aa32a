//! Every key, what it holds and where that was given.

use linger_collector::settings::{Effective, Place};

use crate::table::{PADDING, plain, printable};

/// The listing as a table.
pub(super) fn table(effective: &[Effective]) -> String {
    let mut table = plain();
    table.set_header(["key", "value", "from"]);
    for held in effective {
        let value = held.value.as_deref().map_or_else(|| "–".to_owned(), printable);
        table.add_row([held.key.path.to_owned(), value, from(held)]);
    }
    for column in table.column_iter_mut() {
        column.set_padding(PADDING);
    }
    table.trim_fmt()
}

fn from(held: &Effective) -> String {
    match &held.place {
        Place::Flag => held.key.flag(),
        Place::Environment(name) => name.clone(),
        place @ (Place::File { .. } | Place::Default) => place.to_string(),
    }
}
