//! Nothing of ours throws into the host page.
//!
//! Every call from the browser comes through here. The first failure of any kind, a trap in the module included,
//! ends linger for this page life: a half-broken tracker would measure nonsense, and would fail again at each event.

use js_sys::{Function, Reflect};
use wasm_bindgen::prelude::*;

// One function in each inline module: wasm-bindgen names a module once for every function of it in the glue, and
// bundlers warn of the repeated key.
#[wasm_bindgen(inline_js = "
let sound = true;
export function guarded(call) {
  const heard = (argument) => {
    if (sound && !heard.gone) try { call(argument) } catch { sound = false }
  };
  return heard;
}")]
extern "C" {
    fn guarded(call: &JsValue) -> Function;
}

/// A function the browser may call. Calls after this value is gone do nothing: browsers deliver what was on its way
/// (an answer, an observer's report) after its observer was let go.
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

impl Drop for Callback {
    fn drop(&mut self) {
        // A function of our own always takes a property.
        let _ = Reflect::set(&self.function, &"gone".into(), &JsValue::TRUE);
    }
}
