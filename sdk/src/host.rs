//! Rust's own way in: the shell is brought along as JavaScript files beside the module.

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;

use linger_wire::Gaze;

use crate::linger::{Linger, begin};
use crate::settings::{CHOICES, NUMBERS, Settings, SettingsProblem, Storage, TEXTS};
use crate::shell::Shell;

#[wasm_bindgen(module = "/src/shell/bars.js")]
extern "C" {
    #[wasm_bindgen(js_name = isBarred)]
    fn is_barred() -> bool;

    fn address(endpoint: &str) -> String;
}

#[wasm_bindgen(module = "/src/shell/stash.js")]
extern "C" {
    fn stash(name: &str) -> JsValue;
}

#[wasm_bindgen(module = "/src/shell/shell.js")]
extern "C" {
    fn shell(settings: &Object, store: &JsValue) -> Shell;
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(method, js_name = isSampled)]
    fn is_sampled(this: &Shell) -> bool;

    #[wasm_bindgen(method)]
    fn visit(this: &Shell) -> Vec<u8>;

    #[wasm_bindgen(method, js_name = isVisible)]
    fn is_visible(this: &Shell) -> bool;

    #[wasm_bindgen(method)]
    fn seed(this: &Shell) -> u32;

    #[wasm_bindgen(method)]
    fn watch(this: &Shell, linger: Linger);
}

/// The files that those above import; named here, wasm-bindgen brings them along.
mod files {
    use wasm_bindgen::prelude::wasm_bindgen;

    macro_rules! bring {
        ($($file:literal),*) => {
            $(#[wasm_bindgen(module = $file)] extern "C" {})*
        };
    }
    bring!("/src/shell/guard.js", "/src/shell/signals.js", "/src/shell/texts.js");
    bring!("/src/shell/transport.js", "/src/shell/visits.js", "/src/shell/watch.js");
}

impl Linger {
    /// Measures the page from now on, by these settings. `None` where the guest has asked for it by Global Privacy
    /// Control or Do Not Track, the browser lacks what measuring needs, the session is not sampled, or there is no page
    /// at all: nobody is to blame then, and nothing is said.
    ///
    /// Call it when the guest has consented, where that is asked for: nothing is measured, stored or sent before.
    ///
    /// # Errors
    /// All that is wrong with the settings.
    pub fn try_start(mut settings: Settings) -> Result<Option<Self>, Vec<SettingsProblem>> {
        if web_sys::window().is_none() {
            return Ok(None);
        }
        let problems = problems(&mut settings);
        if !problems.is_empty() {
            return Err(problems);
        }
        if is_barred() {
            return Ok(None);
        }
        let keeps = settings.storage != Storage::None;
        let store = if keeps { stash(settings.storage.name()) } else { JsValue::UNDEFINED };
        Ok(start(shell(&object(&settings), &store), &settings, keeps))
    }
}

fn start(shell: Shell, settings: &Settings, keeps: bool) -> Option<Linger> {
    if !shell.is_sampled() {
        return None;
    }
    let page = shell.clone();
    let (visit, visible, seed) = (page.visit(), page.is_visible(), page.seed());
    let uniform = settings.gaze == Gaze::Uniform;
    let Settings { flush_age_ms, idle_ms, read_ms, .. } = *settings;
    let linger = begin(shell, visit, visible, seed, flush_age_ms, idle_ms, read_ms, uniform, keeps);
    page.watch(linger.clone());
    Some(linger)
}

/// All that is wrong with the settings; makes the endpoint a whole address.
pub(crate) fn problems(settings: &mut Settings) -> Vec<SettingsProblem> {
    let mut problems = settings.problems();
    let whole = address(&settings.endpoint);
    if problems.iter().all(|problem| problem.setting != "endpoint") && whole.is_empty() {
        problems.push(SettingsProblem::address());
    }
    settings.endpoint = whole;
    problems
}

/// The settings as JavaScript has them.
pub(crate) fn object(settings: &Settings) -> Object {
    let object = Object::new();
    // An object of our own always takes a property.
    let set = |name: &str, value: JsValue| _ = Reflect::set(&object, &name.into(), &value);
    for text in &TEXTS {
        set(text.name, (text.read)(settings).map_or(JsValue::UNDEFINED, JsValue::from));
    }
    for number in &NUMBERS {
        set(number.name, (*(number.field)(&mut settings.clone())).into());
    }
    set(CHOICES[0].name, settings.storage.name().into());
    set(CHOICES[1].name, settings.gaze.as_str().into());
    set("form", "wasm".into());
    object
}
