//! What `linger deploy` says beside its steps.

use linger_deploy::stacks::{Kept, Place, Stack};

use crate::table::{PADDING, plain};

/// The stacks and their states.
pub(super) fn states(found: &[(Stack, Place, Option<String>)]) -> String {
    let mut table = plain();
    table.set_header(["stack", "Region", "state"]);
    for (_, place, state) in found {
        let state = state.clone().unwrap_or_else(|| "not there".to_owned());
        table.add_row([place.name.clone(), place.region.clone(), state]);
    }
    for column in table.column_iter_mut() {
        column.set_padding(PADDING);
    }
    table.trim_fmt()
}

/// What stays, and how to be rid of it.
pub(super) fn kept(kept: &[Kept], is_without_replica: bool) -> String {
    let mut text = "\nthe stacks are gone".to_owned();
    if !kept.is_empty() {
        text.push_str(
            "; these stay, as what was collected would be lost with them. To delete them for good:",
        );
    }
    for Kept { what, commands } in kept {
        text.push_str("\n  ");
        text.push_str(what);
        text.extend(commands.iter().flat_map(|command| ["\n    ", command]));
    }
    if is_without_replica {
        text.push_str("\na replica's stacks are in another Region; --replica-region deletes them too");
    }
    text
}
