//! The SQL of insights as another engine reads it, as files and as the views of deploy/templates: parsed as Athena's, and run
//! on DuckDB over the lake that the tests of insights have made and answered.

use std::path::Path;
use std::time::Duration;

use super::counts::Counts;
use crate::call::Call;
use crate::install::Installer;
use crate::problem::Result;
use crate::project::Project;
use crate::python;
use crate::step::Step;

/// Versions of DuckDB and of what translates for it.
const REQUIREMENTS: &str = "tests/sql/requirements.txt";

/// The comparisons: of the files, and of the views that deploy/templates makes of them.
const COMPARISONS: &str = "tests/sql";

/// Names the folder in which the tests of insights leave lake and answers, and the comparison finds them.
pub(super) const FOLDER_VARIABLE: &str = "LINGER_SQL_PROOF";

/// Half a minute on two idle cores.
const BOUND: Duration = Duration::from_mins(5);

/// Compares what lies in the folder.
pub(super) fn run(
    project: &Project,
    installer: &mut Installer,
    folder: &Path,
    step: &mut Step,
) -> Result<()> {
    let tools = python::ready(project, installer, step, "sql", REQUIREMENTS)?;
    let call =
        Call::new(tools.join("python"), BOUND).args(["-m", "unittest", "discover", "-v", "-s", COMPARISONS]);
    step.call(&call.within(project.root()).set(FOLDER_VARIABLE, folder))
}

/// What Python's unittest says at the end: `Ran 24 tests in 9.024s`, and `FAILED (failures=1, errors=2)`.
pub(super) fn counts(log: &str) -> Counts {
    let mut counts = Counts::default();
    for line in log.lines() {
        if let Some(ran) = line.strip_prefix("Ran ").and_then(|rest| rest.split(' ').next()) {
            counts.passed += ran.parse::<u64>().unwrap_or(0);
        }
        if let Some(failed) = line.strip_prefix("FAILED (") {
            let numbers = failed.trim_end_matches(')').split(", ").filter_map(|part| part.split_once('='));
            counts.failed += numbers.filter_map(|(_, number)| number.parse::<u64>().ok()).sum::<u64>();
        }
    }
    Counts { passed: counts.passed.saturating_sub(counts.failed), ..counts }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_are_counted_from_the_last_lines() {
        let well = "test_a ... ok\n\nRan 24 tests in 9.024s\n\nOK\n";
        assert_eq!(counts(well), Counts { passed: 24, failed: 0 });
        let badly = "Ran 24 tests in 9.024s\n\nFAILED (failures=1, errors=2)\n";
        assert_eq!(counts(badly), Counts { passed: 21, failed: 3 });
        assert_eq!(counts("no module named duckdb\n"), Counts::default());
    }
}
