//! wasm-pack and the test runner of wasm-bindgen: the one at a pinned version, the other at the version that Cargo.lock
//! has, as it refuses modules of another.

use std::fs;
use std::path::PathBuf;

use crate::install::{Installer, Tool};
use crate::problem::{During, Problem, Result};
use crate::project::Project;
use crate::step::Step;

/// The wasm-pack that was tried with this project.
const WASM_PACK: Tool = Tool { package: "wasm-pack", program: "wasm-pack", version: "0.15.1", locked: true };

/// Makes both present, and gives the wasm-pack to call. The folder `bin` of the tools has to be on its `PATH`.
pub(crate) fn ready(project: &Project, installer: &Installer, step: &mut Step) -> Result<PathBuf> {
    let lock = fs::read_to_string(project.path("Cargo.lock")).during("Cargo.lock")?;
    let bindgen = locked_version(&lock, "wasm-bindgen")
        .ok_or_else(|| Problem::new("Cargo.lock names no wasm-bindgen: restore it"))?;
    // Not --locked: its lock once named a crate version that the registry had withdrawn.
    let runner =
        Tool { package: "wasm-bindgen-cli", program: "wasm-bindgen", version: bindgen, locked: false };
    installer.tool(step, &runner)?;
    installer.tool(step, &WASM_PACK)
}

/// The version of a package in the text of a Cargo.lock.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let mut lines = lock.lines();
    lines.find(|line| *line == format!("name = \"{package}\""))?;
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.80\"\n\n\
                        [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";

    #[test]
    fn a_version_is_read_from_the_lock_by_the_whole_name() {
        assert_eq!(locked_version(LOCK, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(LOCK, "wasm"), None);
    }
}
