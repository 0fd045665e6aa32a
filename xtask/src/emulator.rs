//! The emulator of AWS that tests stand before: Python packages of pinned versions, in a folder of their own.

use std::path::PathBuf;
use std::time::Duration;

use crate::call::Call;
use crate::fingerprint::{Fingerprint, is_stamped, stamp};
use crate::install::{Installer, on_path};
use crate::problem::Result;
use crate::project::Project;
use crate::step::Step;

/// What is installed, with its version.
const REQUIREMENTS: &str = "tests/aws/requirements.txt";

/// 27 packages, 340 MB.
const INSTALL_BOUND: Duration = Duration::from_mins(10);

/// The folder with the emulator in its `bin`, installed where it is not there or is another one.
pub(crate) fn ready(project: &Project, installer: &mut Installer, step: &mut Step) -> Result<PathBuf> {
    let folder = installer.tools().join("emulator");
    let made = folder.join("made-from");
    let wanted = Fingerprint::default().path(project.root(), REQUIREMENTS)?.text();
    if is_stamped(&made, &wanted) {
        return Ok(folder);
    }
    if on_path(&["python3"]).is_none() {
        installer.debian(step, &["python3", "python3-venv"])?;
    }
    step.say("installing the emulator of AWS, once");
    make(installer, step, &folder)?;
    let pip =
        Call::new(folder.join("bin/pip"), INSTALL_BOUND).args(["install", "--quiet", "--no-deps", "-r"]);
    step.call(&pip.args([project.path(REQUIREMENTS)]))?;
    stamp(&made, &wanted)?;
    Ok(folder)
}

/// Debian's Python comes without what makes such folders.
fn make(installer: &mut Installer, step: &mut Step, folder: &std::path::Path) -> Result<()> {
    let venv = Call::new("python3", INSTALL_BOUND).args(["-m", "venv", "--clear"]).args([folder]);
    if step.call(&venv).is_ok() {
        return Ok(());
    }
    installer.debian(step, &["python3-venv"])?;
    step.call(&venv)
}
