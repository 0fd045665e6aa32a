//! The module's last steps, by binaryen: what is never called goes, the rest gets smaller, names get short, and for
//! browsers without WebAssembly all of it becomes JavaScript.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::path::Path;

use super::Workbench;
use super::bundle::BUNDLE_BOUND;
use super::names::Names;
use crate::call::Call;
use crate::node;
use crate::problem::{During, Problem, Result};
use crate::step::Step;

/// What the optimiser may bring in: no more than the compiler was allowed, so that old webviews can load it.
const FEATURES: [&str; 2] = ["--mvp-features", "--enable-mutable-globals"];

/// Sections that no browser reads.
const STRIPPED: [&str; 3] = ["--strip-debug", "--strip-producers", "--strip-target-features"];

/// Each was measured: together they take a fiftieth off. The order counts.
const SMALLER: [&str; 7] = [
    "-Oz",
    "--converge",
    "--low-memory-unused",
    "--one-caller-inline-max-function-size=30",
    "--merge-locals",
    "--reorder-locals",
    "--vacuum",
];

/// Removes what the glue reaches through none of these exports.
pub(super) fn reduce(
    bench: &Workbench<'_>,
    from: &Path,
    to: &Path,
    exports: &BTreeSet<&str>,
    step: &mut Step,
) -> Result<()> {
    let graph = to.with_extension("json");
    fs::write(&graph, reachable(exports)).during(graph.display())?;
    let call =
        Call::new(node::program(bench.project, "wasm-metadce"), BUNDLE_BOUND).args(FEATURES).args(["-g"]);
    let graph: [OsString; 2] = ["--graph-file".into(), graph.into_os_string()];
    step.call(&call.args(graph).args([from.as_os_str()]).args(["-o".into(), to.as_os_str().to_owned()]))
}

fn reachable(exports: &BTreeSet<&str>) -> String {
    let reaches: Vec<String> = exports.iter().map(|name| format!("{name:?}")).collect();
    let nodes = exports.iter().map(|name| format!(r#",{{"name":{name:?},"export":{name:?}}}"#));
    let root = format!(r#"[{{"name":"page","root":true,"reaches":[{}]}}"#, reaches.join(","));
    format!("{root}{}]", nodes.collect::<String>())
}

/// Writes the optimised module.
pub(super) fn optimise(bench: &Workbench<'_>, from: &Path, to: &Path, step: &mut Step) -> Result<()> {
    let call = Call::new(node::program(bench.project, "wasm-opt"), BUNDLE_BOUND);
    let call = call.args(SMALLER).args(FEATURES).args(STRIPPED).args([from.as_os_str()]);
    step.call(&call.args(["-o".into(), to.as_os_str().to_owned()]))
}

/// The same module with its functions' names, for telling what its bytes are spent on.
pub(super) fn with_names(bench: &Workbench<'_>, from: &Path, to: &Path, step: &mut Step) -> Result<()> {
    let call = Call::new(node::program(bench.project, "wasm-opt"), BUNDLE_BOUND);
    let call = call.args(SMALLER).args(FEATURES).args(["-g"]).args([from.as_os_str()]);
    step.call(&call.args(["-o".into(), to.as_os_str().to_owned()]))
}

/// Writes the module with short names; which they are.
pub(super) fn rename(bench: &Workbench<'_>, from: &Path, to: &Path) -> Result<Names> {
    let call = Call::new(node::program(bench.project, "wasm-opt"), BUNDLE_BOUND);
    let call =
        call.args(["--minify-imports-and-exports-and-modules"]).args(FEATURES).args([from.as_os_str()]);
    let printed = call.args(["-o".into(), to.as_os_str().to_owned()]).answer();
    Names::parsed(&printed.ok_or_else(|| Problem::new("wasm-opt could not shorten the module's names"))?)
}

/// Writes the module as JavaScript.
pub(super) fn translate(bench: &Workbench<'_>, from: &Path, to: &Path, step: &mut Step) -> Result<()> {
    let call = Call::new(node::program(bench.project, "wasm2js"), BUNDLE_BOUND);
    let call = call.args(["-Oz"]).args(FEATURES).args([from.as_os_str()]);
    step.call(&call.args(["-o".into(), to.as_os_str().to_owned()]))
}
