//! `addEventListener`, passive and in the capture phase: passive so that no scroll waits for us, capture so that
//! scrollers inside the page are heard and no handler of the page's can keep an event from us.

use wasm_bindgen::JsValue;
use web_sys::{AddEventListenerOptions, EventTarget};

use crate::guard::Callback;

/// A listener; dropping it removes it.
pub(crate) struct Listener {
    target: EventTarget,
    name: &'static str,
    callback: Callback,
}

impl Listener {
    pub(crate) fn try_new(
        target: &EventTarget,
        name: &'static str,
        call: impl FnMut(JsValue) + 'static,
    ) -> Option<Self> {
        let options = AddEventListenerOptions::new();
        options.set_passive(true);
        options.set_capture(true);
        let callback = Callback::new(call);
        let added = target.add_event_listener_with_callback_and_add_event_listener_options(
            name,
            callback.function(),
            &options,
        );
        added.ok()?;
        Some(Self { target: target.clone(), name, callback })
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        // Only a browser that is tearing the page down refuses; then the listener goes with the page.
        let _ = self.target.remove_event_listener_with_callback_and_bool(
            self.name,
            self.callback.function(),
            true,
        );
    }
}
