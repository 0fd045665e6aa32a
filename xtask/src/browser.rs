//! The browser that the tests drive, and its driver.

use std::fs;
use std::path::{Path, PathBuf};

use crate::call::Call;
use crate::install::{Installer, on_path};
use crate::problem::{During, Problem, Result};
use crate::project::Project;
use crate::step::Step;

/// Where Debian has it, and what `sdk/webdriver.json` names.
const DEBIAN_CHROMIUM: &str = "/usr/bin/chromium";

/// A Chromium and the driver that speaks `WebDriver` for it.
#[derive(Debug, Clone)]
pub(crate) struct Browser {
    chromium: PathBuf,
    driver: PathBuf,
}

/// The driver, where it is installed.
pub(crate) fn driver() -> Option<PathBuf> {
    on_path(&["chromedriver"])
}

/// Finds browser and driver, or installs Debian's.
pub(crate) fn ready(installer: &mut Installer, step: &mut Step) -> Result<Browser> {
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

fn find() -> Option<Browser> {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
    Some(Browser { chromium: on_path(&names)?, driver: driver()? })
}

impl Browser {
    /// The call with the variables by which the tests find browser and driver.
    pub(crate) fn furnished(&self, call: Call) -> Call {
        call.set("CHROMIUM", &self.chromium).set("CHROMEDRIVER", &self.driver)
    }

    /// The call of wasm-pack; where the browser is not at Debian's place, capabilities that name its own.
    pub(crate) fn furnished_for_wasm_pack(&self, call: Call, project: &Project) -> Result<Call> {
        let call = self.furnished(call);
        if Path::new(DEBIAN_CHROMIUM).exists() {
            return Ok(call);
        }
        let capabilities =
            fs::read_to_string(project.path("sdk/webdriver.json")).during("sdk/webdriver.json")?;
        let file = project.web_target().join("webdriver.json");
        let own = capabilities.replace(DEBIAN_CHROMIUM, &self.chromium.to_string_lossy());
        fs::write(&file, own).during(file.display())?;
        Ok(call.set("WASM_BINDGEN_TEST_WEBDRIVER_JSON", file))
    }
}
