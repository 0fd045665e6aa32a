//! `cargo xtask templates`: what of `deploy/templates` is made from code.

use std::time::Duration;

use crate::call::Call;
use crate::groups::{OVER_THE_QUERY_ENGINE, line};
use crate::problem::Result;
use crate::project::Project;
use crate::step::Steps;

/// The query engine compiles for five minutes on two idle cores, three times that on busy ones.
const BOUND: Duration = Duration::from_mins(40);

/// Has the tests write what they otherwise compare, so that one place knows what is made from what.
pub(crate) fn run(project: &Project) -> Result<()> {
    let mut steps = Steps::new(1, project.path("target/demo-logs"));
    steps.take("writing templates", "templates", |step| {
        let args = line("test", &OVER_THE_QUERY_ENGINE, &["--test", "lake", "templates::"]);
        step.call(&Call::new("cargo", BOUND).args(args).within(project.root()).set("WRITE_TEMPLATES", "1"))
    })
}
