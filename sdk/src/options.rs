//! npm's way in: options as an object, read with serde-wasm-bindgen, all that is wrong reported at once.

use js_sys::{Object, Reflect};
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;

use crate::linger::Linger;
use crate::settings::{Settings, SettingsProblem, Storage};

/// The options and what each must be, as messages name them.
const OPTIONS: [(&str, &str); 8] = [
    ("site", "be a text"),
    ("endpoint", "be a text"),
    ("menu", "be a text"),
    ("table", "be a text"),
    ("flushAgeMs", "be a whole number"),
    ("idleMs", "be a whole number"),
    ("readMs", "be a whole number"),
    ("storage", "be none, session or local"),
];

/// Starts linger with an object of options: `site`, `endpoint`, and where wanted `menu`, `table`, `flushAgeMs`,
/// `idleMs`, `readMs`, `storage`. `undefined` where the browser lacks what measuring needs.
///
/// # Errors
/// A `TypeError` that names every unknown or wrong option with what is allowed.
#[wasm_bindgen]
pub fn start(options: &JsValue) -> Result<Option<Linger>, JsValue> {
    let mut reader = Reader { options, problems: Vec::new() };
    reader.check_names();
    let settings = reader.settings();
    let mut problems = reader.problems;
    if problems.is_empty() {
        match Linger::try_start(settings) {
            Ok(linger) => return Ok(linger),
            Err(wrong) => problems.extend(wrong.iter().map(message)),
        }
    }
    Err(js_sys::TypeError::new(&["linger: ", &problems.join("; ")].concat()).into())
}

struct Reader<'a> {
    options: &'a JsValue,
    problems: Vec<String>,
}

impl Reader<'_> {
    fn check_names(&mut self) {
        let Some(object) = self.options.dyn_ref::<Object>() else {
            self.problems.push("the options must be an object".to_owned());
            return;
        };
        for name in Object::keys(object).iter().filter_map(|name| name.as_string()) {
            if !OPTIONS.iter().any(|(option, _)| *option == name) {
                let allowed = OPTIONS.map(|(option, _)| option).join(", ");
                self.problems.push(["options.", &name, " is unknown; allowed are ", &allowed].concat());
            }
        }
    }

    fn settings(&mut self) -> Settings {
        let mut settings = Settings::new("", "");
        self.read("site", &mut settings.site);
        self.read("endpoint", &mut settings.endpoint);
        self.read_optional("menu", &mut settings.menu);
        self.read_optional("table", &mut settings.table);
        self.read("flushAgeMs", &mut settings.flush_age_ms);
        self.read("idleMs", &mut settings.idle_ms);
        self.read("readMs", &mut settings.read_ms);
        let mut storage = Storage::NAMES[0].to_owned();
        self.read("storage", &mut storage);
        match Storage::from_name(&storage) {
            Some(storage) => settings.storage = storage,
            None => self.wrong("storage"),
        }
        settings
    }

    fn read<T: DeserializeOwned>(&mut self, name: &str, value: &mut T) {
        let Ok(found) = Reflect::get(self.options, &name.into()) else { return };
        if found.is_undefined() {
            return;
        }
        match serde_wasm_bindgen::from_value(found) {
            Ok(found) => *value = found,
            Err(_) => self.wrong(name),
        }
    }

    fn read_optional(&mut self, name: &str, value: &mut Option<String>) {
        let mut text = String::new();
        self.read(name, &mut text);
        *value = (!text.is_empty()).then_some(text);
    }

    fn wrong(&mut self, name: &str) {
        let must = OPTIONS.iter().find(|(option, _)| *option == name).map_or("", |(_, must)| must);
        self.problems.push(["options.", name, " must ", must].concat());
    }
}

fn message(problem: &SettingsProblem) -> String {
    ["options.", &camel(problem.setting), " must ", problem.must].concat()
}

/// `flush_age_ms` as an option: `flushAgeMs`.
fn camel(setting: &str) -> String {
    let mut words = setting.split('_');
    let mut name = words.next().unwrap_or_default().to_owned();
    for word in words {
        let (first, rest) = word.split_at(1);
        name.push_str(&first.to_uppercase());
        name.push_str(rest);
    }
    name
}
