//! What libFuzzer says of a run, and the table of all runs.

use std::path::PathBuf;

/// Numbers of one run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Stats {
    /// Inputs that were tried.
    pub(super) runs: u64,
    /// The same by the second.
    pub(super) runs_per_second: u64,
    /// Places of the code that were reached.
    pub(super) edges: u64,
    /// Inputs of which each reaches what no other does.
    pub(super) inputs: u64,
}

/// A target's run.
#[derive(Debug)]
pub(super) struct Finished {
    /// Its name.
    pub(super) target: String,
    /// Its numbers.
    pub(super) stats: Stats,
    /// Inputs that broke something in this run.
    pub(super) findings: Vec<PathBuf>,
    /// Whether it ended well.
    pub(super) is_sound: bool,
}

impl Stats {
    /// Read from the log of a run; what it does not say is 0.
    pub(super) fn of(log: &str) -> Self {
        let last = |name: &str| {
            let words = log.lines().rev().find_map(|line| line.split_once(name))?.1;
            let digits = words.trim_start().split(|char: char| !char.is_ascii_digit()).next()?;
            digits.parse::<u64>().ok()
        };
        Self {
            runs: last("stat::number_of_executed_units:").unwrap_or(0),
            runs_per_second: last("stat::average_exec_per_sec:").unwrap_or(0),
            edges: last(" cov: ").unwrap_or(0),
            inputs: last(" corp: ").unwrap_or(0),
        }
    }
}

/// A line for each run, under a line of names.
pub(super) fn text(finished: &[Finished]) -> String {
    let head = format!(
        "{:<10} {:>12} {:>9} {:>7} {:>7} {:>8}\n",
        "target", "runs", "per s", "edges", "inputs", "findings"
    );
    let lines = finished.iter().map(|one| {
        let Stats { runs, runs_per_second, edges, inputs } = one.stats;
        let findings = one.findings.len();
        format!("{:<10} {runs:>12} {runs_per_second:>9} {edges:>7} {inputs:>7} {findings:>8}\n", one.target)
    });
    head + &lines.collect::<String>()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: &str = "#9\tINITED cov: 658 ft: 1243 corp: 8/4916b exec/s: 0 rss: 27Mb\n\
        #2130\tREDUCE cov: 1961 ft: 6147 corp: 1878/245Kb lim: 2747 exec/s: 0 rss: 29Mb L: 5/7 MS: 1 EraseBytes-\n\
        #2130\tDONE   cov: 1963 ft: 6150 corp: 1880/245Kb lim: 2747 exec/s: 0 rss: 29Mb\n\
        Done 2934307 runs in 16 second(s)\n\
        stat::number_of_executed_units: 2934307\n\
        stat::average_exec_per_sec:     183394\n";

    #[test]
    fn the_last_numbers_of_a_log_count() {
        let stats = Stats { runs: 2934307, runs_per_second: 183394, edges: 1963, inputs: 1880 };
        assert_eq!(Stats::of(LOG), stats);
        assert_eq!(Stats::of("error: could not compile"), Stats::default());
    }

    #[test]
    fn every_run_has_a_line_under_its_names() {
        let finished = |target: &str, findings: &[&str]| Finished {
            target: target.into(),
            stats: Stats::of(LOG),
            findings: findings.iter().map(Into::into).collect(),
            is_sound: findings.is_empty(),
        };
        let text = text(&[finished("admit", &[]), finished("line", &["crash-1"])]);
        let words: Vec<Vec<&str>> = text.lines().map(|line| line.split_whitespace().collect()).collect();
        assert_eq!(words[1], ["admit", "2934307", "183394", "1963", "1880", "0"]);
        assert_eq!(words[2].last(), Some(&"1"));
        assert!(text.lines().all(|line| line.len() == text.lines().next().unwrap().len()), "{text}");
    }
}
