//! `cargo xtask bench insights`: makes DuckDB present, builds what is measured, and becomes the bench.

use std::time::Duration;

use clap::Args;

use crate::call::Call;
use crate::install::Installer;
use crate::problem::{During, Result};
use crate::project::Project;
use crate::python;
use crate::step::Steps;

/// DuckDB and what translates for it, and their versions.
const REQUIREMENTS: &str = "bench/insights/python/requirements.txt";

/// The query engine, optimised, on two cores that are busy with something else.
const BUILD_BOUND: Duration = Duration::from_hours(2);

/// How much of it.
#[derive(Debug, Args)]
pub(super) struct Options {
    /// A million exposures, unless told otherwise, and writes nothing down.
    #[arg(long)]
    quick: bool,
    /// How many exposures there are, about. [default: 10000000]
    #[arg(long, value_name = "COUNT")]
    exposures: Option<u64>,
}

const EXPOSURES: u64 = 10_000_000;
const EXPOSURES_QUICK: u64 = 1_000_000;

/// Returns only on failure.
pub(super) fn run(project: &Project, options: &Options) -> Result<()> {
    let mut installer = Installer::for_this_machine()?;
    let mut steps = Steps::new(2, project.path("target/bench-logs"));
    let python = steps.take("fetching DuckDB", "duckdb", |step| {
        python::ready(project, &mut installer, step, "duckdb", REQUIREMENTS)
    })?;
    steps.take("building what is measured", "build", |step| {
        let call = Call::new("cargo", BUILD_BOUND).within(project.root());
        step.call(&call.args(["build", "--release", "--locked", "-p", "linger-bench-insights"]))
    })?;
    let exposures = options.exposures.unwrap_or(if options.quick { EXPOSURES_QUICK } else { EXPOSURES });
    let call = Call::new(project.target().join("release/linger-bench-insights"), Duration::MAX);
    let call = call.within(project.root()).args(["bench", "--exposures", &exposures.to_string()]);
    let call = call.args(["--project".into(), project.root().as_os_str().to_owned()]);
    let call = call.args(["--work".into(), project.target().join("bench-insights").into_os_string()]);
    let call = call.args(["--python".into(), python.join("python").into_os_string()]);
    let call = call.args(options.quick.then_some("--quick"));
    Err(call.become_it()).during("linger-bench-insights")
}
