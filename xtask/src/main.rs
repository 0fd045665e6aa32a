//! The project's own commands, as `cargo xtask <command>`: one way to build, show and test it, the same on a laptop and
//! in CI. Not part of the product; what it installs stays in a cache folder, what it builds under `target/`.

mod bench;
mod browser;
mod call;
mod demo;
mod docs;
mod emulator;
mod environment;
mod fingerprint;
mod fuzz;
mod groups;
mod install;
mod lambda;
mod log;
mod node;
mod problem;
mod project;
mod python;
mod sdk;
mod step;
mod templates;
mod test;
mod tidy;
mod toolchain;
mod wasm_pack;

use std::process::ExitCode;

use clap::Parser;

use problem::{Problem, Result};
use project::Project;

/// The project's commands.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
enum Command {
    /// Builds everything that changed and serves the demo: menu, dashboard and API on this machine.
    Demo(demo::Options),
    /// Runs all checks and tests; installs what they need.
    Test(test::Options),
    /// Throws inputs at the parts that read foreign bytes; ten minutes each, unless told otherwise.
    Fuzz(fuzz::Options),
    /// Checks borders between crates, file sizes, leftovers and the two READMEs; compiles nothing.
    Tidy,
    /// Builds the browser's files into sdk/npm/dist.
    Sdk,
    /// Writes what is made from the list of settings: a part of docs/configuration.md, and examples/linger.toml.
    Docs,
    /// Writes what of deploy/templates is made from code: the table's columns, the views and the queries.
    Templates,
    /// Builds the Lambda functions into target/functions.
    Lambda(lambda::Options),
    /// Measures: what the SDK costs beside its peers, or a day without a collector.
    Bench(bench::Options),
    /// Builds them, prints each file's size and what the bytes are spent on, and fails above the budgets.
    Size,
    /// Prints variables for `eval "$(cargo xtask env)"`, with which plain cargo and wasm-pack build for wasm32.
    Env,
}

fn main() -> ExitCode {
    let command = Command::parse();
    match Project::find().and_then(|project| command.run(&project)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
    }
}

impl Command {
    fn run(self, project: &Project) -> Result<()> {
        match self {
            Self::Demo(options) => demo::run(project, &options),
            Self::Test(options) => test::run(project, &options),
            Self::Fuzz(options) => fuzz::run(project, &options),
            Self::Tidy => tidy_alone(project),
            Self::Sdk => demo::sdk_alone(project),
            Self::Docs => docs::run(project),
            Self::Templates => templates::run(project),
            Self::Lambda(options) => lambda::run(project, &options),
            Self::Bench(options) => bench::run(project, &options),
            Self::Size => demo::sdk_alone(project).and_then(|()| sdk::weigh(project)),
            Self::Env => environment::run(project),
        }
    }
}

fn tidy_alone(project: &Project) -> Result<()> {
    let faults = tidy::faults(project)?;
    for fault in &faults {
        println!("{fault}");
    }
    let count = faults.len();
    if count == 0 { Ok(()) } else { Err(Problem::new(format!("tidy found {count} faults, listed above"))) }
}
