//! Rust's own way in: the shell is brought along as JavaScript files beside the module.

use js_sys::Object;
use wasm_bindgen::prelude::*;

use linger_engine::Input;
use linger_wire::{Gaze, encode, limits};

use crate::linger::{Linger, begin};
use crate::object::{add, object};
use crate::settings::{Settings, SettingsProblem, Storage};
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

#[wasm_bindgen(module = "/src/shell/direct.js")]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = direct)]
    static DIRECT: JsValue;
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

/// The files that those above import: wasm-bindgen brings along what something is used of.
mod files {
    use wasm_bindgen::prelude::*;

    macro_rules! bring {
        ($($file:literal $name:ident $thing:ident)*) => {
            $(#[wasm_bindgen(module = $file)]
            extern "C" {
                #[wasm_bindgen(thread_local_v2, js_name = $thing)]
                static $name: JsValue;
            })*

            pub(super) fn bring() {
                $($name.with(|_| ());)*
            }
        };
    }

    bring! {
        "/src/shell/direct/call.js" CALL call
        "/src/shell/direct/guest.js" GUEST guest
        "/src/shell/direct/line.js" LINE line
        "/src/shell/direct/places.js" PLACES places
        "/src/shell/direct/records.js" RECORDS body
        "/src/shell/direct/sha256.js" SHA256 sha256
        "/src/shell/direct/sign.js" SIGN signer
        "/src/shell/guard.js" GUARD guarded
        "/src/shell/signals.js" SIGNALS HIDDEN
        "/src/shell/texts.js" TEXTS joined
        "/src/shell/transport.js" TRANSPORT post
        "/src/shell/visits.js" VISITS visits
        "/src/shell/watch.js" WATCH watch
    }
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
        let mut problems = settings.problems();
        let needs_none = settings.direct.is_some() && settings.endpoint.is_empty();
        if !needs_none {
            settings.endpoint = address(&settings.endpoint);
        }
        if problems.is_empty() && settings.endpoint.is_empty() && !needs_none {
            let must = "be the collector's http(s) URL".into();
            problems.push(SettingsProblem { setting: "endpoint", must });
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        if is_barred() {
            return Ok(None);
        }
        files::bring();
        let keeps = settings.storage != Storage::None;
        let store = if keeps { stash(settings.storage.name()) } else { JsValue::UNDEFINED };
        let settings_told = object(&settings);
        if let Some(direct) = &settings.direct {
            DIRECT.with(|transport| add(&settings_told, direct, transport));
        }
        Ok(start(shell(&settings_told, &store), &settings, keeps))
    }
}

impl Linger {
    /// Reports something of the page's own: a tap, an order. `properties` is a JSON object as text. An empty name or one
    /// over 64 bytes, or properties over 2 KiB, are counted as dropped.
    pub fn track(&self, name: &str, properties: Option<String>) {
        let bytes = properties.as_ref().map_or(0, String::len);
        let fits =
            (1..=limits::NAME_BYTES_MAX).contains(&name.len()) && bytes <= limits::PROPERTIES_BYTES_MAX;
        let mut json = String::new();
        encode::text(&mut json, name);
        let input = if fits { Input::Tracked { name: json, properties } } else { Input::Lost(1) };
        self.driver.tell(input);
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
