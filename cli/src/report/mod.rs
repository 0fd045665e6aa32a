//! `linger report`: the dashboard's answers in the terminal, for programs, and as a page to send by mail.

mod bar;
mod figure;
mod html;
mod human;
mod look;
mod moment;
mod names;
mod shape;
mod words;

use std::collections::HashSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use clap::ValueEnum;
use clap::builder::PossibleValuesParser;
use linger_insights::{Answer, Filter, FilterProblem, Insights, QueryError, Question, View};
use tokio::runtime::Runtime;

use crate::failure::{Failure, unless_pipe_closed};
use look::Look;
use names::Names;
use words::Language;

/// Prints what guests looked at: a summary, the sections and the items, or one of these.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Folder of what was collected, a folder copied from S3, or `s3://bucket/prefix`.
    #[arg(long, value_name = "PLACE", default_value = "data")]
    data: PathBuf,
    /// One view only.
    #[arg(long, value_parser = PossibleValuesParser::new(View::ALL.map(View::name)))]
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
    /// Visits with this class of device only: phone, computer, other or bot.
    #[arg(long, value_name = "CLASS")]
    device: Option<String>,
    /// Visits of programs that say so: without (default), with or only.
    #[arg(long, value_name = "HOW")]
    bots: Option<String>,
    /// Funnel and matrix: the page's own event; order by default.
    #[arg(long, value_name = "NAME")]
    event: Option<String>,
    /// Times and days: local time less UTC, in minutes (540 in Seoul); 0 by default.
    #[arg(long, value_name = "MINUTES", allow_hyphen_values = true)]
    utc_offset_minutes: Option<String>,
    /// Compare: the version of the menu to start from.
    #[arg(long, value_name = "VERSION")]
    menu_a: Option<String>,
    /// Compare: the version to hold against it.
    #[arg(long, value_name = "VERSION")]
    menu_b: Option<String>,
    /// As tables for people, as CSV (one view) or JSON for programs, or as an HTML page to send by mail.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Language of tables and page.
    #[arg(long, value_name = "LANGUAGE", value_enum, default_value_t = Language::En)]
    report_lang: Language,
    /// The menu's menu.json, for names in place of ids in tables and page.
    #[arg(long, value_name = "FILE")]
    names: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Table,
    Csv,
    Json,
    Html,
}

/// The order in which they are read: what there is, where it went, and in detail.
const VIEWS: [View; 3] = [View::Summary, View::Sections, View::Items];

/// Prints the answers.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let Asked { questions, look } = asked(arguments)?;
    let lake = linger_insights::lake_in(&arguments.data);
    let answers = answers(&lake, &questions).map_err(|error| Failure::Broken(error.to_string()))?;
    tell_left_out(&answers);
    if answers.iter().all(|answer| answer.rows.is_empty()) {
        eprintln!("{}", nothing(&lake, &questions));
        if arguments.format == Format::Table {
            return Ok(());
        }
    }
    let text = printed(&answers, arguments, &look);
    unless_pipe_closed(writeln!(io::stdout(), "{}", text.trim_end()))
}

/// What is asked, and how it is to be answered.
struct Asked {
    questions: Vec<Question>,
    look: Look,
}

fn asked(arguments: &Arguments) -> Result<Asked, Failure> {
    let views = arguments.view.as_deref().map_or(VIEWS.to_vec(), |view| view.parse().into_iter().collect());
    let mut problems = Vec::new();
    if arguments.format == Format::Csv && views.len() > 1 {
        let all = View::ALL.map(View::name).join(", ");
        problems.push(format!("CSV is one table; name one view with --view: {all}"));
    }
    let questions = questions(&views, arguments);
    let questions = questions.map_err(|more| problems.extend(more.iter().map(told)));
    let language = arguments.report_lang;
    let names = arguments
        .names
        .as_deref()
        .map_or_else(|| Ok(Names::default()), |file| Names::try_read(file, language));
    match (questions, names.map_err(|problem| problems.push(problem))) {
        (Ok(questions), Ok(names)) if problems.is_empty() => {
            Ok(Asked { questions, look: Look { language, names } })
        }
        _ => Err(Failure::NotBegun { what: "report", problems }),
    }
}

/// The same of each view. What is wrong with a parameter is told once, though several views say so.
fn questions(views: &[View], arguments: &Arguments) -> Result<Vec<Question>, Vec<FilterProblem>> {
    let (mut questions, mut problems) = (Vec::new(), Vec::<FilterProblem>::new());
    for view in views {
        match Question::from_pairs(*view, conditions(arguments)) {
            Ok(question) => questions.push(question),
            Err(more) => problems.extend(more),
        }
    }
    let mut seen = HashSet::new();
    problems.retain(|problem| seen.insert(problem.parameter.clone()));
    if problems.is_empty() { Ok(questions) } else { Err(problems) }
}

/// A parameter is a flag here, with dashes.
fn told(problem: &FilterProblem) -> String {
    format!("--{}: {}", problem.parameter.replace('_', "-"), problem.detail)
}

/// What narrows the figures and what single views want to know, by name.
fn conditions(arguments: &Arguments) -> Vec<(&'static str, &str)> {
    let given = [
        ("site", &arguments.site),
        ("from", &arguments.from),
        ("to", &arguments.to),
        ("menu", &arguments.menu),
        ("table", &arguments.table),
        ("lang", &arguments.lang),
        ("device", &arguments.device),
        ("bots", &arguments.bots),
        ("event", &arguments.event),
        ("utc_offset_minutes", &arguments.utc_offset_minutes),
        ("menu_a", &arguments.menu_a),
        ("menu_b", &arguments.menu_b),
    ];
    given.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?))).collect()
}

fn answers(lake: &Path, questions: &[Question]) -> Result<Vec<Answer>, QueryError> {
    let runtime = Runtime::new().map_err(QueryError::Lake)?;
    let insights = Insights::try_new(lake)?;
    let now_ms = now_ms();
    questions.iter().map(|question| runtime.block_on(insights.ask(question, now_ms))).collect()
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

fn nothing(lake: &Path, questions: &[Question]) -> String {
    let lake = lake.display();
    if questions.iter().all(|question| question.filter == Filter::default()) {
        format!(
            "No events in {lake} yet. To get some, run `linger serve` (or `cargo xtask demo`, which builds the demo \
             menu first), open the menu's address and read a little."
        )
    } else {
        format!("No event in {lake} meets all of these conditions; leave some of them out.")
    }
}

fn printed(answers: &[Answer], arguments: &Arguments, look: &Look) -> String {
    match (arguments.format, answers) {
        (Format::Table, _) => {
            let tables: Vec<String> = answers.iter().map(|answer| human::table(answer, look)).collect();
            tables.join("\n\n")
        }
        (Format::Csv, _) => answers.iter().map(Answer::to_csv).collect(),
        (Format::Json, [answer]) => answer.to_json(),
        (Format::Json, _) => {
            format!("[{}]", answers.iter().map(Answer::to_json).collect::<Vec<_>>().join(","))
        }
        (Format::Html, _) => html::document(answers, &conditions(arguments), look),
    }
}
