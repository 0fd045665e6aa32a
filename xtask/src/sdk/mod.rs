//! From `sdk/` to the files that a page loads: compile, bind, optimise, bundle, measure.

mod bind;
mod bundle;
mod compile;
mod integrity;
mod names;
mod optimise;
mod size;
mod spent;
mod trim;

use std::fs;
use std::path::{Path, PathBuf};

use bundle::{Format, Script};
use names::Names;

use crate::fingerprint::{self, Fingerprint};
use crate::install::Installer;
use crate::problem::{During, Problem, Result};
use crate::project::Project;
use crate::step::Step;
use crate::toolchain::{Purpose, Toolchain, Variable, variables};

/// Where the package's files land.
const DIST: &str = "sdk/npm/dist";

/// The package's types, written by hand.
const TYPES: &str = "sdk/npm/src/index.d.ts";

/// All that the files are made from, beside the toolchain.
const INPUTS: [&str; 8] = [
    "wire/src",
    "engine/src",
    "sdk",
    "xtask/src",
    "Cargo.toml",
    "Cargo.lock",
    "package-lock.json",
    "engine/Cargo.toml",
];

/// The builds of one source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Variant {
    /// For `<script src="linger.js">`: no options object, so no serde.
    Script,
    /// For bundlers: options as an object.
    Npm,
    /// For `?linger=debug`: tells what it knows.
    Debug,
}

impl Variant {
    fn name(self) -> &'static str {
        match self {
            Self::Script => "script",
            Self::Npm => "npm",
            Self::Debug => "debug",
        }
    }

    fn wasm_file(self) -> &'static str {
        match self {
            Self::Script => "linger.wasm",
            Self::Npm => "linger-full.wasm",
            Self::Debug => "linger-debug.wasm",
        }
    }
}

/// What the script tag names.
const TAG: Script = Script { entry: "sdk/npm/src/script.js", file: "linger.js", format: Format::Classic };

/// What it fetches where WebAssembly cannot be.
const FALLBACK: Script =
    Script { entry: "sdk/npm/src/fallback.js", file: "linger-fallback.js", format: Format::Module };

/// What it fetches for the debug mode.
const DEBUG: Script =
    Script { entry: "sdk/npm/src/debug.js", file: "linger-debug.js", format: Format::Module };

/// npm's entry.
const ENTRY: Script = Script { entry: "sdk/npm/src/index.js", file: "index.js", format: Format::Module };

/// What is fetched by pages that ask for it, and is the same for all ways in.
const PARTS: [Script; 3] = [
    Script { entry: "sdk/npm/src/search.js", file: "linger-auto.js", format: Format::Module },
    Script { entry: "sdk/npm/src/direct.js", file: "linger-direct.js", format: Format::Module },
    Script { entry: "sdk/src/shell/stash.js", file: "linger-stash.js", format: Format::Module },
];

/// What the parts of the build share.
struct Workbench<'a> {
    project: &'a Project,
    toolchain: &'a Toolchain,
    variables: Vec<Variable>,
    dist: PathBuf,
}

impl Workbench<'_> {
    /// The folder for esbuild's accounts of what went into each script.
    fn accounts(&self) -> PathBuf {
        self.between(Variant::Script)
    }

    /// The folder for what one variant passes through on its way.
    fn between(&self, variant: Variant) -> PathBuf {
        self.project.web_target().join("sdk").join(variant.name())
    }
}

/// Makes `sdk/npm/dist` current, and says the sizes; node's packages have to be present.
pub(crate) fn ready(
    project: &Project,
    installer: &Installer,
    toolchain: &Toolchain,
    step: &mut Step,
) -> Result<fingerprint::Made> {
    let stamp = project.web_target().join("sdk.stamp");
    let inputs = input_fingerprint(project, toolchain)?;
    if fingerprint::is_stamped(&stamp, &stamp_text(project, &inputs)?) {
        return Ok(fingerprint::Made::Before);
    }
    let variables = variables(toolchain, Purpose::Smallest, installer.tools(), &project.web_target());
    let bench = Workbench { project, toolchain, variables, dist: project.path(DIST) };
    fs::create_dir_all(&bench.dist).during(DIST)?;
    script(&bench, step)?;
    other(&bench, Variant::Npm, ENTRY, step)?;
    other(&bench, Variant::Debug, DEBUG, step)?;
    for part in PARTS {
        bundle::script(&bench, part, &[], step)?;
    }
    let types = bench.dist.join("index.d.ts");
    fs::copy(project.path(TYPES), &types).during(TYPES)?;
    integrity::write(&bench.dist)?;
    for line in size::measure(&bench.dist)?.lines {
        step.say(&line);
    }
    fingerprint::stamp(&stamp, &stamp_text(project, &inputs)?)?;
    Ok(fingerprint::Made::Now)
}

/// Prints the sizes and what the bytes are spent on; an error where any is over its budget.
pub(crate) fn weigh(project: &Project) -> Result<()> {
    let sizes = size::measure(&project.path(DIST))?;
    let between = project.web_target().join("sdk").join(Variant::Script.name());
    let named = between.join("named.wasm");
    let functions = spent::functions(&fs::read(&named).during(named.display())?)?;
    let spent = spent::lines(functions, &between.join("linger.js.json"))?;
    for line in sizes.lines.iter().chain(&spent) {
        println!("{line}");
    }
    if sizes.over.is_empty() { Ok(()) } else { Err(Problem::new(sizes.over.join("; "))) }
}

/// The script tag's files: its own, and the module once more as JavaScript.
fn script(bench: &Workbench<'_>, step: &mut Step) -> Result<()> {
    let Made { glue, names } = made(bench, Variant::Script, step)?;
    bundle::script(bench, TAG, &[("linger-glue", &glue)], step)?;
    let between = bench.between(Variant::Script);
    let (translated, imports) = (between.join("translated.mjs"), between.join("imports.mjs"));
    optimise::translate(bench, &bench.dist.join(Variant::Script.wasm_file()), &translated, step)?;
    fs::write(&imports, names.imports_script()).during(imports.display())?;
    let aliases = [
        ("linger-glue", glue.as_path()),
        ("linger-translated", &translated),
        (names::IMPORT_MODULE, &imports),
    ];
    bundle::script(bench, FALLBACK, &aliases, step)
}

fn other(bench: &Workbench<'_>, variant: Variant, entry: Script, step: &mut Step) -> Result<()> {
    let Made { glue, .. } = made(bench, variant, step)?;
    bundle::script(bench, entry, &[("linger-glue", &glue)], step)
}

/// A module in `dist`, and what belongs to it.
struct Made {
    glue: PathBuf,
    names: Names,
}

/// Compiles a variant's module, makes it as small as it gets, and its glue to match.
fn made(bench: &Workbench<'_>, variant: Variant, step: &mut Step) -> Result<Made> {
    let between = bench.between(variant);
    fs::create_dir_all(&between).during(between.display())?;
    let bind::Bound { wasm, glue } =
        bind::module(&compile::module(bench, variant, step)?, &between, variant)?;
    let text = fs::read_to_string(&glue).during(glue.display())?;
    let (reduced, small) = (between.join("reduced.wasm"), between.join("small.wasm"));
    optimise::reduce(bench, &wasm, &reduced, &trim::exports(&text), step)?;
    optimise::optimise(bench, &reduced, &small, step)?;
    optimise::with_names(bench, &reduced, &between.join("named.wasm"), step)?;
    let names = optimise::rename(bench, &small, &bench.dist.join(variant.wasm_file()))?;
    fs::write(&glue, names.applied(&text)?).during(glue.display())?;
    Ok(Made { glue, names })
}

fn input_fingerprint(project: &Project, toolchain: &Toolchain) -> Result<String> {
    let start = Ok(Fingerprint::default().word(&toolchain.description()));
    INPUTS.iter().fold(start, |sum, input| sum?.path(project.root(), input)).map(|sum| sum.text())
}

/// Inputs and outputs together, so that a file deleted or edited in `dist` is made again.
fn stamp_text(project: &Project, inputs: &str) -> Result<String> {
    Ok(format!("{inputs} {}\n", Fingerprint::default().path(Path::new(project.root()), DIST)?.text()))
}
