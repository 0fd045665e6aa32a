//! The Lambda functions: as processes on both processors, and with the stacks around them before an emulator of AWS.

use std::path::Path;
use std::time::Duration;

use super::suite::Bench;
use crate::browser::Chromium;
use crate::call::Call;
use crate::groups::{OVER_THE_QUERY_ENGINE, THE_OTHERS, line};
use crate::lambda::{self, Processor};
use crate::problem::Result;
use crate::step::Step;
use crate::{emulator, node, sdk, toolchain};

/// The tests take seconds each; compiling what they run may take the query engine, where it was not built before.
const BOUND: Duration = Duration::from_mins(40);

/// Runs them as Lambda does; those for the other processor on a program that plays it.
pub(super) fn as_processes(bench: &mut Bench<'_>, step: &mut Step) -> Result<()> {
    let native = lambda::build(bench.project, &mut bench.installer, Processor::X86, step)?;
    let own = step.call(&tests(bench, "functions", &native));
    let foreign = lambda::build(bench.project, &mut bench.installer, Processor::Arm, step)?;
    let runner = lambda::runner(&mut bench.installer, step)?;
    let other = step.call(&tests(bench, "functions", &foreign).set("LINGER_LAMBDA_RUNNER", runner));
    own.and(other)
}

/// Runs what needs an account of AWS.
pub(super) fn before_the_emulator(bench: &mut Bench<'_>, step: &mut Step) -> Result<()> {
    let functions = lambda::build(bench.project, &mut bench.installer, Processor::X86, step)?;
    for (group, binary) in [(&THE_OTHERS[..], "linger-collector"), (&OVER_THE_QUERY_ENGINE[..], "linger")] {
        let build = line("build", group, &["--bin", binary]);
        step.call(&Call::new("cargo", BOUND).args(build).within(bench.project.root()))?;
    }
    let emulator = emulator::ready(bench.project, &mut bench.installer, step)?;
    // What the stacks' tests load in Chromium.
    let browser = Chromium::ready(&mut bench.installer, step)?;
    let toolchain = toolchain::ready(&mut bench.installer, step)?;
    node::ready(bench.project, &mut bench.installer, step)?;
    sdk::ready(bench.project, &bench.installer, &toolchain, step)?;
    let pipes = step.call(&tests(bench, "emulator", &functions).set("LINGER_EMULATOR", &emulator));
    let stacks = tests(bench, "stacks", &functions).set("LINGER_EMULATOR", &emulator);
    step.call(&browser.furnished(stacks)).and(pipes)
}

/// One at a time: starts are measured, and each emulator takes a core.
fn tests(bench: &Bench<'_>, which: &str, functions: &Path) -> Call {
    let features = if which == "functions" { "functions" } else { "emulator" };
    let package = ["test", "--locked", "-p", "linger-tests-aws", "--features", features, "--test", which];
    let call = Call::new("cargo", BOUND).args(package).args(["--no-fail-fast", "--", "--nocapture"]);
    call.args(["--test-threads=1"]).within(bench.project.root()).set("LINGER_LAMBDA", functions)
}
