//! `cargo xtask fuzz`: libFuzzer against each target of `fuzz/`, through cargo-fuzz.
//!
//! Built with no sanitizer, for which any stable compiler will do: there is no unsafe code here for one to watch. What
//! is looked for are panics, overflows (debug assertions are on), endless loops and memory without bound.

mod corpus;
mod cover;
mod program;
mod stats;

use std::fs;

use clap::Args;

use crate::install::Installer;
use crate::problem::{During, Problem, Result};
use crate::project::Project;
use crate::step::Steps;

use program::Fuzzer;
use stats::{Finished, Stats};

/// What to run, and for how long.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Minutes for each target.
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=24 * 60))]
    minutes: u32,
    /// Afterwards, makes fuzz/corpus anew from the inputs that reach most, for the tests to replay.
    #[arg(long)]
    keep: bool,
    /// The targets, by their files in `fuzz/fuzz_targets`; all where none is named.
    #[arg(value_name = "TARGET")]
    targets: Vec<String>,
}

/// Runs the targets one after another; what one finds does not stop the next.
pub(crate) fn run(project: &Project, options: &Options) -> Result<()> {
    let targets = chosen(&all(project)?, &options.targets)?;
    let mut installer = Installer::for_this_machine()?;
    let rounds = if options.keep { 2 } else { 1 };
    let mut steps = Steps::new(1 + rounds * targets.len(), project.path("target/fuzz-logs"));
    let fuzzer = steps.take("building the targets", "build", |step| {
        let fuzzer = Fuzzer::ready(project, &mut installer, step)?;
        fuzzer.build(step).map(|()| fuzzer)
    })?;
    let mut finished = Vec::new();
    for target in targets {
        finished.push(fuzzed(&fuzzer, &target, options.minutes, &mut steps));
        if options.keep {
            let title = format!("{target}: choosing what to keep");
            steps.take(&title, &format!("{target}-keep"), |step| {
                corpus::keep(project, &fuzzer, &target, step)
            })?;
        }
    }
    println!("\n{}", stats::text(&finished));
    outcome(&finished)
}

/// A failure is told at the end, with all others.
fn fuzzed(fuzzer: &Fuzzer<'_>, target: &str, minutes: u32, steps: &mut Steps) -> Finished {
    let known = fuzzer.regressions(target);
    let mut stats = Stats::default();
    let ran = steps.take(&format!("{target}: {minutes} min"), target, |step| {
        let ran = fuzzer.run(target, minutes, step);
        stats = Stats::of(&fs::read_to_string(step.log()).unwrap_or_default());
        ran
    });
    let findings = fuzzer.regressions(target).into_iter().filter(|file| !known.contains(file)).collect();
    Finished { target: target.to_owned(), stats, findings, is_sound: ran.is_ok() }
}

fn outcome(finished: &[Finished]) -> Result<()> {
    let findings: Vec<String> =
        finished.iter().flat_map(|one| &one.findings).map(|file| format!("\n  {}", file.display())).collect();
    if !findings.is_empty() {
        let files = findings.concat();
        return Err(Problem::new(format!(
            "found inputs that break a promise; `cargo test -p linger-fuzz` says which:{files}"
        )));
    }
    if finished.iter().all(|one| one.is_sound) {
        Ok(())
    } else {
        Err(Problem::new("not all targets ran to their end"))
    }
}

/// The targets that there are, in the order of the alphabet.
fn all(project: &Project) -> Result<Vec<String>> {
    let folder = project.path("fuzz/fuzz_targets");
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder).during(folder.display())? {
        let path = entry.during(folder.display())?.path();
        names.extend(path.file_stem().map(|name| name.to_string_lossy().into_owned()));
    }
    names.sort();
    Ok(names)
}

fn chosen(all: &[String], named: &[String]) -> Result<Vec<String>> {
    if let Some(unknown) = named.iter().find(|name| !all.contains(name)) {
        return Err(Problem::new(format!("there is no target {unknown}; there are {}", all.join(", "))));
    }
    Ok(all.iter().filter(|name| named.is_empty() || named.contains(name)).cloned().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn named_targets_are_chosen_and_all_where_none_is() {
        let words = |words: &[&str]| words.iter().map(ToString::to_string).collect::<Vec<_>>();
        let all = words(&["admit", "batch", "line"]);
        assert_eq!(chosen(&all, &[]).unwrap(), all);
        assert_eq!(chosen(&all, &words(&["line", "batch"])).unwrap(), words(&["batch", "line"]));
        let problem = chosen(&all, &words(&["bench"])).unwrap_err().to_string();
        assert_eq!(problem, "there is no target bench; there are admit, batch, line");
    }

    #[test]
    fn a_finding_and_a_run_cut_short_are_failures() {
        let finished = |findings: &[&str], is_sound| Finished {
            target: "line".into(),
            stats: Stats::default(),
            findings: findings.iter().map(Into::into).collect(),
            is_sound,
        };
        assert!(outcome(&[finished(&[], true)]).is_ok());
        assert!(outcome(&[finished(&[], true), finished(&[], false)]).is_err());
        let problem =
            outcome(&[finished(&["fuzz/regressions/line/crash-1"], false)]).unwrap_err().to_string();
        assert!(problem.ends_with("\n  fuzz/regressions/line/crash-1"), "{problem}");
    }
}
