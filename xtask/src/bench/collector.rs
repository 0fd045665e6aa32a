//! `cargo xtask bench collector`: makes the collector, its load and its rivals present, and becomes the bench.

use std::time::Duration;

use clap::Args;

use crate::call::Call;
use crate::install::{Installer, on_path};
use crate::node;
use crate::problem::{During, Result};
use crate::project::Project;
use crate::step::{Step, Steps};

/// Express and the AWS SDK, and their lock.
const FOLDER: &str = "bench/collector/node";

/// The AWS SDK, optimised, on two cores that are busy with something else.
const BUILD_BOUND: Duration = Duration::from_hours(1);

/// Programs, and the Debian packages that have them.
const PROGRAMS: [(&str, &str); 2] = [("wrk", "wrk"), ("nginx", "nginx-light")];

/// What is measured is what is shipped, so the server is built without the function's dependencies.
const BUILDS: [&[&str]; 3] = [
    &["-p", "linger-collector", "--bin", "linger-collector"],
    &["-p", "linger-collector", "--bin", "collector-lambda", "--features", "lambda"],
    &["-p", "linger-bench"],
];

/// How much of it.
#[derive(Debug, Args)]
pub(super) struct Options {
    /// Shorter, and writes nothing down.
    #[arg(long)]
    quick: bool,
    /// Measures only this row, and writes it down anew; may be repeated.
    #[arg(long, value_name = "ID")]
    row: Vec<String>,
}

/// Returns only on failure.
pub(super) fn run(project: &Project, options: &Options) -> Result<()> {
    let mut installer = Installer::for_this_machine()?;
    let mut steps = Steps::new(3, project.path("target/bench-logs"));
    steps.take("finding wrk and nginx", "programs", |step| programs(&mut installer, step))?;
    steps.take("fetching Express and the AWS SDK", "express", |step| {
        let made = node::folder_ready(project, &mut installer, step, FOLDER)?;
        step.note_made(made);
        Ok(())
    })?;
    steps.take("building what is measured", "build", |step| build(project, step))?;
    let release = project.target().join("release");
    let call = Call::new(release.join("linger-bench"), Duration::MAX).within(project.root());
    let call = call.args(["collector".into(), "--project".into(), project.root().as_os_str().to_owned()]);
    let call = call.args(["--work".into(), project.target().join("bench-collector").into_os_string()]);
    let call = call.args(["--server".into(), release.join("linger-collector").into_os_string()]);
    let call = call.args(["--function".into(), release.join("collector-lambda").into_os_string()]);
    let call = call.args(options.quick.then_some("--quick"));
    let call = call.args(options.row.iter().flat_map(|row| ["--row", row]));
    Err(call.become_it()).during("linger-bench")
}

/// Debian puts nginx where only root looks.
fn programs(installer: &mut Installer, step: &mut Step) -> Result<()> {
    let missing = |program: &str| {
        on_path(&[program]).is_none() && !std::path::Path::new("/usr/sbin").join(program).is_file()
    };
    let packages: Vec<&str> =
        PROGRAMS.iter().filter(|(program, _)| missing(program)).map(|(_, package)| *package).collect();
    if packages.is_empty() { Ok(()) } else { installer.debian(step, &packages) }
}

fn build(project: &Project, step: &mut Step) -> Result<()> {
    for package in BUILDS {
        let call = Call::new("cargo", BUILD_BOUND).args(["build", "--release", "--locked"]);
        step.call(&call.args(package.iter().copied()).within(project.root()))?;
    }
    Ok(())
}
