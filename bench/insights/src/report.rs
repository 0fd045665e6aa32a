//! Asks both engines, holds their answers against each other, and writes down what came out.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};

use linger_bench::collector::report::{Bounds, Line, Part, Results, Side, Verdict};
use linger_bench::collector::{Result, problem};
use linger_insights::{Bots, View, statement};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::Bench;
use crate::ask::{Asked, RUNS, question};
use crate::lake::{Filled, filled};

const SECONDS: Bounds =
    Bounds { side: Side::AtMost, must: 2.0, aim: 0.7, show: |value| format!("{value:.2} s") };
const RATIO: Bounds =
    Bounds { side: Side::AtMost, must: 2.0, aim: 1.0, show: |value| format!("{value:.2}×") };
const PEAK: Bounds =
    Bounds { side: Side::AtMost, must: 1024.0, aim: 500.0, show: |value| format!("{value:.0} MB") };
const BYTES: Bounds =
    Bounds { side: Side::AtMost, must: 40.0, aim: 25.0, show: |value| format!("{value:.1} B") };

const PART: Part = Part { name: "insights", title: "the answers" };

/// How far two engines' ratios may differ, as they add in different orders.
const RATIO_ERROR: f64 = 1e-9;

/// What DuckDB came to.
#[derive(Debug, Deserialize)]
struct Duck {
    version: String,
    /// By view: the middle of the warm runs, in seconds.
    seconds: BTreeMap<String, f64>,
    rows: BTreeMap<String, Value>,
}

pub(crate) fn bench(options: &Bench) -> Result<ExitCode> {
    fs::create_dir_all(&options.work)?;
    let lake = filled(&options.work, options.exposures)?;
    eprintln!("{} exposures in {} MB", lake.exposures, lake.bytes / 1_000_000);
    let asked: Asked = output(Command::new(env::current_exe()?).arg("ask").arg(&lake.folder))?;
    let duck = duck(options, &lake.folder)?;
    let lines = lines(&lake, &asked, &duck);
    for line in &lines {
        println!("{}", line.text());
    }
    let is_short = lines.iter().any(|line| line.verdict == Verdict::Short);
    if !options.quick {
        let file = options.project.join("bench/insights/results.json");
        let mut results = Results::default();
        results.take("all", lines);
        results.write(&file, &options.project.join("docs/benchmarks.md"), PART, &["all"])?;
    }
    Ok(if is_short { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// DuckDB runs each view as one statement, translated from Athena's dialect.
fn duck(options: &Bench, lake: &Path) -> Result<Duck> {
    let statements: BTreeMap<&str, Value> = View::ALL.map(|view| (view.name(), statement_of(view))).into();
    let file = options.work.join("statements.json");
    fs::write(&file, serde_json::to_string(&statements)?)?;
    let script = options.project.join("bench/insights/python/duck.py");
    let mut duck = Command::new(&options.python);
    output(duck.arg(script).arg(lake).arg(file).arg(RUNS.to_string()))
}

/// The text, and whether programs count in it.
fn statement_of(view: View) -> Value {
    let question = question(view);
    json!({ "text": statement(&question), "bots": question.filter.bots(view) == Bots::With })
}

fn output<T: for<'a> Deserialize<'a>>(command: &mut Command) -> Result<T> {
    let output = command.stderr(std::process::Stdio::inherit()).output()?;
    if !output.status.success() {
        return Err(problem(format!("{command:?} ended with {}", output.status)));
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

fn lines(lake: &Filled, asked: &Asked, duck: &Duck) -> Vec<Line> {
    let million = real(lake.exposures) / 1e6;
    let mut lines = Vec::new();
    for (view, [first, warm]) in &asked.seconds {
        let what = format!("`{view}` over {million:.1} million exposures, warm");
        lines.push(SECONDS.line(&what, *warm, &format!("first {first:.2} s")));
        if let Some(other) = duck.seconds.get(view) {
            let what = format!("`{view}`, of DuckDB {}'s time", duck.version);
            lines.push(RATIO.line(&what, warm / other, &format!("DuckDB {other:.2} s")));
        }
    }
    let differ: Vec<&str> =
        View::ALL.map(View::name).into_iter().filter(|view| !agree(view, asked, duck)).collect();
    let reached = if differ.is_empty() { "all".to_owned() } else { format!("not {}", differ.join(", ")) };
    lines.push(Line::plain("answers that are DuckDB's as well", "all", differ.is_empty(), reached));
    lines.push(PEAK.line("memory while all are asked, at its peak", real(asked.peak_bytes) / 1e6, ""));
    lines.push(BYTES.line("an exposure in the compacted lake", real(lake.bytes) / real(lake.exposures), ""));
    lines
}

fn agree(view: &str, asked: &Asked, duck: &Duck) -> bool {
    match (asked.rows.get(view), duck.rows.get(view)) {
        (Some(one), Some(other)) => is_same(one, other),
        _ => false,
    }
}

fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.iter().all(|(name, value)| other.get(name).is_some_and(|known| is_same(value, known)))
        }
        (Value::Number(one), Value::Number(other)) => match (one.as_f64(), other.as_f64()) {
            (Some(one), Some(other)) => (one - other).abs() <= RATIO_ERROR * one.abs().max(1.0),
            _ => false,
        },
        (one, other) => one == other,
    }
}

#[expect(clippy::cast_precision_loss, reason = "sizes of files and memory")]
fn real(count: u64) -> f64 {
    count as f64
}
