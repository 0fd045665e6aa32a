//! Chromium and ChromeDriver.

use std::path::{Path, PathBuf};

use crate::call::Call;
use crate::install::{Installer, on_path};
use crate::problem::{Problem, Result};
use crate::step::Step;

/// Where Debian has it, and what `sdk/webdriver.json` names.
pub(super) const DEBIAN: &str = "/usr/bin/chromium";

/// The variable that names its driver.
pub(super) const DRIVER: &str = "CHROMEDRIVER";

/// A Chromium and the driver that speaks `WebDriver` for it.
#[derive(Debug, Clone)]
pub(crate) struct Chromium {
    program: PathBuf,
    driver: PathBuf,
}

/// The driver, where it is installed.
pub(super) fn driver() -> Option<PathBuf> {
    on_path(&["chromedriver"])
}

impl Chromium {
    /// Finds browser and driver, or installs Debian's.
    pub(crate) fn ready(installer: &mut Installer, step: &mut Step) -> Result<Self> {
        if let Some(browser) = find() {
            return Ok(browser);
        }
        if installer.apt().is_some() {
            installer.debian(step, &["chromium", "chromium-driver"])?;
        }
        find().ok_or_else(|| {
            Problem::new("no browser to test in: install Chromium or Chrome, and chromedriver of the same version, on the PATH")
        })
    }

    /// The call with the variables by which the tests find browser and driver.
    pub(crate) fn furnished(&self, call: Call) -> Call {
        call.set("CHROMIUM", &self.program).set(DRIVER, &self.driver)
    }

    pub(super) fn program(&self) -> &Path {
        &self.program
    }
}

fn find() -> Option<Chromium> {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
    Some(Chromium { program: on_path(&names)?, driver: driver()? })
}
