//! One timer stands for the engine's deadline.
//!
//! gloo's for Rust applications. In the builds that pages load the shell sets it: gloo's brings along closures, which the
//! rest of them has no use for, and was measured at 1,070 bytes of the 12,288 the script tag's may have.

use crate::shell::Shell;

/// The timer; dropping it cancels it.
#[derive(Default)]
pub(crate) struct Timer {
    #[cfg(feature = "rust")]
    timeout: Option<gloo_timers::callback::Timeout>,
}

impl Timer {
    /// Wakes the module in so many microseconds; without any, not at all.
    #[cfg(feature = "rust")]
    pub(crate) fn set(&mut self, shell: &Shell, wait_us: Option<u64>) {
        let shell = shell.clone();
        let after = |us: u64| {
            let ms = u32::try_from(us.div_ceil(1000)).unwrap_or(DELAY_MS_MAX).min(DELAY_MS_MAX);
            gloo_timers::callback::Timeout::new(ms, move || shell.wake())
        };
        self.timeout = wait_us.map(after);
    }

    #[cfg(not(feature = "rust"))]
    #[expect(
        clippy::unused_self,
        clippy::cast_precision_loss,
        reason = "the shell has the one timer of this build"
    )]
    pub(crate) fn set(&self, shell: &Shell, wait_us: Option<u64>) {
        shell.arm(wait_us.map_or(-1.0, |us| us as f64 / 1000.0));
    }
}

/// The longest delay `setTimeout` takes, in milliseconds: it reads a signed 32-bit number, and fires at once for
/// more (HTML standard, "timer initialization steps"). A timer that fires early is armed again.
#[cfg(feature = "rust")]
const DELAY_MS_MAX: u32 = i32::MAX.unsigned_abs();
