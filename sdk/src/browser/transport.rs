//! `fetch` with `keepalive`, and `sendBeacon` where there is no such thing.
//!
//! Every request is keepalive: a page may be left while any of them is on its way. The body is a string, which
//! browsers send as `text/plain`, and that needs no preflight.

use std::rc::Rc;

use js_sys::{Array, Function};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::*;

use linger_engine::{Failure, Input, Request, RequestId};

use crate::browser::page;
use crate::driver::Driver;
use crate::guard::Callback;

// In JavaScript, as web-sys's requests, responses and headers, and a pair of closures for each request, would weigh
// more (docs/decisions/0007-inline-javascript.md). `done` hears, never at once, the request's id, the status (0: none),
// and `Retry-After`. A browser that takes a beacon says no more about it: taken is the best that is ever known then.
#[wasm_bindgen(inline_js = "
export function post(url, body, id, leaving, done) {
  const answer = leaving && !('keepalive' in Request.prototype)
    ? Promise.resolve({ status: navigator.sendBeacon(url, body) ? 202 : 0 })
    : fetch(url, { method: 'POST', body, keepalive: true, credentials: 'omit' });
  answer.then(
    ({ status, headers }) => done([id, status, headers?.get('retry-after')]),
    () => done([id, 0]),
  );
}")]
extern "C" {
    fn post(url: &str, body: &str, id: u32, leaving: bool, done: &Function);
}

/// The line to one endpoint.
pub(crate) struct Transport {
    endpoint: String,
    done: Callback,
}

impl Transport {
    pub(crate) fn try_new(driver: &Rc<Driver>, endpoint: &str) -> Option<Self> {
        let endpoint = page::resolve(endpoint)?;
        let driver = Rc::downgrade(driver);
        let done = Callback::new(move |answer| {
            if let Some(driver) = driver.upgrade() {
                driver.tell(outcome(&Array::from(&answer)));
            }
        });
        Some(Self { endpoint, done })
    }

    /// Posts the batch; the outcome follows. `leaving` says that the page may not live to hear it.
    pub(crate) fn send(&self, request: &Request, leaving: bool) {
        post(&self.endpoint, &request.body, request.id.0, leaving, self.done.function());
    }
}

fn outcome(answer: &Array) -> Input {
    let id = RequestId(whole(&answer.get(0)));
    match whole(&answer.get(1)) {
        200..=299 => Input::Sent(id),
        0 | 408 | 429 | 500..=599 => {
            let retry_after_ms = answer.get(2).as_string().and_then(|text| retry_after_ms(&text));
            Input::Failed(id, Failure::Unavailable { retry_after_ms })
        }
        _ => Input::Failed(id, Failure::Refused),
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole(value: &JsValue) -> u32 {
    value.as_f64().unwrap_or(0.0) as u32
}

/// `Retry-After` as seconds or as a date (RFC 9110, section 10.2.3), in milliseconds from now.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn retry_after_ms(text: &str) -> Option<u32> {
    if let Ok(seconds) = text.trim().parse::<u32>() {
        return Some(seconds.saturating_mul(1000));
    }
    let wait_ms = js_sys::Date::parse(text) - js_sys::Date::now();
    (!wait_ms.is_nan()).then_some(wait_ms as u32)
}
