//! `performance.now()` and `Date.now()`.

use linger_engine::{Monotonic, Now};

/// Both clocks, now; `None` where there is no window.
pub(crate) fn now() -> Option<Now> {
    Some(at(web_sys::window()?.performance()?.now()))
}

/// The time of an event that carries its own timestamp, in milliseconds of `performance.now()`.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub(crate) fn at(ms: f64) -> Now {
    // Casts of floats saturate: a negative or absurd time of the browser's becomes 0 or the far future, and the
    // engine never goes back.
    let monotonic = Monotonic::from_micros((ms * 1000.0) as u64);
    Now { monotonic, wall_ms: js_sys::Date::now() as i64 }
}
