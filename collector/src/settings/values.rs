//! What every key holds and where that was given.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::key::{Fallback, Key};
use super::layer::Layer;
use super::parse;
use super::problem::Place;
use super::value::Value;
use crate::site::Site;

/// What every key holds.
#[derive(Debug, Default)]
pub struct Values(BTreeMap<&'static str, Entry>);

#[derive(Debug)]
struct Entry {
    value: Option<Value>,
    place: Place,
    /// Given, and not fitting: that is told already, and the default stands in its place.
    unfit: bool,
}

/// What stands in place of secrets.
const HIDDEN: &str = "(not shown)";

/// A key as it holds.
#[derive(Clone, Debug)]
pub struct Effective {
    /// The key.
    pub key: &'static Key,
    /// As TOML writes it, but for secrets; `None` where nothing is set.
    pub value: Option<String>,
    /// Where it was given.
    pub place: Place,
    /// Whether what was given there does not fit, so that the default stands in its place.
    pub unfit: bool,
}

impl Values {
    /// The first layer that gives a key has it.
    pub(super) fn of(keys: &'static [Key], layers: Vec<Layer>) -> Self {
        let mut values = Self::default();
        for layer in layers {
            for (path, (place, value)) in layer.given {
                let unfit = value.is_none();
                values.0.entry(path).or_insert(Entry { value, place, unfit });
            }
        }
        for key in keys {
            values.fall_back(key);
        }
        values
    }

    fn fall_back(&mut self, key: &'static Key) {
        if self.0.get(key.path).is_some_and(|entry| entry.value.is_some()) {
            return;
        }
        let value = match key.fallback {
            Fallback::Fixed(text) => {
                Some(parse::from_text(&key.kind, text).expect("a test reads every default"))
            }
            Fallback::Unset => None,
            Fallback::Derived { value, .. } => value(self),
        };
        match self.0.get_mut(key.path) {
            Some(entry) => entry.value = value,
            None => drop(self.0.insert(key.path, Entry { value, place: Place::Default, unfit: false })),
        }
    }

    /// All keys, in the list's order.
    pub(super) fn effective(&self, keys: &'static [Key]) -> Vec<Effective> {
        let held = keys.iter().filter_map(|key| Some((key, self.0.get(key.path)?)));
        held.map(|(key, entry)| {
            let shown =
                |value: &Value| if key.kind.is_secret() { HIDDEN.to_owned() } else { value.to_string() };
            let value = entry.value.as_ref().map(shown);
            Effective { key, value, place: entry.place.clone(), unfit: entry.unfit }
        })
        .collect()
    }

    /// Where a key was given.
    pub(super) fn place(&self, key: &Key) -> Place {
        self.0.get(key.path).map_or(Place::Default, |entry| entry.place.clone())
    }

    /// Whether nobody gave it, well or badly, and it has no default.
    pub(super) fn is_missing(&self, key: &Key) -> bool {
        self.0.get(key.path).is_none_or(|entry| entry.value.is_none() && !entry.unfit)
    }

    pub(super) fn value(&self, key: &Key) -> Option<&Value> {
        self.0.get(key.path)?.value.as_ref()
    }

    pub(super) fn text(&self, key: &Key) -> Option<String> {
        match self.value(key)? {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        }
    }

    /// A text of a key with a default.
    pub(super) fn word(&self, key: &Key) -> String {
        self.text(key).unwrap_or_default()
    }

    pub(super) fn path(&self, key: &Key) -> Option<PathBuf> {
        self.text(key).map(PathBuf::from)
    }

    /// A path of a key with a default.
    pub(super) fn folder(&self, key: &Key) -> PathBuf {
        self.path(key).unwrap_or_default()
    }

    pub(super) fn number(&self, key: &Key) -> u64 {
        match self.value(key) {
            Some(Value::Number(number)) => *number,
            _ => 0,
        }
    }

    pub(super) fn dollars(&self, key: &Key) -> f64 {
        match self.value(key) {
            Some(Value::Dollars(dollars)) => *dollars,
            _ => 0.0,
        }
    }

    pub(super) fn flag(&self, key: &Key) -> bool {
        matches!(self.value(key), Some(Value::Flag(true)))
    }

    pub(super) fn list(&self, key: &Key) -> Vec<String> {
        match self.value(key) {
            Some(Value::List(list)) => list.clone(),
            _ => Vec::new(),
        }
    }

    pub(super) fn sites(&self, key: &Key) -> Vec<Site> {
        match self.value(key) {
            Some(Value::Sites(sites)) => sites.clone(),
            _ => Vec::new(),
        }
    }
}
