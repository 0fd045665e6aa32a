//! wasm-pack and the test runner of wasm-bindgen: the one at a pinned version, the other at the version that Cargo.lock
//! has, as it refuses modules of another.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use crate::call::Call;
use crate::install::{Installer, on_path};
use crate::problem::{During, Problem, Result};
use crate::project::Project;
use crate::step::Step;

/// The wasm-pack that was tried with this project.
const WASM_PACK_VERSION: &str = "0.15.1";

/// Enough for a program that prints its version.
const QUICK: Duration = Duration::from_secs(10);

/// Makes both present, and gives the wasm-pack to call. The folder `bin` of the tools has to be on its `PATH`.
pub(crate) fn ready(project: &Project, installer: &Installer, step: &mut Step) -> Result<PathBuf> {
    let lock = fs::read_to_string(project.path("Cargo.lock")).during("Cargo.lock")?;
    let bindgen = locked_version(&lock, "wasm-bindgen")
        .ok_or_else(|| Problem::new("Cargo.lock names no wasm-bindgen: restore it"))?;
    // Not --locked: its lock once named a crate version that the registry had withdrawn.
    tool(installer, step, ("wasm-bindgen-cli", "wasm-bindgen"), bindgen, false)?;
    tool(installer, step, ("wasm-pack", "wasm-pack"), WASM_PACK_VERSION, true)
}

fn tool(
    installer: &Installer,
    step: &mut Step,
    (package, program): (&str, &str),
    version: &str,
    locked: bool,
) -> Result<PathBuf> {
    let own = installer.tools().join("bin").join(program);
    let fits = |file: &PathBuf| {
        let answer = Call::new(file, QUICK).args(["--version"]).answer();
        answer.is_some_and(|answer| answer.split_whitespace().nth(1) == Some(version))
    };
    if let Some(found) = on_path(&[program]).into_iter().chain([own.clone()]).find(fits) {
        return Ok(found);
    }
    installer.cargo(step, package, version, locked)?;
    Ok(own)
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
