//! How many tests passed, read from what the test runners print.

use std::ops::Add;

/// Tests by outcome.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counts {
    /// Those that passed.
    pub(super) passed: u64,
    /// Those that failed.
    pub(super) failed: u64,
}

/// The tests of a suite that ended well or not. One that does not count is one test in itself; one that does and ran
/// none has failed, as it proves nothing; one that failed has at least one failure.
pub(super) fn judged(counted: Option<Counts>, well: bool) -> Counts {
    match (counted, well) {
        (None, true) => Counts { passed: 1, failed: 0 },
        (Some(Counts { passed, failed: 0 }), false) => Counts { passed, failed: 1 },
        (Some(Counts { passed: 0, failed: 0 }) | None, _) => Counts { passed: 0, failed: 1 },
        (Some(counts), _) => counts,
    }
}

impl Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }
}

/// The sum of all `test result: ok. 3 passed; 0 failed; …` lines, of cargo and of wasm-bindgen's runner.
pub(super) fn of_cargo(log: &str) -> Counts {
    log.lines().filter_map(cargo_line).fold(Counts::default(), Counts::add)
}

/// The sum of the closing `# pass 3` and `# fail 0` lines of node's TAP reporter.
pub(super) fn of_node(log: &str) -> Counts {
    let number = |line: &str, name: &str| line.strip_prefix(name)?.trim().parse::<u64>().ok();
    log.lines().fold(Counts::default(), |sum, line| Counts {
        passed: sum.passed + number(line, "# pass ").unwrap_or(0),
        failed: sum.failed + number(line, "# fail ").unwrap_or(0),
    })
}

fn cargo_line(line: &str) -> Option<Counts> {
    let (_, numbers) = line.trim().strip_prefix("test result: ")?.split_once(". ")?;
    let number = |name: &str| {
        let part = numbers.split(';').find_map(|part| part.trim().strip_suffix(name))?;
        part.trim().parse::<u64>().ok()
    };
    Some(Counts { passed: number("passed")?, failed: number("failed")? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargos_results_are_added_up() {
        let log = "running 3 tests\n\
            test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
            test result: FAILED. 10 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out\n\
            a line about a test result: ok. 7 passed\n";
        assert_eq!(of_cargo(log), Counts { passed: 13, failed: 2 });
    }

    #[test]
    fn nodes_results_are_added_up() {
        let log = "# tests 5\n# suites 0\n# pass 4\n# fail 1\n# cancelled 0\n# pass 2\n# fail 0\n";
        assert_eq!(of_node(log), Counts { passed: 6, failed: 1 });
    }

    #[test]
    fn a_suite_without_a_count_is_one_test() {
        assert_eq!(judged(None, true), Counts { passed: 1, failed: 0 });
        assert_eq!(judged(None, false), Counts { passed: 0, failed: 1 });
    }

    #[test]
    fn a_failure_shows_in_the_count_and_no_tests_are_a_failure() {
        let passed = Counts { passed: 4, failed: 0 };
        assert_eq!(judged(Some(passed), true), passed);
        assert_eq!(judged(Some(passed), false), Counts { passed: 4, failed: 1 });
        assert_eq!(judged(Some(Counts { passed: 4, failed: 2 }), false), Counts { passed: 4, failed: 2 });
        assert_eq!(judged(Some(Counts::default()), true), Counts { passed: 0, failed: 1 });
    }
}
