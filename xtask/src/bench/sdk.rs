//! `cargo xtask bench sdk`: makes SDK, peers and browser present, and becomes the bench.

use std::time::Duration;

use clap::Args;

use crate::browser::Chromium;
use crate::call::Call;
use crate::install::Installer;
use crate::problem::{During, Result};
use crate::project::Project;
use crate::step::Steps;
use crate::{demo, node};

/// The bench and the lock of its peers.
const FOLDER: &str = "bench/sdk";

/// How much of it.
#[derive(Debug, Args)]
pub(super) struct Options {
    /// Leaves the peers out, and writes nothing down.
    #[arg(long)]
    quick: bool,
    /// Measures only this row, and writes it down anew; may be repeated.
    #[arg(long, value_name = "ID")]
    row: Vec<String>,
}

/// Returns only on failure.
pub(super) fn run(project: &Project, options: &Options) -> Result<()> {
    demo::sdk_alone(project)?;
    let mut installer = Installer::for_this_machine()?;
    let mut steps = Steps::new(2, project.path("target/bench-logs"));
    steps.take("fetching the peers", "peers", |step| {
        let made = node::folder_ready(project, &mut installer, step, FOLDER)?;
        step.note_made(made);
        Ok(())
    })?;
    let browser = steps.take("finding a browser", "browser", |step| Chromium::ready(&mut installer, step))?;
    let call = Call::new("node", Duration::MAX).within(project.root()).args(["bench/sdk/run.mjs"]);
    let call = call.args(options.quick.then_some("--quick"));
    let call = call.args(options.row.iter().flat_map(|row| ["--row", row]));
    Err(browser.furnished(call).become_it()).during("node bench/sdk/run.mjs")
}
