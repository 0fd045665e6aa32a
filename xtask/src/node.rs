//! Node and the packages of package-lock.json: esbuild, binaryen and what the pages are built with.

use std::path::PathBuf;
use std::time::Duration;

use crate::call::Call;
use crate::fingerprint::{self, Fingerprint, Made};
use crate::install::{Installer, on_path};
use crate::problem::{Problem, Result};
use crate::project::Project;
use crate::step::Step;

/// Binaryen is 90 MB; a slow line still makes this.
const NPM_BOUND: Duration = Duration::from_mins(10);

/// What `npm ci` reads for the pages and the SDK.
const INPUTS: [&str; 4] = ["package-lock.json", "package.json", "www/package.json", "sdk/npm/package.json"];

/// A program that an npm package brings.
pub(crate) fn program(project: &Project, name: &str) -> PathBuf {
    project.path("node_modules/.bin").join(name)
}

/// Makes node and the locked packages of the pages and the SDK present.
pub(crate) fn ready(project: &Project, installer: &mut Installer, step: &mut Step) -> Result<Made> {
    packages(project, installer, step, "", &INPUTS)
}

/// Makes node and the locked packages of a folder with a package of its own present: what only tests and benchmarks need.
pub(crate) fn folder_ready(
    project: &Project,
    installer: &mut Installer,
    step: &mut Step,
    folder: &str,
) -> Result<Made> {
    let inputs = [format!("{folder}/package-lock.json"), format!("{folder}/package.json")];
    packages(project, installer, step, folder, &inputs.each_ref().map(String::as_str))
}

/// `inputs` are what `npm ci` reads in `folder`, the lock first.
fn packages(
    project: &Project,
    installer: &mut Installer,
    step: &mut Step,
    folder: &str,
    inputs: &[&str],
) -> Result<Made> {
    if on_path(&["node"]).is_none() || on_path(&["npm"]).is_none() {
        install_node(installer, step)?;
    }
    let lock = inputs[0];
    if !project.path(lock).is_file() {
        return Err(Problem::new(format!("{lock} is missing: it belongs to the repository, restore it")));
    }
    let wanted = lock_fingerprint(project, inputs)?;
    let folder = project.path(folder);
    let stamp = folder.join("node_modules/.linger-stamp");
    if fingerprint::is_stamped(&stamp, &wanted) {
        return Ok(Made::Before);
    }
    let quiet = ["ci", "--no-audit", "--no-fund", "--no-update-notifier"];
    step.call(&Call::new("npm", NPM_BOUND).args(quiet).within(folder))?;
    fingerprint::stamp(&stamp, &wanted)?;
    Ok(Made::Now)
}

fn install_node(installer: &mut Installer, step: &mut Step) -> Result<()> {
    if installer.apt().is_none() {
        return Err(Problem::new("node and npm are missing: install Node 20 or later (https://nodejs.org)"));
    }
    installer.debian(step, &["nodejs", "npm"])
}

fn lock_fingerprint(project: &Project, inputs: &[&str]) -> Result<String> {
    let start = Ok(Fingerprint::default());
    inputs.iter().fold(start, |sum, input| sum?.path(project.root(), input)).map(|sum| sum.text())
}
