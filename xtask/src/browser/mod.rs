//! The browsers that the tests drive, and their drivers: what is present is used, what is not is installed.

mod chromium;
mod firefox;
mod webkit;

use std::fs;
use std::path::Path;

use crate::call::Call;
use crate::install::Installer;
use crate::problem::{During, Result};
use crate::project::Project;
use crate::step::Step;

pub(crate) use chromium::Chromium;
pub(crate) use firefox::Firefox;
pub(crate) use webkit::WebKit;

/// The drivers that are installed, with the variables by which tests find them.
pub(crate) fn drivers(installer: &Installer) -> Vec<(&'static str, std::path::PathBuf)> {
    let drivers = [(chromium::DRIVER, chromium::driver()), (firefox::DRIVER, firefox::driver(installer))];
    drivers.into_iter().filter_map(|(variable, driver)| Some((variable, driver?))).collect()
}

/// The two browsers in which the SDK's own tests run.
#[derive(Debug, Clone)]
pub(crate) struct WasmPackBrowsers {
    chromium: Chromium,
    firefox: Firefox,
}

impl WasmPackBrowsers {
    pub(crate) fn ready(installer: &mut Installer, step: &mut Step) -> Result<Self> {
        Ok(Self { chromium: Chromium::ready(installer, step)?, firefox: Firefox::ready(installer, step)? })
    }

    /// The call of wasm-pack; where a browser is not at Debian's place, with capabilities that name its own.
    pub(crate) fn furnished(&self, call: Call, project: &Project) -> Result<Call> {
        let call = self.firefox.furnished(self.chromium.furnished(call));
        let places = [(chromium::DEBIAN, self.chromium.program()), (firefox::DEBIAN, self.firefox.program())];
        if places.iter().all(|(debian, _)| Path::new(debian).exists()) {
            return Ok(call);
        }
        let capabilities =
            fs::read_to_string(project.path("sdk/webdriver.json")).during("sdk/webdriver.json")?;
        let own = places
            .iter()
            .fold(capabilities, |text, (debian, own)| text.replace(debian, &own.to_string_lossy()));
        let file = project.web_target().join("webdriver.json");
        fs::write(&file, own).during(file.display())?;
        Ok(call.set("WASM_BINDGEN_TEST_WEBDRIVER_JSON", file))
    }
}
