//! `cargo xtask env`: what a person's own shell needs to build and test for wasm32 with plain cargo and wasm-pack.

use crate::browser;
use crate::install::Installer;
use crate::problem::Result;
use crate::project::Project;
use crate::step::Steps;
use crate::toolchain::{self, Purpose, shell_line, variables};

/// Prints lines for `eval "$(cargo xtask env)"`; progress goes to standard error.
pub(crate) fn run(project: &Project) -> Result<()> {
    let mut installer = Installer::for_this_machine()?;
    let mut steps = Steps::new(1, project.path("target/env-logs"));
    let toolchain = steps.take("finding a compiler for the page", "toolchain", |step| {
        toolchain::ready(&mut installer, step)
    })?;
    println!("# {}", toolchain.description());
    for variable in variables(&toolchain, Purpose::Work, installer.tools(), &project.web_target()) {
        println!("{}", shell_line(&variable));
    }
    for (variable, driver) in browser::drivers(&installer) {
        println!("export {variable}='{}'", driver.display());
    }
    Ok(())
}
