//! `cargo xtask docs`: the documents that are made from code.

use std::time::Duration;

use crate::call::Call;
use crate::groups::{THE_OTHERS, line};
use crate::problem::Result;
use crate::project::Project;
use crate::step::Steps;

/// The collector and its dependencies take minutes the first time.
const BOUND: Duration = Duration::from_mins(20);

/// Has the tests write what they otherwise compare, so that one place knows what is made from what.
pub(crate) fn run(project: &Project) -> Result<()> {
    let mut steps = Steps::new(1, project.path("target/demo-logs"));
    steps.take("writing documents", "docs", |step| {
        let args = line("test", &THE_OTHERS, &["--test", "it", "documents"]);
        step.call(&Call::new("cargo", BOUND).args(args).within(project.root()).set("WRITE_DOCS", "1"))
    })
}
