//! `linger cost`: what a month on AWS costs.

mod human;

use std::io::{self, Write};

use clap::ValueEnum;
use linger_deploy::Wrong;
use linger_deploy::cost::{Bill, Edge, Given, Month, Prices, bill, compare, csv, json, markdown};

use crate::failure::{Failure, unless_pipe_closed};

/// Works out a month's bill on AWS, line by line, from list prices. No free tier is taken off.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Sessions a month.
    #[arg(long, value_name = "NUMBER")]
    sessions: u64,
    /// Events of a session.
    #[arg(long, value_name = "NUMBER", default_value_t = 20)]
    events: u64,
    /// Bytes of an event.
    #[arg(long, value_name = "BYTES", default_value_t = 300)]
    event_bytes: u64,
    /// Requests with which a session sends its events.
    #[arg(long, value_name = "NUMBER", default_value_t = 3)]
    posts: u64,
    /// How batches come into the stream: lambda-url, http-api, rest-firehose, direct, server, or all.
    #[arg(long, value_name = "EDGE", default_value = "all")]
    edge: String,
    /// Region whose prices count: us-east-1 or ap-northeast-2.
    #[arg(long, value_name = "REGION", default_value = "us-east-1")]
    region: String,
    /// Copies all of it to a second Region.
    #[arg(long)]
    replica: bool,
    /// Days of which the lake holds events; the bill is that of the month in which it is full.
    #[arg(long, value_name = "DAYS", default_value_t = 365)]
    days_kept: u64,
    /// Days after which files go to Glacier.
    #[arg(long, value_name = "DAYS", default_value_t = 730)]
    glacier_after_days: u64,
    /// Bytes of Parquet for a hundred bytes of events.
    #[arg(long, value_name = "PERCENT", default_value_t = 25)]
    stored_percent: u64,
    /// Queries of Athena a month.
    #[arg(long, value_name = "NUMBER", default_value_t = 300)]
    queries: u64,
    /// Days that a query reads.
    #[arg(long, value_name = "DAYS", default_value_t = 30)]
    query_days: u64,
    /// People who make QuickSight's dashboards; 0 for none at all.
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    authors: u64,
    /// People who only read them.
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    readers: u64,
    /// KiB that a guest fetches of the menu, where CloudFront serves it. [default: CloudFront does not]
    #[arg(long, value_name = "KIB")]
    page_kib: Option<u64>,
    /// Whether the transformation runs. [default: with rest-firehose and direct, which need it]
    #[arg(long, value_enum, value_name = "CHOICE")]
    transform: Option<Switch>,
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Switch {
    On,
    Off,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Table,
    Json,
    Csv,
    Markdown,
}

/// Prints the bills.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let format = arguments.format;
    let (month, edges) = asked(arguments).map_err(|wrong| not_begun(&wrong))?;
    let prices = Prices::built_in();
    let bills: Vec<Bill> = edges.iter().map(|edge| bill(&prices, &month, *edge)).collect();
    let text = match format {
        Format::Table => human::text(&prices, &month, &bills),
        Format::Json => json(&month, &bills, &compare(&prices, &month)),
        Format::Csv => csv(&bills),
        Format::Markdown => markdown(&bills),
    };
    unless_pipe_closed(io::stdout().write_all(text.as_bytes()))
}

/// The month and the edges that were asked for, or all that is wrong with either.
fn asked(arguments: &Arguments) -> Result<(Month, Vec<Edge>), Vec<Wrong>> {
    let edges = match arguments.edge.as_str() {
        "all" => Ok(Edge::ALL.to_vec()),
        name => Edge::of(name).map(|edge| vec![edge]),
    };
    // Of all edges at once, `--transform off` is meant for those that can do without.
    let checked = if arguments.edge == "all" { &[][..] } else { edges.as_deref().unwrap_or_default() };
    let month = given(arguments).month(checked);
    match (month, edges) {
        (Ok(month), Ok(edges)) => Ok((month, edges)),
        (month, edges) => Err(month.err().into_iter().flatten().chain(edges.err()).collect()),
    }
}

fn given(arguments: &Arguments) -> Given {
    Given {
        sessions: arguments.sessions,
        events: arguments.events,
        event_bytes: arguments.event_bytes,
        posts: arguments.posts,
        region: arguments.region.clone(),
        replica: arguments.replica,
        days_kept: arguments.days_kept,
        glacier_after_days: arguments.glacier_after_days,
        stored_percent: arguments.stored_percent,
        queries: arguments.queries,
        query_days: arguments.query_days,
        authors: arguments.authors,
        readers: arguments.readers,
        page_kib: arguments.page_kib,
        transform: arguments.transform.map(|switch| switch == Switch::On),
    }
}

fn not_begun(wrong: &[Wrong]) -> Failure {
    Failure::NotBegun { what: "cost", problems: wrong.iter().map(ToString::to_string).collect() }
}
