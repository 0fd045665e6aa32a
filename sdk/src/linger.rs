//! A running linger, as the page holds it.

use std::rc::Rc;

use wasm_bindgen::prelude::*;

use linger_engine::Input;

use crate::browser::{page, refusal};
use crate::driver::Driver;
use crate::settings::{Settings, SettingsProblem};

/// A running linger. Dropping it leaves the page measured; [`Linger::stop`] ends that.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Linger {
    driver: Rc<Driver>,
}

impl Linger {
    /// Measures the page from now on, by these settings. `None` where the guest has asked for it by Global Privacy
    /// Control or Do Not Track, where the browser lacks what measuring needs, or there is no page at all: nobody is to
    /// blame then, and nothing is said.
    ///
    /// # Errors
    /// All that is wrong with the settings.
    pub fn try_start(settings: Settings) -> Result<Option<Self>, Vec<SettingsProblem>> {
        let mut problems = settings.problems();
        if problems.is_empty() && page::resolve(&settings.endpoint).is_none() {
            problems
                .push(SettingsProblem { setting: "endpoint", must: "be the collector's URL, http or https" });
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        if refusal::is_told() {
            return Ok(None);
        }
        Ok(Driver::start(settings).map(|driver| Self { driver }))
    }
}

#[wasm_bindgen]
impl Linger {
    /// Reports something of the page's own: a tap, an order. `properties` is a JSON object as text. A name over 64
    /// bytes, or properties over 2 KiB, are counted as dropped.
    pub fn track(&self, name: String, properties: Option<String>) {
        self.driver.tell(Input::Tracked { name, properties });
    }

    /// Sends now what there is.
    pub fn flush(&self) {
        self.driver.tell(Input::Flushed);
    }

    /// Sends what there is and measures no more.
    pub fn stop(&self) {
        self.driver.stop();
    }
}
