//! A page written in Rust that measures itself: the crate `linger-sdk`, with no script tag and no npm.
//!
//! README.md says how to run it.

use std::cell::RefCell;

use linger_sdk::{Linger, Settings};
use wasm_bindgen::prelude::*;

thread_local! {
    /// For what the page itself reports; the page is measured whether or not it is kept.
    static LINGER: RefCell<Option<Linger>> = const { RefCell::new(None) };
}

/// Runs once the module is loaded.
///
/// # Errors
/// All that is wrong with the settings, as one text.
#[wasm_bindgen(start)]
pub fn run() -> Result<(), JsValue> {
    let mut settings = Settings::new("demo", "/v1/batches");
    settings.menu = Some("2026-11".to_owned());
    settings.flush_age_ms = 3000;
    let linger = Linger::try_start(settings).map_err(|problems| {
        let texts = problems.iter().map(|problem| [problem.setting, " must ", &problem.must].concat());
        JsValue::from(texts.collect::<Vec<_>>().join("; "))
    })?;
    LINGER.set(linger);
    Ok(())
}

/// The page's own button.
#[wasm_bindgen]
pub fn call_waiter() {
    LINGER.with_borrow(|linger| {
        if let Some(linger) = linger {
            linger.track("call-waiter", None);
        }
    });
}
