//! `setTimeout`, by gloo.

use gloo_timers::callback::Timeout;
use js_sys::Function;
use linger_engine::Monotonic;
use wasm_bindgen::JsValue;

/// The longest delay `setTimeout` takes, in milliseconds: it reads a signed 32-bit number, and fires at once for
/// more (HTML standard, "timer initialization steps"). A timer that fires early is armed again.
const DELAY_MS_MAX: u32 = i32::MAX.unsigned_abs();

/// A timer; dropping it cancels it.
pub(crate) struct Timer {
    fires_at: Monotonic,
    _timeout: Timeout,
}

impl Timer {
    /// Calls a guarded function at the deadline.
    pub(crate) fn new(now: Monotonic, deadline: Monotonic, wake: Function) -> Self {
        let wait_us = deadline.as_micros().saturating_sub(now.as_micros());
        let delay_ms = u32::try_from(wait_us.div_ceil(1000)).map_or(DELAY_MS_MAX, |ms| ms.min(DELAY_MS_MAX));
        let timeout = Timeout::new(delay_ms, move || {
            // The function is guarded: it never throws.
            let _ = wake.call0(&JsValue::NULL);
        });
        Self { fires_at: deadline, _timeout: timeout }
    }

    /// Whether it would fire only after that moment.
    pub(crate) fn is_later_than(&self, deadline: Monotonic) -> bool {
        self.fires_at > deadline
    }
}
