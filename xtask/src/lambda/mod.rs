//! `cargo xtask lambda`: the functions as AWS takes them, for `provided.al2023` on either processor, as a program called
//! `bootstrap` and as an archive of it.

mod archive;
mod cross;
mod glibc;
mod processor;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;

use crate::call::Call;
use crate::install::Installer;
use crate::problem::{During, Problem, Result};
use crate::project::Project;
use crate::step::{Step, Steps};

pub(crate) use cross::runner;
pub(crate) use processor::Processor;

/// Both functions with all of the AWS SDK at full link-time optimisation: four minutes on two idle cores, and the
/// standard library where it is built too.
const BUILD_BOUND: Duration = Duration::from_mins(45);

/// The functions: the binary's name, and the folder of its `bootstrap`.
const FUNCTIONS: [(&str, &str); 2] = [("collector-lambda", "collector"), ("transform-lambda", "transform")];

/// Nothing of the server, of Parquet or of the lake: what is not there takes no time to start.
const BUILD: [&str; 13] = [
    "build",
    "--locked",
    "-p",
    "linger-collector",
    "--profile",
    "lambda",
    "--no-default-features",
    "--features",
    "lambda",
    "--bin",
    FUNCTIONS[0].0,
    "--bin",
    FUNCTIONS[1].0,
];

/// What to build for.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Builds for AWS's own processors, too; needs a cross compiler, which is installed on Debian.
    #[arg(long)]
    arm64: bool,
}

/// Builds them and says what they weigh.
pub(crate) fn run(project: &Project, options: &Options) -> Result<()> {
    let processors = if options.arm64 { &Processor::ALL[..] } else { &Processor::ALL[..1] };
    let mut steps = Steps::new(processors.len(), project.path("target/lambda-logs"));
    let mut installer = Installer::for_this_machine()?;
    for processor in processors {
        let name = processor.as_str();
        steps.take(&format!("building the functions for {name}"), name, |step| {
            build(project, &mut installer, *processor, step)
        })?;
    }
    Ok(())
}

/// Builds both for a processor; the folder with a folder of each.
pub(crate) fn build(
    project: &Project,
    installer: &mut Installer,
    processor: Processor,
    step: &mut Step,
) -> Result<PathBuf> {
    let built = match processor {
        Processor::X86 => native(project, step)?,
        Processor::Arm => cross::build(project, installer, step, &BUILD)?,
    };
    let folder = project.path("target/functions").join(processor.as_str());
    for (binary, name) in FUNCTIONS {
        let weight = packed(&built.join(binary), &folder.join(name))?;
        step.say(&format!("{name}: {weight}"));
    }
    Ok(folder)
}

fn native(project: &Project, step: &mut Step) -> Result<PathBuf> {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        return Err(Problem::new("the functions are built on Linux with an x86-64 processor"));
    }
    step.call(&Call::new("cargo", BUILD_BOUND).args(BUILD).within(project.root()))?;
    Ok(project.target().join("lambda"))
}

/// Puts a checked program into its folder, and an archive of it beside; what they weigh.
fn packed(built: &Path, folder: &Path) -> Result<String> {
    let program = fs::read(built).during(built.display())?;
    glibc::check(&program).map_err(|problem| Problem::new(format!("{}: {problem}", built.display())))?;
    fs::create_dir_all(folder).during(folder.display())?;
    let bootstrap = folder.join("bootstrap");
    fs::copy(built, &bootstrap).during(bootstrap.display())?;
    let archive = archive::of("bootstrap", &program);
    let file = folder.with_extension("zip");
    fs::write(&file, &archive).during(file.display())?;
    Ok(format!("{} bytes, {} in {}", program.len(), archive.len(), file.display()))
}
