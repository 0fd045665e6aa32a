//! A toolchain as variables of the environment, for our own calls and for a person's shell.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::{Toolchain, Way};
use crate::call::Call;

/// What a build for wasm32 is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Working on it and testing it: with panic messages.
    Work,
    /// The page: as few bytes as possible.
    Smallest,
}

/// How a variable gets its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    /// This text.
    Is(String),
    /// These folders before what it holds.
    Before(Vec<String>),
}

/// A variable to set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Variable {
    /// Its name.
    pub(crate) name: &'static str,
    /// Its value.
    pub(crate) value: Value,
}

/// Leaves out the texts with which a panic would explain itself: nobody reads them on a guest's phone. No machine path
/// is in here, so the module is the same wherever it is built.
const SMALLEST_SOURCE: &str =
    "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none -Ctarget-cpu=mvp";

/// The same as far as a precompiled library allows.
const SMALLEST_PREBUILT: &str = "-Zlocation-detail=none -Zfmt-debug=none";

/// Everything with which `cargo build --target wasm32-unknown-unknown` works through this toolchain.
pub(crate) fn variables(
    toolchain: &Toolchain,
    purpose: Purpose,
    tools: &Path,
    target: &Path,
) -> Vec<Variable> {
    let mut all = vec![is("CARGO_TARGET_DIR", target.to_string_lossy())];
    let mut folders = vec![tools.join("bin").to_string_lossy().into_owned()];
    if toolchain.way == Way::DebianSource {
        all.push(is("RUSTC", toolchain.compiler.rustc.to_string_lossy()));
        all.push(is("CARGO", toolchain.compiler.cargo.to_string_lossy()));
        // wasm-pack asks the `cargo` and the `rustc` that it finds first.
        folders.insert(0, "/usr/bin".into());
    }
    if let Some(linker) = &toolchain.linker {
        all.push(is("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker.to_string_lossy()));
    }
    all.extend(library(toolchain.way, purpose));
    all.push(Variable { name: "PATH", value: Value::Before(folders) });
    all
}

fn library(way: Way, purpose: Purpose) -> Vec<Variable> {
    // Building the library is unstable, and so are the flags for size; the compilers are stable releases.
    let bootstrap = is("RUSTC_BOOTSTRAP", "1");
    let source = is("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort");
    let for_size = is("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size");
    match (way, flags(way, purpose)) {
        (Way::Prebuilt, None) => vec![],
        (Way::Prebuilt, Some(flags)) => vec![bootstrap, is("RUSTFLAGS", flags)],
        (Way::Source | Way::DebianSource, None) => vec![bootstrap, source],
        (Way::Source | Way::DebianSource, Some(flags)) => {
            vec![bootstrap, source, for_size, is("RUSTFLAGS", flags)]
        }
    }
}

fn flags(way: Way, purpose: Purpose) -> Option<String> {
    let smallest = match way {
        Way::Prebuilt => SMALLEST_PREBUILT,
        Way::Source | Way::DebianSource => SMALLEST_SOURCE,
    };
    match purpose {
        Purpose::Work => None,
        Purpose::Smallest => Some(smallest.to_owned()),
    }
}

fn is(name: &'static str, text: impl Into<String>) -> Variable {
    Variable { name, value: Value::Is(text.into()) }
}

/// The call with these variables, and without those of `cargo run` that mislead another compiler.
pub(crate) fn furnished(call: Call, variables: &[Variable]) -> Call {
    let bare = call.unset("LD_LIBRARY_PATH").unset("CARGO_ENCODED_RUSTFLAGS");
    variables.iter().fold(bare, |call, variable| match &variable.value {
        Value::Is(text) => call.set(variable.name, text),
        Value::Before(folders) => call.set(variable.name, before(folders, env::var_os(variable.name))),
    })
}

fn before(folders: &[String], old: Option<OsString>) -> OsString {
    let old = old.unwrap_or_default();
    let all = folders.iter().map(PathBuf::from).chain(env::split_paths(&old));
    env::join_paths(all).expect("the parts of a PATH, and folders of ours, hold no colon")
}

/// The variable as a line for `eval` in a POSIX shell.
pub(crate) fn shell_line(variable: &Variable) -> String {
    match &variable.value {
        Value::Is(text) => format!("export {}={}", variable.name, quoted(text)),
        Value::Before(folders) => {
            format!("export {0}={1}:\"${0}\"", variable.name, quoted(&folders.join(":")))
        }
    }
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::super::Compiler;
    use super::*;

    fn toolchain(way: Way) -> Toolchain {
        let compiler = Compiler {
            rustc: "/usr/bin/rustc".into(),
            cargo: "/usr/bin/cargo".into(),
            version: String::new(),
            release: (1, 96),
            has_source: true,
            has_web_library: true,
            has_linker: false,
        };
        Toolchain { way, compiler, linker: Some("/lib/rust-lld".into()) }
    }

    fn lines(way: Way, purpose: Purpose) -> String {
        let all = variables(&toolchain(way), purpose, Path::new("/tools"), Path::new("/web"));
        all.iter().map(shell_line).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn debians_compiler_is_named_and_comes_first_on_the_path() {
        let lines = lines(Way::DebianSource, Purpose::Work);
        assert!(lines.contains("export RUSTC='/usr/bin/rustc'\nexport CARGO='/usr/bin/cargo'"), "{lines}");
        assert!(lines.contains("export PATH='/usr/bin:/tools/bin':\"$PATH\""), "{lines}");
        assert!(
            lines.contains("export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER='/lib/rust-lld'"),
            "{lines}"
        );
        assert!(!lines.contains("RUSTFLAGS"), "{lines}");
    }

    #[test]
    fn a_precompiled_library_is_not_asked_to_abort_at_once() {
        let lines = lines(Way::Prebuilt, Purpose::Smallest);
        assert!(lines.contains("location-detail=none") && !lines.contains("immediate-abort"), "{lines}");
        assert!(!lines.contains("BUILD_STD") && !lines.contains("RUSTC="), "{lines}");
    }

    #[test]
    fn flags_for_size_hold_no_path_of_this_machine() {
        assert!(!SMALLEST_SOURCE.contains('/') && !SMALLEST_PREBUILT.contains('/'));
    }

    #[test]
    fn quotes_in_a_value_survive_the_shell() {
        assert_eq!(quoted("it's"), r"'it'\''s'");
    }
}
