//! Every view, asked again and again.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use linger_bench::collector::{Result, problem};
use linger_insights::{Answer, Filter, Insights, Question, View};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::lake::{AFTER, BEFORE};

/// Warm runs of a view; the one in the middle counts.
pub(crate) const RUNS: usize = 3;

/// What asking came to.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Asked {
    /// By view: the first time in seconds, and the middle of the warm ones.
    pub(crate) seconds: BTreeMap<String, [f64; 2]>,
    /// By view: its rows.
    pub(crate) rows: BTreeMap<String, Value>,
    /// The most memory the process had resident, in bytes.
    pub(crate) peak_bytes: u64,
}

#[tokio::main]
pub(crate) async fn print(lake: &Path) -> Result<ExitCode> {
    let insights = Insights::try_new(lake)?.forgetful();
    let mut asked = Asked { seconds: BTreeMap::new(), rows: BTreeMap::new(), peak_bytes: 0 };
    for view in View::ALL {
        match times(&insights, view).await {
            Ok((seconds, answer)) => {
                eprintln!("{}: first {:.2} s, warm {:.2} s", view.name(), seconds[0], seconds[1]);
                asked.seconds.insert(view.name().to_owned(), seconds);
                let answer: Value = serde_json::from_str(&answer.to_json())?;
                asked.rows.insert(view.name().to_owned(), answer["rows"].clone());
            }
            Err(error) => eprintln!("{}: {error}", view.name()),
        }
    }
    asked.peak_bytes = peak_bytes()?;
    println!("{}", serde_json::to_string(&asked)?);
    Ok(ExitCode::SUCCESS)
}

/// The first time, the middle of the warm ones, and the answer.
async fn times(insights: &Insights, view: View) -> Result<([f64; 2], Answer)> {
    let (first, answer) = timed(insights, view).await?;
    let mut warm = Vec::new();
    for _ in 0..RUNS {
        warm.push(timed(insights, view).await?.0);
    }
    warm.sort_by(f64::total_cmp);
    Ok(([first, warm[RUNS / 2]], answer))
}

async fn timed(insights: &Insights, view: View) -> Result<(f64, Answer)> {
    let begun = Instant::now();
    let answer = insights.ask(&question(view), 0).await?;
    Ok((begun.elapsed().as_secs_f64(), answer))
}

/// Over everything; versions are compared as the traffic has them.
pub(crate) fn question(view: View) -> Question {
    let mut question = Question::new(view, Filter::default());
    if view == View::Compare {
        question.details.menu_a = Some(BEFORE.to_owned());
        question.details.menu_b = Some(AFTER.to_owned());
    }
    question
}

/// proc(5): `VmHWM`, the peak resident set, in kB.
fn peak_bytes() -> Result<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    kib.map(|kib| kib * 1024).ok_or_else(|| problem("the process does not tell its memory".to_owned()))
}
