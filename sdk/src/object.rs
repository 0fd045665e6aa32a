//! Settings as JavaScript has them.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

#[cfg(feature = "rust")]
use crate::direct::Direct;
use crate::settings::{CHOICES, NUMBERS, Settings, TEXTS};

/// All settings, under the names of npm's options.
pub(crate) fn object(settings: &Settings) -> Object {
    let object = Object::new();
    // An object of our own always takes a property.
    let set = |name: &str, value: JsValue| _ = Reflect::set(&object, &name.into(), &value);
    for text in &TEXTS {
        set(text.name, (text.read)(settings).map_or(JsValue::UNDEFINED, JsValue::from));
    }
    let mut numbers = settings.clone();
    for number in &NUMBERS {
        set(number.name, (*(number.field)(&mut numbers)).into());
    }
    set(CHOICES[0].name, settings.storage.name().into());
    set(CHOICES[1].name, settings.gaze.as_str().into());
    set("form", "wasm".into());
    object
}

/// Adds the stream that batches go to, and the transport that brings them there.
#[cfg(feature = "rust")]
pub(crate) fn add(settings: &Object, direct: &Direct, transport: &JsValue) {
    let set = |name: &str, value: &JsValue| _ = Reflect::set(settings, &name.into(), value);
    for (name, value) in direct.named() {
        set(name, &value.map_or(JsValue::UNDEFINED, JsValue::from));
    }
    set("direct", transport);
}
