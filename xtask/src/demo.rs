//! `cargo xtask demo`: from a fresh clone to a menu in the browser and a dashboard beside it.

use std::time::Duration;

use clap::Args;

use crate::call::Call;
use crate::groups::{OVER_THE_QUERY_ENGINE, line};
use crate::install::Installer;
use crate::problem::{During, Result};
use crate::project::Project;
use crate::step::{Step, Steps};
use crate::{node, sdk, toolchain};

/// The pages are bundled in seconds.
const PAGES_BOUND: Duration = Duration::from_mins(5);

/// The query engine takes five minutes on two idle cores, and the crates may have to be downloaded.
const SERVER_BOUND: Duration = Duration::from_mins(45);

/// Where the demo listens, unless the port is taken.
const LISTEN: &str = "127.0.0.1:8080";

/// Some weeks of guests are made in seconds; not optimised, on a busy machine, in a minute.
const HISTORY_BOUND: Duration = Duration::from_mins(5);

/// What the demo begins with.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Fills the lake with some weeks of made-up guests first, if it has no history yet.
    #[arg(long)]
    with_history: bool,
}

/// Builds what changed, then becomes the server. Returns only on failure.
pub(crate) fn run(project: &Project, options: &Options) -> Result<()> {
    let mut steps = Steps::new(5 + usize::from(options.with_history), project.path("target/demo-logs"));
    sdk_in(&mut steps, project)?;
    steps.take("building the pages", "pages", |step| pages(project, step))?;
    steps.take("building linger", "linger", |step| server(project, step))?;
    if options.with_history {
        steps.take("letting guests come by", "history", |step| history(project, step))?;
    }
    serve(project)
}

/// Builds the browser's files only.
pub(crate) fn sdk_alone(project: &Project) -> Result<()> {
    sdk_in(&mut Steps::new(3, project.path("target/demo-logs")), project)
}

fn sdk_in(steps: &mut Steps, project: &Project) -> Result<()> {
    let mut installer = Installer::for_this_machine()?;
    let toolchain = steps.take("finding a compiler for the page", "toolchain", |step| {
        toolchain::ready(&mut installer, step)
    })?;
    steps.take("fetching node's packages", "node", |step| {
        let made = node::ready(project, &mut installer, step)?;
        step.note_made(made);
        Ok(())
    })?;
    steps.take("building the SDK", "sdk", |step| {
        let made = sdk::ready(project, &installer, &toolchain, step)?;
        step.note_made(made);
        Ok(())
    })
}

/// Bundles `www/` into `www/dist`.
pub(crate) fn pages(project: &Project, step: &mut Step) -> Result<()> {
    step.call(&Call::new("node", PAGES_BOUND).args(["www/build.mjs"]).within(project.root()))
}

/// Builds the one binary; unoptimised, as the query engine takes half an hour otherwise.
pub(crate) fn server(project: &Project, step: &mut Step) -> Result<()> {
    let args = line("build", &OVER_THE_QUERY_ENGINE, &[]);
    step.call(&Call::new("cargo", SERVER_BOUND).args(args).within(project.root()))
}

/// Built together with the server.
fn history(project: &Project, step: &mut Step) -> Result<()> {
    let call = Call::new(project.target().join("debug/linger-traffic"), HISTORY_BOUND);
    step.call(&call.within(project.root()).args(["--menu", "www/src/menu/menu.json", "--lake", "data/lake"]))
}

fn serve(project: &Project) -> Result<()> {
    let linger = project.target().join("debug/linger");
    let places = ["--data", "data", "--www", "www/dist", "--sdk", "sdk/npm/dist"];
    let call = Call::new(&linger, Duration::MAX).within(project.root());
    let call = call.args(["serve", "--port-fallback", "--listen", LISTEN]).args(places);
    Err(call.become_it()).during(linger.display())
}
