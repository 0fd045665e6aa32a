//! `cargo xtask test`: every check in a row, each bounded and logged, one summary at the end.

mod bare;
mod counts;
mod functions;
mod openapi;
mod packaging;
mod sql;
mod suite;
mod summary;
mod templates;

use std::time::Instant;

use clap::Args;

use crate::install::Installer;
use crate::problem::{Problem, Result};
use crate::project::Project;
use crate::step::Steps;

use counts::Counts;
use suite::{Bench, Suite};
use summary::Line;

/// Which suites to run.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Leaves out the suites that need a browser.
    #[arg(long)]
    fast: bool,
    /// Runs only this suite; may be repeated.
    #[arg(long, value_name = "NAME")]
    suite: Vec<Suite>,
}

/// Runs the suites; a failing one does not stop the next.
pub(crate) fn run(project: &Project, options: &Options) -> Result<()> {
    let suites = options.suites();
    let mut bench = Bench::new(project, Installer::for_this_machine()?);
    let mut steps = Steps::new(suites.len(), project.path("target/test-logs"));
    let lines: Vec<Line> = suites.into_iter().map(|suite| line(suite, &mut bench, &mut steps)).collect();
    println!("\n{}", summary::text(&lines));
    if lines.iter().all(|line| line.counts.failed == 0) {
        Ok(())
    } else {
        Err(Problem::new("not all passed"))
    }
}

impl Options {
    fn suites(&self) -> Vec<Suite> {
        let chosen = |suite: &Suite| {
            if self.suite.is_empty() {
                !(self.fast && suite.needs_browser())
            } else {
                self.suite.contains(suite)
            }
        };
        Suite::ALL.into_iter().filter(chosen).collect()
    }
}

fn line(suite: Suite, bench: &mut Bench<'_>, steps: &mut Steps) -> Line {
    let started = Instant::now();
    let mut counted = None;
    let outcome = steps.take(suite.name(), suite.name(), |step| {
        let ran = suite.run(bench, step);
        counted = suite.counts(step.log());
        ran.and_then(|()| if counted == Some(Counts::default()) { Err(no_test()) } else { Ok(()) })
    });
    if let Err(problem) = &outcome {
        eprintln!("{}: {problem}", suite.name());
    }
    Line { name: suite.name(), counts: counts::judged(counted, outcome.is_ok()), time: started.elapsed() }
}

fn no_test() -> Problem {
    Problem::new("it ran no test, so it proves nothing")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fast_leaves_out_browsers_and_named_suites_run_alone_in_order() {
        let fast = Options { fast: true, suite: vec![] }.suites();
        assert!(fast.contains(&Suite::Native) && !fast.iter().any(|suite| suite.needs_browser()));
        let named = Options { fast: false, suite: vec![Suite::Www, Suite::Format] }.suites();
        assert_eq!(named, [Suite::Format, Suite::Www]);
        assert_eq!(Options { fast: false, suite: vec![] }.suites(), Suite::ALL);
    }
}
