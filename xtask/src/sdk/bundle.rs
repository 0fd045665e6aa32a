//! The last steps to what a page loads, by node's packages: binaryen for the module, esbuild for the scripts.

use std::ffi::OsString;
use std::path::Path;
use std::time::Duration;

use super::{Variant, Workbench};
use crate::call::Call;
use crate::node;
use crate::problem::Result;
use crate::step::Step;

/// Seconds each; the bound is for a machine that is busy.
const BUNDLE_BOUND: Duration = Duration::from_mins(5);

/// What the compiler may use already, so that the optimiser brings in nothing that the module did not ask of the browser.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Sections that no browser reads.
const STRIPPED: [&str; 3] = ["--strip-debug", "--strip-producers", "--strip-target-features"];

/// Writes the optimised module into `dist`.
pub(super) fn optimise(
    bench: &Workbench<'_>,
    variant: Variant,
    module: &Path,
    step: &mut Step,
) -> Result<()> {
    let output = bench.dist.join(variant.wasm_file());
    let call = Call::new(node::program(bench.project, "wasm-opt"), BUNDLE_BOUND).args(["-Oz"]);
    let call = call.args(FEATURES).args(STRIPPED).args([module.as_os_str()]);
    step.call(&call.args(["-o".into(), output.into_os_string()]))
}

/// Bundles the package's entry with the glue into `dist`.
pub(super) fn scripts(bench: &Workbench<'_>, variant: Variant, glue: &Path, step: &mut Step) -> Result<()> {
    let (entry, format) = match variant {
        Variant::Script => ("sdk/npm/src/script.js", "--format=iife"),
        Variant::Npm => ("sdk/npm/src/index.js", "--format=esm"),
    };
    let output = bench.dist.join(variant.script_file());
    let call = Call::new(node::program(bench.project, "esbuild"), BUNDLE_BOUND).within(bench.project.root());
    let call = call.args([entry, format, "--bundle", "--minify", "--target=es2020", "--legal-comments=none"]);
    let named = [joined("--alias:linger-glue=", glue), joined("--outfile=", &output)];
    step.call(&call.args(["--log-level=warning"]).args(named))
}

fn joined(option: &str, path: &Path) -> OsString {
    let mut joined = OsString::from(option);
    joined.push(path);
    joined
}
