//! Python packages at locked versions, in an environment of their own under `target/`.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use crate::call::Call;
use crate::fingerprint::{self, Fingerprint};
use crate::install::{Installer, on_path};
use crate::problem::{During, Problem, Result};
use crate::project::Project;
use crate::step::Step;

/// Thirty packages of 20 MB in all take half a minute; a slow line still makes this.
const PIP_BOUND: Duration = Duration::from_mins(10);

/// Enough for a program that only answers.
const QUICK: Duration = Duration::from_secs(30);

/// The folder of the programs of an environment that has what `requirements` lists, made anew where that or Python has
/// changed.
pub(crate) fn ready(
    project: &Project,
    installer: &mut Installer,
    step: &mut Step,
    name: &str,
    requirements: &str,
) -> Result<PathBuf> {
    ready_for_all(project, installer, step, name, &[requirements])
}

/// The same for several lists that agree.
pub(crate) fn ready_for_all(
    project: &Project,
    installer: &mut Installer,
    step: &mut Step,
    name: &str,
    requirements: &[&str],
) -> Result<PathBuf> {
    let python = python(installer, step)?;
    let folder = project.path("target/python").join(name);
    let wanted = Fingerprint::default().word(&python);
    let wanted =
        requirements.iter().try_fold(wanted, |wanted, list| wanted.path(project.root(), list))?.text();
    let stamp = folder.join(".linger-stamp");
    if !fingerprint::is_stamped(&stamp, &wanted) {
        if folder.exists() {
            fs::remove_dir_all(&folder).during(folder.display())?;
        }
        let lists: Vec<&str> = requirements.iter().flat_map(|list| ["-r", list]).collect();
        step.say(&format!("pip install {}", lists.join(" ")));
        step.call(&Call::new("python3", PIP_BOUND).args(["-m", "venv"]).args([&folder]))?;
        let pip = Call::new(folder.join("bin/pip"), PIP_BOUND).within(project.root());
        step.call(&pip.args(["install", "--disable-pip-version-check", "--quiet"]).args(lists))?;
        fingerprint::stamp(&stamp, &wanted)?;
    }
    Ok(folder.join("bin"))
}

/// The version of a Python that can make environments, which Debian keeps in a package of its own.
fn python(installer: &mut Installer, step: &mut Step) -> Result<String> {
    if version().is_none() && installer.apt().is_some() {
        installer.debian(step, &["python3", "python3-venv"])?;
    }
    let missing = "Python cannot make environments here: install Python 3.10 or later with its module venv";
    version().ok_or_else(|| Problem::new(missing))
}

fn version() -> Option<String> {
    on_path(&["python3"])?;
    let ask = Call::new("python3", QUICK).args(["-c", "import ensurepip, sys, venv; print(sys.version)"]);
    ask.answer()
}
