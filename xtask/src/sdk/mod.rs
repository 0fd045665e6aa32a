//! From `sdk/` to the files that a page loads: compile, bind, optimise, bundle, measure.

mod bind;
mod bundle;
mod compile;
mod integrity;
mod size;

use std::fs;
use std::path::{Path, PathBuf};

use crate::fingerprint::{self, Fingerprint, Made};
use crate::install::Installer;
use crate::problem::{During, Result};
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

/// The two builds of one source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Variant {
    /// For `<script src="linger.js">`: no options object, so no serde.
    Script,
    /// For bundlers: `start(options)`.
    Npm,
}

impl Variant {
    const ALL: [Self; 2] = [Self::Script, Self::Npm];

    fn name(self) -> &'static str {
        match self {
            Self::Script => "script",
            Self::Npm => "npm",
        }
    }

    fn script_file(self) -> &'static str {
        match self {
            Self::Script => "linger.js",
            Self::Npm => "index.js",
        }
    }

    fn wasm_file(self) -> &'static str {
        match self {
            Self::Script => "linger.wasm",
            Self::Npm => "linger-full.wasm",
        }
    }
}

/// What the parts of the build share.
struct Workbench<'a> {
    project: &'a Project,
    toolchain: &'a Toolchain,
    variables: Vec<Variable>,
    dist: PathBuf,
}

impl Workbench<'_> {
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
) -> Result<Made> {
    let stamp = project.web_target().join("sdk.stamp");
    let inputs = input_fingerprint(project, toolchain)?;
    if fingerprint::is_stamped(&stamp, &stamp_text(project, &inputs)?) {
        return Ok(Made::Before);
    }
    let variables = variables(toolchain, Purpose::Smallest, installer.tools(), &project.web_target());
    let bench = Workbench { project, toolchain, variables, dist: project.path(DIST) };
    fs::create_dir_all(&bench.dist).during(DIST)?;
    for variant in Variant::ALL {
        build(&bench, variant, step)?;
    }
    let types = bench.dist.join("index.d.ts");
    fs::copy(project.path(TYPES), &types).during(TYPES)?;
    integrity::write(&bench.dist)?;
    for line in size::lines(&bench.dist)? {
        step.say(&line);
    }
    fingerprint::stamp(&stamp, &stamp_text(project, &inputs)?)?;
    Ok(Made::Now)
}

fn build(bench: &Workbench<'_>, variant: Variant, step: &mut Step) -> Result<()> {
    let between = bench.between(variant);
    fs::create_dir_all(&between).during(between.display())?;
    let module = compile::module(bench, variant, step)?;
    let bound = bind::module(&module, &between)?;
    bundle::optimise(bench, variant, &bound.wasm, step)?;
    bundle::scripts(bench, variant, &bound.glue, step)
}

fn input_fingerprint(project: &Project, toolchain: &Toolchain) -> Result<String> {
    let start = Ok(Fingerprint::default().word(&toolchain.description()));
    INPUTS.iter().fold(start, |sum, input| sum?.path(project.root(), input)).map(|sum| sum.text())
}

/// Inputs and outputs together, so that a file deleted or edited in `dist` is made again.
fn stamp_text(project: &Project, inputs: &str) -> Result<String> {
    Ok(format!("{inputs} {}\n", Fingerprint::default().path(Path::new(project.root()), DIST)?.text()))
}
