//! Nothing of ours throws into the host page.
//!
//! Every call from the browser comes through here. The first failure of any kind, a trap in the module included,
//! ends linger for this page life: a half-broken tracker would measure nonsense, and would fail again at each event.

use js_sys::Function;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(inline_js = "
let sound = true;
export function guarded(call) {
  return (argument) => {
    if (sound) try { call(argument) } catch { sound = false }
  };
}")]
extern "C" {
    fn guarded(call: &JsValue) -> Function;
}

/// A function the browser may call. It lives as long as this value.
pub(crate) struct Callback {
    function: Function,
    _closure: Closure<dyn FnMut(JsValue)>,
}

impl Callback {
    pub(crate) fn new(call: impl FnMut(JsValue) + 'static) -> Self {
        // Boxed, so that all callbacks share one piece of generated code.
        let closure = Closure::wrap(Box::new(call) as Box<dyn FnMut(JsValue)>);
        Self { function: guarded(closure.as_ref()), _closure: closure }
    }

    pub(crate) const fn function(&self) -> &Function {
        &self.function
    }
}
