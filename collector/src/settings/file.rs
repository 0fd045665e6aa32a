//! The file: TOML, read by hand, as serde stops at the first thing that is wrong; with spans, so that lines are named.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::key::{Key, Kind};
use super::layer::Layer;
use super::nearest::nearest;
use super::parse;
use super::problem::{Place, Problem};
use super::sites;
use super::value::Value;

/// Reads the file's text.
pub(super) fn layer(keys: &[Key], name: &str, text: &str) -> Layer {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut reading = Reading { keys, name, text, layer: Layer::default() };
    if errors.is_empty() {
        reading.table("", table.get_ref());
    } else {
        // What a broken file's rest means is guesswork, so nothing is said about it.
        for error in errors {
            reading.syntax(error);
        }
    }
    reading.layer
}

struct Reading<'a> {
    keys: &'a [Key],
    name: &'a str,
    text: &'a str,
    layer: Layer,
}

impl Reading<'_> {
    fn syntax(&mut self, mut error: toml::de::Error) {
        error.set_input(Some(self.text));
        let place = self.place(error.span().map(|span| span.start));
        let allowed = error.to_string();
        self.problem("", place, "this is not TOML".to_owned(), allowed);
    }

    fn table(&mut self, above: &str, table: &DeTable<'_>) {
        // In the order of the file, in which people put things right.
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        for (name, value) in entries {
            let dot = if above.is_empty() { "" } else { "." };
            let path = format!("{above}{dot}{}", name.get_ref());
            self.entry(&path, name.span().start, value);
        }
    }

    fn entry(&mut self, path: &str, at: usize, value: &Spanned<DeValue<'_>>) {
        let is_table = self.keys.iter().any(|key| key.table() == Some(path));
        match (self.keys.iter().find(|key| key.path == path), value.get_ref()) {
            (Some(key), _) if matches!(key.kind, Kind::Sites) => self.sites(key, at, value),
            (Some(key), value) => {
                let read = parse::from_toml(&key.kind, value);
                let place = self.place(Some(at));
                self.layer.take(key, place, read);
            }
            (None, DeValue::Table(table)) if is_table || !table.is_empty() => self.table(path, table),
            (None, other) if is_table => {
                let found = format!("`{path}` is {}", parse::shown(other));
                let allowed = format!("it has keys of its own: write them under [{path}]");
                self.problem(path, self.place(Some(at)), found, allowed);
            }
            (None, _) => self.unknown(path, at),
        }
    }

    fn sites(&mut self, key: &Key, at: usize, value: &Spanned<DeValue<'_>>) {
        let (sites, problems) = sites::from_toml(value);
        let sound = problems.is_empty();
        for problem in problems {
            let place = self.place(Some(problem.at));
            self.layer.refuse(key, &place, vec![problem.unfit]);
        }
        let place = self.place(Some(at));
        if !sites.is_empty() || sound {
            self.layer.refuse(key, &place, sites::faults(&sites));
        }
        self.layer.given.insert(key.path, (place, sound.then_some(Value::Sites(sites))));
    }

    fn unknown(&mut self, path: &str, at: usize) {
        let tables = self.keys.iter().filter_map(Key::table);
        let near = nearest(path, self.keys.iter().map(|key| key.path).chain(tables));
        let allowed = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "docs/configuration.md lists all".to_owned(),
        };
        self.problem(path, self.place(Some(at)), format!("there is no key `{path}`"), allowed);
    }

    fn place(&self, at: Option<usize>) -> Place {
        let line = at.and_then(|at| self.text.get(..at)).map(|before| before.matches('\n').count() + 1);
        Place::File { name: self.name.to_owned(), line }
    }

    fn problem(&mut self, key: &str, place: Place, found: String, allowed: String) {
        self.layer.problems.push(Problem { key: key.to_owned(), place, found, allowed });
    }
}
