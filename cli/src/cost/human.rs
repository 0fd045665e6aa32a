//! Bills as people read them.

use std::collections::BTreeSet;

use comfy_table::{CellAlignment, Table};
use linger_deploy::cost::{Bill, Compared, Item, Kind, Month, Prices, Standing, Way, compare, dollars};

use crate::table::{PADDING, plain};

/// The bills side by side, or one with how each line comes about; below, the way in as others build it, and what is
/// not certain.
pub(super) fn text(prices: &Prices, month: &Month, bills: &[Bill]) -> String {
    let table = match bills {
        [bill] => explained(bill),
        bills => beside(bills),
    };
    let [per_event, guest] =
        [Way::RestPerEvent, Way::GuestPerEvent].map(|way| usd(&compare(prices, month), way));
    let certain = unconfirmed(prices, bills);
    format!(
        "dollars a month in {}, list prices, nothing free taken off\n\n{table}\n\n\
         The way in (ingestion, conversion, edge) as most tutorials build it, a REST call and a record for each event: {}; \
         with Cognito and a record for each event: {}.\n{certain}",
        month.region.as_str(),
        dollars(per_event),
        dollars(guest),
    )
}

fn usd(compared: &[Compared], way: Way) -> f64 {
    compared.iter().find(|compared| compared.way == way).map_or(0.0, |compared| compared.usd)
}

/// One bill, with how its lines come about.
fn explained(bill: &Bill) -> String {
    let mut table = plain();
    table.set_header([bill.edge.as_str(), "$", "how"]);
    for line in &bill.lines {
        table.add_row([line.kind.name().to_owned(), line.shown() + mark(line.standing), line.how.clone()]);
    }
    table.add_row(["total".to_owned(), total(bill), String::new()]);
    aligned(table, 1..2)
}

/// Several, a column each.
fn beside(bills: &[Bill]) -> String {
    let mut table = plain();
    table.set_header(["$"].into_iter().chain(bills.iter().map(|bill| bill.edge.as_str())));
    for kind in Kind::ALL {
        let lines: Vec<_> = bills.iter().map(|bill| bill.line(kind)).collect();
        if lines.iter().any(Option::is_some) {
            let cell = |line: &Option<_>| {
                line.map_or_else(
                    || "–".to_owned(),
                    |line: &linger_deploy::cost::Line| line.shown() + mark(line.standing),
                )
            };
            table.add_row([kind.name().to_owned()].into_iter().chain(lines.iter().map(cell)));
        }
    }
    let totals = bills.iter().map(total);
    table.add_row(["total".to_owned()].into_iter().chain(totals));
    aligned(table, 1..bills.len() + 1)
}

fn aligned(mut table: Table, right: std::ops::Range<usize>) -> String {
    for (place, column) in table.column_iter_mut().enumerate() {
        column.set_padding(PADDING);
        if right.contains(&place) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table.trim_fmt()
}

/// Behind each figure that stands on a price nobody confirmed.
const fn mark(standing: Option<Standing>) -> &'static str {
    match standing {
        Some(Standing::Unconfirmed) => "?",
        Some(Standing::Read | Standing::Reported) | None => "",
    }
}

/// Which prices of these bills could not be confirmed.
fn unconfirmed(prices: &Prices, bills: &[Bill]) -> String {
    let lines = bills.iter().flat_map(|bill| &bill.lines);
    let open: BTreeSet<Item> = lines.flat_map(|line| &line.unconfirmed).copied().collect();
    if open.is_empty() {
        return String::new();
    }
    let listed: Vec<String> =
        open.iter().map(|item| format!("  {} ({})\n", item.name(), prices.source(*item))).collect();
    format!(
        "? rests on a price that could not be confirmed; look these up before you rely on it:\n{}",
        listed.concat()
    )
}

/// Behind a total that such a price is in.
fn total(bill: &Bill) -> String {
    let is_open = bill.lines.iter().any(|line| !line.unconfirmed.is_empty());
    dollars(bill.total_usd) + if is_open { "?" } else { "" }
}
