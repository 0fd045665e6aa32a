//! `WebKit`, as `WebKitGTK` has it: its driver, which brings its browser, and the screen that this browser needs.

use std::path::PathBuf;

use crate::call::Call;
use crate::install::{Installer, on_path};
use crate::problem::{Problem, Result};
use crate::step::Step;

/// The driver of a `WebKitGTK`, and an X server without a screen. A test starts and stops both.
#[derive(Debug, Clone)]
pub(crate) struct WebKit {
    driver: PathBuf,
    display: PathBuf,
}

impl WebKit {
    /// Finds both, or installs Debian's.
    pub(crate) fn ready(installer: &mut Installer, step: &mut Step) -> Result<Self> {
        if let Some(browser) = find() {
            return Ok(browser);
        }
        if installer.apt().is_some() {
            installer.debian(step, &["webkit2gtk-driver", "xvfb"])?;
        }
        find().ok_or_else(|| {
            Problem::new("no WebKit to test in: install WebKitGTK's WebKitWebDriver, and Xvfb, on the PATH")
        })
    }

    /// The call with the variables by which the tests find them.
    pub(crate) fn furnished(&self, call: Call) -> Call {
        call.set("WEBKITDRIVER", &self.driver).set("XVFB", &self.display)
    }
}

fn find() -> Option<WebKit> {
    Some(WebKit { driver: on_path(&["WebKitWebDriver"])?, display: on_path(&["Xvfb"])? })
}
