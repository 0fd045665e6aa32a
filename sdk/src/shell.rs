//! The browser, as the module sees it. What asks it much and decides nothing stands in JavaScript under `shell/`, one idea
//! a file: these few calls take the place of a hundred (docs/decisions/0007-inline-javascript.md).

use linger_engine::{Effect, Monotonic};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// What `shell.js` makes.
    #[derive(Clone, Debug)]
    pub type Shell;

    #[wasm_bindgen(method)]
    fn monotonic(this: &Shell) -> f64;

    #[wasm_bindgen(method, js_name = carryOut)]
    fn carry_out(this: &Shell, wish: u8, request: u32, events: u32, body: &[u8]) -> bool;

    /// Sets the one timer, in milliseconds; negative for none.
    #[cfg(not(feature = "rust"))]
    #[wasm_bindgen(method)]
    pub(crate) fn arm(this: &Shell, wait_ms: f64);

    /// Tells that the deadline has come, through the guard.
    #[cfg(feature = "rust")]
    #[wasm_bindgen(method)]
    pub(crate) fn wake(this: &Shell);

    /// Lets go of the page; `revoked` says to remove all that was stored, too.
    #[wasm_bindgen(method)]
    pub(crate) fn stop(this: &Shell, revoked: bool);
}

impl Shell {
    pub(crate) fn now(&self) -> Monotonic {
        at(self.monotonic())
    }

    /// Carries out a wish; whether that worked, where it is known at once.
    pub(crate) fn does(&self, effect: &Effect) -> bool {
        self.carry_out(effect.wish as u8, effect.request, effect.events, effect.body.as_bytes())
    }
}

/// The time of an event that carries its own timestamp, in milliseconds of `performance.now()`.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub(crate) fn at(ms: f64) -> Monotonic {
    // Casts of floats saturate: a negative or absurd time of the browser's becomes 0 or the far future, and the engine
    // never goes back.
    Monotonic::from_micros((ms * 1000.0) as u64)
}
