//! The CloudFormation templates before every tool that can run here: linters, our own rules with a fault seeded for each, the
//! views on another engine, and API Gateway's mappings in an engine for their language.

use std::time::Duration;

use crate::call::Call;
use crate::install::Installer;
use crate::problem::Result;
use crate::project::Project;
use crate::python;
use crate::step::Step;

/// Each folder of tests with its list of packages; they share an environment.
const FOLDERS: [&str; 2] = ["tests/templates", "tests/vtl"];
const REQUIREMENTS: [&str; 2] = ["tests/templates/requirements.txt", "tests/vtl/requirements.txt"];

/// A minute on two idle cores, most of it cfn-lint's over thirty faults.
const BOUND: Duration = Duration::from_mins(10);

/// Runs both folders, and the second even if the first fails.
pub(super) fn run(project: &Project, installer: &mut Installer, step: &mut Step) -> Result<()> {
    let tools = python::ready_for_all(project, installer, step, "templates", &REQUIREMENTS)?;
    let outcomes = FOLDERS.map(|folder| {
        let call =
            Call::new(tools.join("python"), BOUND).args(["-m", "unittest", "discover", "-v", "-s", folder]);
        step.call(&call.within(project.root()))
    });
    outcomes.into_iter().fold(Ok(()), Result::and)
}
