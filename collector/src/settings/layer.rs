//! What one place gives: the command line, the environment, the file. Each is read whole, so that all that is wrong
//! anywhere is said at once.

use std::collections::BTreeMap;

use super::key::{Key, Kind, VARIABLES};
use super::nearest::nearest;
use super::parse::{self, Unfit};
use super::problem::{Place, Problem};
use super::sites;
use super::value::Value;

/// What one place gives, and what is wrong with it.
#[derive(Debug, Default)]
pub(super) struct Layer {
    /// By path. `None` was given and does not fit.
    pub(super) given: BTreeMap<&'static str, (Place, Option<Value>)>,
    pub(super) problems: Vec<Problem>,
}

impl Layer {
    /// Flags as pairs of a key's path and a text. A flag given again adds to a list; of others the last counts.
    pub(super) fn of_flags(keys: &[Key], flags: &[(String, String)]) -> Self {
        let mut layer = Self::default();
        for key in keys {
            let texts: Vec<&str> =
                flags.iter().filter(|(path, _)| path == key.path).map(|(_, text)| text.as_str()).collect();
            let text = match key.kind {
                Kind::List(_) => Some(texts.join(",")),
                Kind::Sites => Some(texts.join(";")),
                _ => texts.last().map(ToString::to_string),
            };
            if let Some(text) = text.filter(|_| !texts.is_empty()) {
                layer.take_text(key, Place::Flag, &text);
            }
        }
        layer
    }

    /// The variables meant for linger. An empty one is the same as none, as in container settings it cannot be left
    /// out.
    pub(super) fn of_environment(keys: &[Key], variables: &[(String, String)]) -> Self {
        let mut layer = Self::default();
        for (name, text) in variables.iter().filter(|(name, _)| is_meant(name)) {
            match keys.iter().find(|key| key.environment() == *name) {
                Some(_) if text.is_empty() => {}
                Some(key) => layer.take_text(key, Place::Environment(name.clone()), text),
                None => layer.problems.push(unknown_variable(keys, name)),
            }
        }
        layer
    }

    /// The variables of other programs that count where nobody gives a key. One that does not fit was not meant for
    /// linger.
    pub(super) fn of_other_variables(keys: &[Key], variables: &[(String, String)]) -> Self {
        let mut layer = Self::default();
        for key in keys {
            let named = |name: &str| variables.iter().find(|(known, text)| known == name && !text.is_empty());
            let found = key.also.iter().find_map(|name| named(name));
            if let Some((name, Ok(value))) =
                found.map(|(name, text)| (name, parse::from_text(&key.kind, text)))
            {
                layer.given.insert(key.path, (Place::Environment(name.clone()), Some(value)));
            }
        }
        layer
    }

    fn take_text(&mut self, key: &Key, place: Place, text: &str) {
        let read = parse::from_text(&key.kind, text);
        self.take(key, place, read);
    }

    /// Keeps what was read, or says why it does not fit.
    pub(super) fn take(&mut self, key: &Key, place: Place, read: Result<Value, Unfit>) {
        if let Err(unfit) = &read {
            self.problems.push(Problem::unfit(key, place.clone(), &unfit.found, &unfit.allowed));
        }
        if let Ok(Value::Sites(list)) = &read {
            self.refuse(key, &place, sites::faults(list));
        }
        self.given.insert(key.path, (place, read.ok()));
    }

    /// Says what is wrong with a key in whole sentences.
    pub(super) fn refuse(&mut self, key: &Key, place: &Place, faults: Vec<Unfit>) {
        let problem = |Unfit { found, allowed }| {
            let key = key.path.to_owned();
            Problem { key, place: place.clone(), found, allowed }
        };
        self.problems.extend(faults.into_iter().map(problem));
    }
}

/// The variable that names the file.
pub(super) const FILE_VARIABLE: &str = "LINGER_CONFIG";

fn is_meant(name: &str) -> bool {
    name.starts_with(VARIABLES) && name != FILE_VARIABLE && !is_of_a_service(name)
}

/// Kubernetes tells every container of every service in variables such as `LINGER_SERVICE_HOST` and
/// `LINGER_PORT_80_TCP_ADDR` (<https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables>);
/// a service may well be called linger.
fn is_of_a_service(name: &str) -> bool {
    let ends = ["_SERVICE_HOST", "_SERVICE_PORT", "_PORT"];
    ends.iter().any(|end| name.ends_with(end))
        || name.contains("_SERVICE_PORT_")
        || name.split("_PORT_").skip(1).any(|rest| rest.starts_with(|char: char| char.is_ascii_digit()))
}

fn unknown_variable(keys: &[Key], name: &str) -> Problem {
    let names: Vec<String> = keys.iter().map(Key::environment).collect();
    let allowed = match nearest(name, names.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "docs/configuration.md lists all".to_owned(),
    };
    let place = Place::Environment(name.to_owned());
    Problem { key: name.to_owned(), place, found: format!("there is no variable `{name}`"), allowed }
}
