//! `linger report`: the dashboard's answers in the terminal.

mod human;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use clap::ValueEnum;
use linger_insights::{Answer, Filter, FilterProblem, Insights, QueryError, View};
use tokio::runtime::Runtime;

use crate::failure::{Failure, unless_pipe_closed};

/// Prints what guests looked at: a summary, the sections and the items, or one of these.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Folder of what was collected, a folder copied from S3, or `s3://bucket/prefix`.
    #[arg(long, value_name = "PLACE", default_value = "data")]
    data: PathBuf,
    /// One view only.
    #[arg(long, value_parser = View::ALL.map(View::name))]
    view: Option<String>,
    /// Events of this site only.
    #[arg(long, value_name = "KEY")]
    site: Option<String>,
    /// Events from then on: 2026-11-22, 2026-11-22T12:30:00Z, or milliseconds since 1970.
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    from: Option<String>,
    /// Events before then; a date includes its day.
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    to: Option<String>,
    /// Visits to this version of the menu only.
    #[arg(long, value_name = "VERSION")]
    menu: Option<String>,
    /// Visits from this table only.
    #[arg(long, value_name = "TABLE")]
    table: Option<String>,
    /// Visits to the page in this language only.
    #[arg(long, value_name = "LANGUAGE")]
    lang: Option<String>,
    /// As a table for people, or as CSV (one view) or JSON for programs.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Table,
    Csv,
    Json,
}

/// The order in which they are read: what there is, where it went, and in detail.
const VIEWS: [View; 3] = [View::Summary, View::Sections, View::Items];

/// Prints the answers.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let (views, filter) = asked(arguments)?;
    let lake = linger_insights::lake_in(&arguments.data);
    let answers = answers(&lake, &views, &filter).map_err(|error| Failure::Broken(error.to_string()))?;
    tell_left_out(&answers);
    if answers.iter().all(|answer| answer.rows.is_empty()) {
        eprintln!("{}", nothing(&lake, &filter));
        if arguments.format == Format::Table {
            return Ok(());
        }
    }
    unless_pipe_closed(writeln!(io::stdout(), "{}", printed(&answers, arguments.format).trim_end()))
}

fn asked(arguments: &Arguments) -> Result<(Vec<View>, Filter), Failure> {
    let views = arguments.view.as_deref().map_or(VIEWS.to_vec(), |view| view.parse().into_iter().collect());
    let mut problems = Vec::new();
    if arguments.format == Format::Csv && views.len() > 1 {
        problems.push("CSV is one table; name one view with --view, such as --view sections".to_owned());
    }
    match filter(arguments) {
        Ok(filter) if problems.is_empty() => return Ok((views, filter)),
        Ok(_) => {}
        Err(more) => problems.extend(more.iter().map(|problem| format!("--{problem}"))),
    }
    Err(Failure::NotBegun { what: "report", problems })
}

fn filter(arguments: &Arguments) -> Result<Filter, Vec<FilterProblem>> {
    let given = [
        ("site", &arguments.site),
        ("from", &arguments.from),
        ("to", &arguments.to),
        ("menu", &arguments.menu),
        ("table", &arguments.table),
        ("lang", &arguments.lang),
    ];
    Filter::from_pairs(given.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?))))
}

fn answers(lake: &Path, views: &[View], filter: &Filter) -> Result<Vec<Answer>, QueryError> {
    let runtime = Runtime::new().map_err(QueryError::Lake)?;
    let insights = Insights::try_new(lake)?;
    let now_ms = now_ms();
    views.iter().map(|view| runtime.block_on(insights.query(*view, filter, now_ms))).collect()
}

fn now_ms() -> i64 {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since_1970.as_millis()).unwrap_or(i64::MAX)
}

/// On standard error, so that the answer can be piped. Each file once, though each view goes without it.
fn tell_left_out(answers: &[Answer]) {
    let mut told: Vec<&str> = Vec::new();
    for left in answers.iter().flat_map(|answer| &answer.left_out) {
        if !told.contains(&left.file.as_str()) {
            eprintln!("left out: {}: {}", left.file, left.reason);
            told.push(&left.file);
        }
    }
}

fn nothing(lake: &Path, filter: &Filter) -> String {
    let lake = lake.display();
    if *filter == Filter::default() {
        format!(
            "No events in {lake} yet. To get some, run `linger serve` (or `cargo xtask demo`, which builds the demo \
             menu first), open the menu's address and read a little."
        )
    } else {
        format!("No event in {lake} meets all of these conditions; leave some of them out.")
    }
}

fn printed(answers: &[Answer], format: Format) -> String {
    match (format, answers) {
        (Format::Table, _) => answers.iter().map(human::table).collect::<Vec<_>>().join("\n\n"),
        (Format::Csv, _) => answers.iter().map(Answer::to_csv).collect(),
        (Format::Json, [answer]) => answer.to_json(),
        (Format::Json, _) => {
            format!("[{}]", answers.iter().map(Answer::to_json).collect::<Vec<_>>().join(","))
        }
    }
}
