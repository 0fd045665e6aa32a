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

/// What `npm ci` reads.
const INPUTS: [&str; 4] = ["package-lock.json", "package.json", "www/package.json", "sdk/npm/package.json"];

/// A program that an npm package brings.
pub(crate) fn program(project: &Project, name: &str) -> PathBuf {
    project.path("node_modules/.bin").join(name)
}

/// Makes node and the locked packages present.
pub(crate) fn ready(project: &Project, installer: &mut Installer, step: &mut Step) -> Result<Made> {
    if on_path(&["node"]).is_none() || on_path(&["npm"]).is_none() {
        install_node(installer, step)?;
    }
    if !project.path("package-lock.json").is_file() {
        return Err(Problem::new("package-lock.json is missing: it belongs to the repository, restore it"));
    }
    let wanted = lock_fingerprint(project)?;
    let stamp = project.path("node_modules/.linger-stamp");
    if fingerprint::is_stamped(&stamp, &wanted) {
        return Ok(Made::Before);
    }
    let quiet = ["ci", "--no-audit", "--no-fund", "--no-update-notifier"];
    step.call(&Call::new("npm", NPM_BOUND).args(quiet).within(project.root()))?;
    fingerprint::stamp(&stamp, &wanted)?;
    Ok(Made::Now)
}

fn install_node(installer: &mut Installer, step: &mut Step) -> Result<()> {
    if installer.apt().is_none() {
        return Err(Problem::new("node and npm are missing: install Node 20 or later (https://nodejs.org)"));
    }
    installer.debian(step, &["nodejs", "npm"])
}

fn lock_fingerprint(project: &Project) -> Result<String> {
    let start = Ok(Fingerprint::default());
    INPUTS.iter().fold(start, |sum, input| sum?.path(project.root(), input)).map(|sum| sum.text())
}
