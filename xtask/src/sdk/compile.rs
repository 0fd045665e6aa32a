//! `linger-sdk` as a WebAssembly module.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use super::{Variant, Workbench};
use crate::call::Call;
use crate::problem::{During, Problem, Result};
use crate::step::Step;
use crate::toolchain::furnished;

/// The standard library takes a minute on two cores, the crates less; all of it may be downloaded first.
const COMPILE_BOUND: Duration = Duration::from_mins(20);

/// Where cargo's `wasm` profile puts a library of this name.
const MODULE: &str = "wasm32-unknown-unknown/wasm/linger_sdk.wasm";

/// Compiles one variant and copies it aside, as the next variant has the same name.
pub(super) fn module(bench: &Workbench<'_>, variant: Variant, step: &mut Step) -> Result<PathBuf> {
    step.call(&furnished(call(bench, variant), &bench.variables))?;
    let module = bench.between(variant).join("linger_sdk.wasm");
    fs::copy(bench.project.web_target().join(MODULE), &module).during(MODULE)?;
    refuse_machine_paths(&fs::read(&module).during(module.display())?, bench)?;
    Ok(module)
}

fn call(bench: &Workbench<'_>, variant: Variant) -> Call {
    let features: &[&str] = match variant {
        Variant::Script => &["--no-default-features", "--features", "small"],
        Variant::Npm => &["--no-default-features", "--features", "options,small"],
        Variant::Debug => &["--no-default-features", "--features", "small,debug"],
    };
    // Only this crate type: beside an rlib, cargo would leave out link-time optimisation.
    let what = ["rustc", "--locked", "-p", "linger-sdk", "--lib", "--crate-type", "cdylib"];
    let how = ["--profile", "wasm", "--target", "wasm32-unknown-unknown"];
    let call = Call::new(bench.toolchain.cargo(), COMPILE_BOUND).within(bench.project.root());
    call.args(what).args(how).args(features.iter().copied())
}

fn refuse_machine_paths(module: &[u8], bench: &Workbench<'_>) -> Result<()> {
    let home = std::env::var("HOME").unwrap_or_default();
    let root = bench.project.root().to_string_lossy().into_owned();
    match [root, home].iter().find(|path| names(module, path)) {
        Some(path) => Err(Problem::new(format!(
            "the module names the folder {path}: it would differ from machine to machine and tell about this one"
        ))),
        None => Ok(()),
    }
}

/// Whether the bytes hold this absolute path; `/` alone is in every text.
fn names(module: &[u8], path: &str) -> bool {
    path.len() > 1 && module.windows(path.len()).any(|window| window == path.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn a_path_within_the_bytes_is_found() {
        assert!(names(b"\0panicked at /home/ann/linger/src/lib.rs", "/home/ann"));
        assert!(!names(b"\0panicked at src/lib.rs", "/home/ann"));
        assert!(!names(b"a/b", "/") && !names(b"a/b", ""));
    }
}
