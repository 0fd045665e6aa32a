//! The last lines that `cargo xtask test` prints.

use std::time::Duration;

use super::counts::Counts;
use crate::step::seconds;

/// How one suite went.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    /// The suite's name.
    pub(super) name: &'static str,
    /// Its tests.
    pub(super) counts: Counts,
    /// How long it took, with what it had to install.
    pub(super) time: Duration,
}

/// A line for each suite, and `N passed, N failed` as the last one, which CI reads.
pub(super) fn text(lines: &[Line]) -> String {
    let all = lines.iter().fold(Counts::default(), |sum, line| sum + line.counts);
    let suites: String = lines.iter().map(suite_line).collect();
    format!("{suites}{} passed, {} failed", all.passed, all.failed)
}

fn suite_line(line: &Line) -> String {
    let Counts { passed, failed } = line.counts;
    format!("{:<10} {passed:>5} passed {failed:>3} failed  {:>7}\n", line.name, seconds(line.time))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_is_the_sum_in_the_agreed_words() {
        let line = |name, passed, failed| Line {
            name,
            counts: Counts { passed, failed },
            time: Duration::from_millis(61_400),
        };
        let text = text(&[line("native", 40, 0), line("www", 5, 2)]);
        assert_eq!(text.lines().count(), 3);
        assert_eq!(text.lines().last(), Some("45 passed, 2 failed"));
        assert_eq!(text.lines().next(), Some("native        40 passed   0 failed     61 s"));
    }
}
