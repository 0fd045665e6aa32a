//! What the packaging suite runs beside the npm package: the example in Rust, as the browser gets it.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use wasm_bindgen_cli_support::Bindgen;

use crate::call::Call;
use crate::problem::{During, Result};
use crate::project::Project;
use crate::step::Step;
use crate::toolchain::{Purpose, Toolchain, furnished, variables};

/// The consumers, their bundlers and their lock.
pub(super) const FOLDER: &str = "tests/packaging";

/// The standard library takes a minute on two cores, the crates less.
const COMPILE_BOUND: Duration = Duration::from_mins(20);

/// The example's page, beside which the module belongs.
const PAGE: &str = "examples/rust-app/index.html";

/// Where cargo's `wasm` profile puts the example.
const MODULE: &str = "wasm32-unknown-unknown/wasm/linger_example_rust_app.wasm";

/// Builds `examples/rust-app` as wasm-pack would, into a folder to serve.
pub(super) fn rust_app(
    project: &Project,
    toolchain: &Toolchain,
    tools: &Path,
    step: &mut Step,
) -> Result<PathBuf> {
    let target = project.web_target();
    let variables = variables(toolchain, Purpose::Smallest, tools, &target);
    let call = Call::new(toolchain.cargo(), COMPILE_BOUND).within(project.root());
    let what = ["rustc", "--locked", "-p", "linger-example-rust-app", "--lib", "--crate-type", "cdylib"];
    let how = ["--profile", "wasm", "--target", "wasm32-unknown-unknown"];
    step.call(&furnished(call.args(what).args(how), &variables))?;
    let folder = target.join("rust-app");
    bind(&target.join(MODULE), &folder.join("pkg"))?;
    fs::copy(project.path(PAGE), folder.join("index.html")).during(PAGE)?;
    Ok(folder)
}

fn bind(module: &Path, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).during(folder.display())?;
    let mut bindgen = Bindgen::new();
    // The page calls `init()` with no argument: the glue has to know where its module is.
    bindgen.input_path(module).typescript(false).omit_default_module_path(false);
    bindgen.web(true).and_then(|bindgen| bindgen.generate(folder)).during("wasm-bindgen")
}
