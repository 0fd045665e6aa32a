//! A running linger, as the page holds it.

use std::rc::Rc;

use wasm_bindgen::prelude::*;

use linger_engine::{Config, Input, VisitStart};
use linger_wire::Gaze;

use crate::driver::Driver;
use crate::ears::parted;
use crate::shell::Shell;

/// A running linger. Dropping it leaves the page measured; [`Linger::stop`] and [`Linger::revoke`] end that.
#[wasm_bindgen]
#[derive(Clone, Debug)]
pub struct Linger {
    pub(crate) driver: Rc<Driver>,
}

/// Begins to measure, by a shell that `shell.js` has made and that is to watch the page from then on. Times in
/// milliseconds; `visit` is what the visit begins with.
#[doc(hidden)]
#[wasm_bindgen]
#[must_use]
#[expect(clippy::too_many_arguments, reason = "an object would cost a call for each of its fields")]
pub fn begin(
    shell: Shell,
    visit: Vec<u8>,
    visible: bool,
    seed: u32,
    flush_age_ms: u32,
    idle_ms: u32,
    read_ms: u32,
    uniform: bool,
    keeps: bool,
) -> Linger {
    let gaze = if uniform { Gaze::Uniform } else { Gaze::Upper };
    let jitter_seed = seed.into();
    let config = Config { flush_age_ms, idle_ms, read_ms, gaze, keeps, jitter_seed, ..Config::default() };
    let (identity, page) = parted(visit);
    Linger { driver: Driver::start(shell, config, visible, VisitStart { identity, page }) }
}

impl Linger {
    /// Sends now what there is.
    pub fn flush(&self) {
        self.driver.tell(Input::Flushed);
    }

    /// Sends what there is and measures no more.
    pub fn stop(&self) {
        self.driver.tell(Input::Left);
        self.driver.stop(false);
    }

    /// The guest has withdrawn their consent: measures and sends no more, not even what is waiting, and removes what
    /// was stored.
    pub fn revoke(&self) {
        self.driver.stop(true);
    }
}
