//! The whole bill of a month, for an edge.

use serde::Serialize;

use super::compare::{counted, function, http_api, rest_api, transformation};
use super::ingest::{self, Records};
use super::limits::{ANSWER_BYTES, GB};
use super::line::Shop;
use super::{Edge, Item, Kind, Line, Month, Prices, reading, site, storage, watching};

/// A month's bill.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bill {
    /// The edge it is of.
    pub edge: Edge,
    /// Its lines, in the order of [`Kind::ALL`].
    pub lines: Vec<Line>,
    /// Their sum, in dollars.
    pub total_usd: f64,
}

impl Bill {
    /// The line of a kind, where there is one.
    #[must_use]
    pub fn line(&self, kind: Kind) -> Option<&Line> {
        self.lines.iter().find(|line| line.kind == kind)
    }

    /// What the way in costs: what grows with each session and differs by edge.
    #[must_use]
    pub fn way_in_usd(&self) -> f64 {
        self.lines.iter().filter(|line| line.kind.is_way_in()).map(|line| line.usd).sum()
    }
}

/// The bill of a month with an edge.
#[must_use]
pub fn bill(prices: &Prices, month: &Month, edge: Edge) -> Bill {
    let shop = Shop { prices, region: month.region };
    let records = records(edge);
    let mut lines: Vec<Line> = ingest::lines(shop, month, records).into();
    lines.extend(month.transforms(edge).then(|| transformation(shop, month, records)));
    lines.extend(way_in(shop, month, edge));
    lines.extend(answers(shop, month, edge));
    lines.extend(storage::lines(shop, month, records));
    lines.extend(reading::lines(shop, month));
    lines.extend(watching::lines(shop, month, edge, records));
    lines.extend(site::line(shop, month));
    lines.sort_by_key(|line| line.kind);
    let total_usd = lines.iter().map(|line| line.usd).sum();
    Bill { edge, lines, total_usd }
}

const fn records(edge: Edge) -> Records {
    match edge {
        Edge::LambdaUrl | Edge::HttpApi | Edge::RestFirehose | Edge::Direct => Records::Request,
        Edge::Server => Records::Packed,
    }
}

/// What stands between the page and the stream.
fn way_in(shop: Shop<'_>, month: &Month, edge: Edge) -> Vec<Line> {
    let free = |kind: Kind, how: &str| shop.line(kind, how.to_owned(), &[]);
    match edge {
        Edge::LambdaUrl => {
            vec![free(Kind::FunctionUrl, "costs nothing beside the function"), function(shop, month)]
        }
        Edge::HttpApi => vec![http_api(shop, month), function(shop, month)],
        Edge::RestFirehose => vec![rest_api(shop, month.requests())],
        Edge::Direct => Vec::new(),
        Edge::Server => vec![free(Kind::Host, "what you pay for it is not in here")],
    }
}

/// What goes back to the pages. Firehose's own answers to guests, and those of a host, are not billed as transfer here.
fn answers(shop: Shop<'_>, month: &Month, edge: Edge) -> Option<Line> {
    let answered = !matches!(edge, Edge::Direct | Edge::Server);
    let gb = month.requests() * ANSWER_BYTES / GB;
    let how = format!("{} of {ANSWER_BYTES:.0} bytes", counted(month.requests()));
    answered.then(|| shop.line(Kind::Answers, how, &[(Item::TransferOut, gb)]))
}
