//! The settings file. Read by hand from a TOML table, as serde stops at the first thing that is wrong.

use std::fs;
use std::path::{Path, PathBuf};

use linger_collector::{Origins, Site};
use toml::{Table, Value};

const KEYS: [&str; 5] = ["listen", "data", "www", "sdk", "site"];
const SITE_KEYS: [&str; 2] = ["key", "origins"];
/// An origin that stands for all.
const ANY: &str = "*";

/// What the file says; what it does not say is `None`.
#[derive(Debug, Default)]
pub(super) struct Config {
    pub(super) listen: Option<String>,
    pub(super) data: Option<PathBuf>,
    pub(super) www: Option<PathBuf>,
    pub(super) sdk: Option<PathBuf>,
    pub(super) sites: Option<Vec<Site>>,
}

/// Reads the file, as far as it can be read, and says all that is wrong with it.
pub(super) fn read(path: &Path) -> (Config, Vec<String>) {
    let name = path.display().to_string();
    match fs::read_to_string(path) {
        Ok(text) => parse(&name, &text),
        Err(error) => {
            let problem = format!("{name} cannot be read ({error}); name another file with --config");
            (Config::default(), vec![problem])
        }
    }
}

fn parse(name: &str, text: &str) -> (Config, Vec<String>) {
    match text.parse::<Table>() {
        Ok(table) => Reading { name, problems: Vec::new() }.config(&table),
        Err(error) => (Config::default(), vec![format!("{name} is not TOML: {error}")]),
    }
}

struct Reading<'a> {
    name: &'a str,
    problems: Vec<String>,
}

impl Reading<'_> {
    fn config(mut self, table: &Table) -> (Config, Vec<String>) {
        self.refuse_unknown("", table, &KEYS);
        let config = Config {
            listen: self.text("", table, "listen"),
            data: self.text("", table, "data").map(PathBuf::from),
            www: self.text("", table, "www").map(PathBuf::from),
            sdk: self.text("", table, "sdk").map(PathBuf::from),
            sites: table.get("site").and_then(|sites| self.sites(sites)),
        };
        (config, self.problems)
    }

    fn sites(&mut self, sites: &Value) -> Option<Vec<Site>> {
        let tables =
            sites.as_array().and_then(|sites| sites.iter().map(Value::as_table).collect::<Option<Vec<_>>>());
        if let Some(tables) = tables {
            // All are read before any is given up, as each may have problems of its own.
            let sites = tables.iter().enumerate().map(|(place, site)| self.site(place + 1, site));
            return sites.collect::<Vec<_>>().into_iter().collect();
        }
        self.problem(&format!("`site` is {}; write each site as [[site]]", sites.type_str()));
        None
    }

    fn site(&mut self, number: usize, table: &Table) -> Option<Site> {
        let at = format!("[[site]] number {number}: ");
        self.refuse_unknown(&at, table, &SITE_KEYS);
        for missing in SITE_KEYS.into_iter().filter(|key| !table.contains_key(*key)) {
            self.problem(&format!("{at}`{missing}` is missing"));
        }
        let key = self.text(&at, table, "key");
        let origins = table.get("origins").and_then(|origins| self.origins(&at, origins));
        // Wrong origins are told already, and nothing is served then; the key is still to be looked at.
        Some(Site { key: key?, origins: origins.unwrap_or(Origins::Any) })
    }

    fn origins(&mut self, at: &str, origins: &Value) -> Option<Origins> {
        let texts = origins.as_array().map(|list| list.iter().map(Value::as_str).collect::<Option<Vec<_>>>());
        match texts.flatten().as_deref() {
            Some([ANY]) => Some(Origins::Any),
            Some(list) if !list.contains(&ANY) => {
                Some(Origins::Listed(list.iter().map(ToString::to_string).collect()))
            }
            _ => {
                let right = "[\"*\"] for any, or a list of texts such as [\"https://menu.example\"]";
                self.problem(&format!("{at}`origins` is {}; give {right}", shown(origins)));
                None
            }
        }
    }

    fn text(&mut self, at: &str, table: &Table, key: &str) -> Option<String> {
        match table.get(key)? {
            Value::String(text) => Some(text.clone()),
            other => {
                self.problem(&format!("{at}`{key}` is {}; give a text in quotes", shown(other)));
                None
            }
        }
    }

    fn refuse_unknown(&mut self, at: &str, table: &Table, known: &[&str]) {
        for key in table.keys().filter(|key| !known.contains(&key.as_str())) {
            self.problem(&format!("{at}there is no key `{key}`; the keys are {}", known.join(", ")));
        }
    }

    fn problem(&mut self, problem: &str) {
        self.problems.push(format!("{}: {problem}", self.name));
    }
}

/// The value in short: what it is, and which, where that is short.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => format!("{text:?}"),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Boolean(flag) => flag.to_string(),
        Value::Datetime(time) => time.to_string(),
        Value::Array(list) => format!("[{}]", list.iter().map(shown).collect::<Vec<_>>().join(", ")),
        Value::Table(_) => "a table".to_owned(),
    }
}
