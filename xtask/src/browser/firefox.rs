//! Firefox and geckodriver.

use std::path::{Path, PathBuf};

use crate::call::Call;
use crate::install::{Installer, Tool, on_path};
use crate::problem::{Problem, Result};
use crate::step::Step;

/// Where Debian has it, and what `sdk/webdriver.json` names.
pub(super) const DEBIAN: &str = "/usr/bin/firefox-esr";

/// The variable that names its driver.
pub(super) const DRIVER: &str = "GECKODRIVER";

/// The driver that was tried with this project. Debian has no package of it; the crate is Mozilla's own.
const GECKODRIVER: Tool =
    Tool { package: "geckodriver", program: "geckodriver", version: "0.37.1", locked: true };

/// A Firefox and the driver that speaks `WebDriver` for it.
#[derive(Debug, Clone)]
pub(crate) struct Firefox {
    program: PathBuf,
    driver: PathBuf,
}

/// The driver, where it is installed: any release drives any Firefox of the last years.
pub(super) fn driver(installer: &Installer) -> Option<PathBuf> {
    on_path(&[GECKODRIVER.program]).or_else(|| installer.installed(&GECKODRIVER))
}

impl Firefox {
    /// Finds browser and driver, or installs Debian's browser and the pinned driver.
    pub(crate) fn ready(installer: &mut Installer, step: &mut Step) -> Result<Self> {
        if find().is_none() && installer.apt().is_some() {
            installer.debian(step, &["firefox-esr"])?;
        }
        let program = find().ok_or_else(|| {
            Problem::new("no Firefox to test in: install Firefox or Firefox ESR, on the PATH")
        })?;
        let driver = driver(installer).map_or_else(|| installer.tool(step, &GECKODRIVER), Ok)?;
        Ok(Self { program, driver })
    }

    /// The call with the variables by which the tests find browser and driver.
    pub(crate) fn furnished(&self, call: Call) -> Call {
        call.set("FIREFOX", &self.program).set(DRIVER, &self.driver)
    }

    pub(super) fn program(&self) -> &Path {
        &self.program
    }
}

fn find() -> Option<PathBuf> {
    on_path(&["firefox-esr", "firefox"])
}
