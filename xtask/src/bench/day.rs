//! `cargo xtask bench day`: compiles the simulation, and becomes it.

use std::time::Duration;

use crate::call::Call;
use crate::problem::{During, Result};
use crate::project::Project;

/// What the plot is drawn from.
const CSV: &str = "bench/day.csv";

/// What docs/benchmarks.md shows.
const SVG: &str = "docs/images/day-without-collector.svg";

/// Returns only on failure.
pub(super) fn run(project: &Project) -> Result<()> {
    let call = Call::new("cargo", Duration::MAX).within(project.root());
    let call = call.args(["run", "--locked", "-p", "linger-bench", "--", "day", CSV, SVG]);
    Err(call.become_it()).during(call.shown())
}
