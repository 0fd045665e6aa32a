//! Whether the guest has asked not to be followed: Global Privacy Control (W3C, `navigator.globalPrivacyControl`) and
//! its elder Do Not Track (`navigator.doNotTrack`).
//!
//! linger follows no one, but a guest who asks in advance need not read up on that: nothing is measured, stored or
//! sent then.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

/// Whether the browser says so. Neither property is in every browser, and the first is in no binding.
pub(crate) fn is_told() -> bool {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into()).unwrap_or_default();
    let says =
        |name: &str, value: JsValue| Reflect::get(&navigator, &name.into()).is_ok_and(|said| said == value);
    says("globalPrivacyControl", JsValue::TRUE) || says("doNotTrack", "1".into())
}
