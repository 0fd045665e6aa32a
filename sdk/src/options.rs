//! npm's options as an object, read with serde-wasm-bindgen, all that is wrong reported at once.

use js_sys::{Object, Reflect};
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;

use crate::object::object;
use crate::settings::{CHOICES, NUMBERS, Settings, SettingsProblem, TEXTS};

/// Reads an object of options: those of `rules.json` in camelCase. Returns all settings, defaults filled in, for `shell.js`;
/// the endpoint as it was given.
///
/// # Errors
/// A `TypeError` that names every unknown or wrong option with what is allowed.
#[doc(hidden)]
#[wasm_bindgen]
pub fn settle(options: &JsValue) -> Result<Object, JsValue> {
    let mut reader = Reader { options, problems: Vec::new() };
    reader.check_names();
    let settings = reader.settings();
    let mut problems = reader.problems;
    let found = settings.problems_of_all();
    let untold: Vec<_> = found.iter().filter(|one| !is_told(&problems, one)).map(message).collect();
    problems.extend(untold);
    if problems.is_empty() {
        return Ok(object(&settings));
    }
    Err(js_sys::TypeError::new(&["linger: ", &problems.join("; ")].concat()).into())
}

/// A value of the wrong type is said to be so, and not to be too short as well.
fn is_told(problems: &[String], problem: &SettingsProblem) -> bool {
    let start = ["options.", problem.setting, " "].concat();
    problems.iter().any(|told| told.starts_with(&start))
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
        let allowed = names();
        for name in Object::keys(object).iter().filter_map(|name| name.as_string()) {
            if !allowed.contains(&name.as_str()) {
                let allowed = allowed.join(", ");
                self.problems.push(["options.", &name, " is unknown; allowed are ", &allowed].concat());
            }
        }
    }

    fn settings(&mut self) -> Settings {
        let mut settings = Settings::new("", "");
        for text in &TEXTS {
            if let Some(value) = self.read(text.name, "be a text") {
                (text.write)(&mut settings, value);
            }
        }
        for number in &NUMBERS {
            if let Some(value) = self.read(number.name, "be a whole number") {
                *(number.field)(&mut settings) = value;
            }
        }
        for choice in &CHOICES {
            let word: Option<String> = self.read(choice.name, choice.must);
            let problem = word.and_then(|word| choice.set(&mut settings, &word));
            self.problems.extend(problem.as_ref().map(message));
        }
        settings
    }

    fn read<T: DeserializeOwned>(&mut self, setting: &'static str, must: &str) -> Option<T> {
        let found = Reflect::get(self.options, &setting.into()).ok()?;
        if found.is_undefined() {
            return None;
        }
        let read = serde_wasm_bindgen::from_value(found).ok();
        if read.is_none() {
            self.problems.push(message(&SettingsProblem { setting, must: must.to_owned() }));
        }
        read
    }
}

fn names() -> Vec<&'static str> {
    // Those that the package's entry takes for itself, but for the addresses of services, which emulators alone need.
    let entry = ["consent", "auto", "wasm", "transport", "identityPool", "stream", "region"];
    let texts = TEXTS.iter().map(|text| text.name);
    let numbers = NUMBERS.iter().map(|number| number.name);
    texts.chain(numbers).chain(CHOICES.iter().map(|choice| choice.name)).chain(entry).collect()
}

fn message(problem: &SettingsProblem) -> String {
    ["options.", problem.setting, " must ", &problem.must].concat()
}
