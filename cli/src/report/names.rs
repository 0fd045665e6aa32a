//! The names of sections and dishes, from the menu's data; without it they are called by their ids.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::words::Language;

/// Columns whose texts are ids of sections or dishes.
const IDS: [&str; 4] = ["target", "section", "from_section", "to_section"];

/// Names by id, in one language.
#[derive(Debug, Default)]
pub(super) struct Names(HashMap<String, String>);

impl Names {
    /// Reads `sections`, each with an `id`, a `name` and `items`, which have those too. A name is a text, or texts by
    /// language.
    pub(super) fn try_read(file: &Path, language: Language) -> Result<Self, String> {
        let shown = file.display();
        let text = fs::read_to_string(file).map_err(|error| {
            format!("--names: {shown} cannot be read ({error}); name the menu's menu.json")
        })?;
        let menu: Value = serde_json::from_str(&text)
            .map_err(|error| format!("--names: {shown} is not JSON ({error}); name the menu's menu.json"))?;
        let names: HashMap<String, String> =
            entries(&menu).filter_map(|entry| named(entry, language)).collect();
        if names.is_empty() {
            return Err(format!(
                "--names: {shown} has no `sections` with an `id` and a `name` each; name the menu's menu.json"
            ));
        }
        Ok(Self(names))
    }

    /// What a text of that column is called.
    pub(super) fn called<'a>(&'a self, column: &str, text: &'a str) -> &'a str {
        let name = IDS.contains(&column).then(|| self.0.get(text)).flatten();
        name.map_or(text, String::as_str)
    }
}

/// Sections and their items.
fn entries(menu: &Value) -> impl Iterator<Item = &Value> {
    list(menu, "sections").flat_map(|section| std::iter::once(section).chain(list(section, "items")))
}

fn list<'a>(of: &'a Value, member: &str) -> impl Iterator<Item = &'a Value> {
    of.get(member).and_then(Value::as_array).into_iter().flatten()
}

fn named(entry: &Value, language: Language) -> Option<(String, String)> {
    let name = entry.get("name")?;
    let name = name.as_str().or_else(|| name.get(language.tag())?.as_str())?;
    Some((entry.get("id")?.as_str()?.to_owned(), name.to_owned()))
}
