//! The script tag's way in: settings from `data-` attributes, one warning for all that is wrong.

use wasm_bindgen::prelude::*;
use web_sys::Element;

use crate::linger::Linger;
use crate::settings::{Settings, SettingsProblem, Storage};

/// Starts linger with the attributes of its own `<script>` element: `data-site`, `data-endpoint`, `data-menu`,
/// `data-table`, `data-flush-age-ms`, `data-idle-ms`, `data-read-ms`, `data-storage`. Where one is missing or wrong
/// the console has one warning that names each with what it must be, and nothing is measured. A browser that lacks
/// what measuring needs is left in silence.
#[wasm_bindgen]
#[must_use]
pub fn begin(script: &Element) -> Option<Linger> {
    let attributes = Attributes { script };
    match attributes.read().and_then(Linger::try_start) {
        Ok(linger) => linger,
        Err(problems) => {
            warn(&problems);
            None
        }
    }
}

struct Attributes<'a> {
    script: &'a Element,
}

/// A number that is none: no setting allows it, so the settings' own check names it.
const NOT_A_NUMBER: u32 = u32::MAX;

impl Attributes<'_> {
    fn read(&self) -> Result<Settings, Vec<SettingsProblem>> {
        let text = |setting| self.text(setting).unwrap_or_default();
        let mut settings = Settings::new(&text("site"), &text("endpoint"));
        settings.menu = self.text("menu");
        settings.table = self.text("table");
        self.number("flush_age_ms", &mut settings.flush_age_ms);
        self.number("idle_ms", &mut settings.idle_ms);
        self.number("read_ms", &mut settings.read_ms);
        let storage = self.text("storage");
        let known = storage.as_deref().map_or(Some(Storage::None), Storage::from_name);
        settings.storage = known.unwrap_or_default();
        let mut problems = settings.problems();
        if known.is_none() {
            problems.push(SettingsProblem { setting: "storage", must: "be none, session or local" });
        }
        if problems.is_empty() { Ok(settings) } else { Err(problems) }
    }

    fn text(&self, setting: &str) -> Option<String> {
        self.script.get_attribute(&attribute(setting))
    }

    fn number(&self, setting: &str, value: &mut u32) {
        if let Some(text) = self.text(setting) {
            *value = text.parse().unwrap_or(NOT_A_NUMBER);
        }
    }
}

/// `flush_age_ms` as an attribute: `data-flush-age-ms`.
fn attribute(setting: &str) -> String {
    let mut name = String::from("data-");
    name.extend(setting.chars().map(|char| if char == '_' { '-' } else { char }));
    name
}

fn warn(problems: &[SettingsProblem]) {
    let mut message = String::from("linger is not measuring this page:");
    for (index, problem) in problems.iter().enumerate() {
        message.push_str(if index == 0 { " " } else { "; " });
        message.push_str(&attribute(problem.setting));
        message.push_str(" must ");
        message.push_str(problem.must);
    }
    web_sys::console::warn_1(&message.into());
}
