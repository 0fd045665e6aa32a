//! The scripts, by esbuild.

use std::ffi::OsString;
use std::path::Path;
use std::time::Duration;

use super::Workbench;
use crate::call::Call;
use crate::node;
use crate::problem::Result;
use crate::step::Step;

/// Seconds each; the bound is for a machine that is busy.
pub(super) const BUNDLE_BOUND: Duration = Duration::from_mins(5);

/// A script: its entry, what it is called in `dist`, and how it is loaded.
#[derive(Debug, Clone, Copy)]
pub(super) struct Script {
    pub(super) entry: &'static str,
    pub(super) file: &'static str,
    pub(super) format: Format,
}

/// How a page loads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// By a script tag.
    Classic,
    /// By `import`.
    Module,
}

/// What a script imports that is made here: the name it uses, and the file.
pub(super) type Alias<'a> = (&'static str, &'a Path);

/// Bundles a script into `dist`.
pub(super) fn script(
    bench: &Workbench<'_>,
    script: Script,
    aliases: &[Alias<'_>],
    step: &mut Step,
) -> Result<()> {
    let output = bench.dist.join(script.file);
    let format = match script.format {
        Format::Classic => "--format=iife",
        Format::Module => "--format=esm",
    };
    let call = Call::new(node::program(bench.project, "esbuild"), BUNDLE_BOUND).within(bench.project.root());
    let call = call.args([script.entry, format, "--bundle", "--minify", "--target=es2020"]);
    let call = call.args(["--charset=utf8", "--legal-comments=none", "--log-level=warning"]);
    // The package's own files stay files of their own, fetched where they are wanted.
    let call = call.args(["--external:./linger-*.js"]);
    let named = aliases.iter().map(|(name, path)| joined(&format!("--alias:{name}="), path));
    let account = bench.accounts().join(format!("{}.json", script.file));
    step.call(&call.args(named).args([joined("--outfile=", &output), joined("--metafile=", &account)]))
}

fn joined(option: &str, path: &Path) -> OsString {
    let mut joined = OsString::from(option);
    joined.push(path);
    joined
}
