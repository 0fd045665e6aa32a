//! The command line of a program whose flags are the keys, and what it says of itself.

use std::fmt::Write;
use std::path::PathBuf;

use super::key::{Fallback, Key, Kind};
use super::keys;
use super::nearest::nearest;
use super::problem::{Place, Problem};

/// What a command line asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    /// The file it names.
    pub config: Option<PathBuf>,
    /// A key's path and a text each.
    pub values: Vec<(String, String)>,
    /// What to do.
    pub asked: Asked,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

/// What a program is asked to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Asked {
    /// Its work.
    #[default]
    Run,
    /// To say how it is called.
    Help,
    /// To say which version it is.
    Version,
}

impl Flags {
    /// Reads arguments, without the program's name: `--key value` and `--key=value`, `--config`, `--help`,
    /// `--version`.
    #[must_use]
    pub fn parse(arguments: impl IntoIterator<Item = String>) -> Self {
        let mut flags = Self::default();
        let mut arguments = arguments.into_iter();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--help" | "-h" => flags.asked = Asked::Help,
                "--version" | "-V" => flags.asked = Asked::Version,
                _ => flags.take(&argument, &mut arguments),
            }
        }
        flags
    }

    fn take(&mut self, argument: &str, rest: &mut impl Iterator<Item = String>) {
        let (flag, given) = match argument.split_once('=') {
            Some((flag, value)) => (flag, Some(value.to_owned())),
            None => (argument, None),
        };
        let key = keys().iter().find(|key| key.flag() == flag);
        if key.is_none() && flag != CONFIG {
            return self.problem(format!("there is no flag `{flag}`"), hint(flag));
        }
        let Some(value) = given.or_else(|| rest.next()) else {
            return self.problem(format!("`{flag}` has no value"), format!("write {flag} VALUE"));
        };
        match key {
            Some(key) => self.set(key, value),
            None => self.config = Some(PathBuf::from(value)),
        }
    }

    fn set(&mut self, key: &Key, value: String) {
        let many = matches!(key.kind, Kind::List(_) | Kind::Sites);
        if !many && self.values.iter().any(|(path, _)| path == key.path) {
            return self
                .problem(format!("`{}` is given more than once", key.flag()), "give it once".to_owned());
        }
        self.values.push((key.path.to_owned(), value));
    }

    fn problem(&mut self, found: String, allowed: String) {
        self.problems.push(Problem { key: String::new(), place: Place::Flag, found, allowed });
    }
}

const CONFIG: &str = "--config";

fn hint(flag: &str) -> String {
    let known: Vec<String> = keys().iter().map(Key::flag).chain([CONFIG.to_owned()]).collect();
    match nearest(flag, known.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "--help lists all".to_owned(),
    }
}

/// How a program is called whose flags are the keys.
#[must_use]
pub fn usage(program: &str, about: &str) -> String {
    let mut text = format!(
        "{about}\n\nUsage: {program} [FLAG VALUE]…\n\n  {CONFIG} FILE\n      The settings as TOML; also in LINGER_CONFIG. \
         [default: linger.toml, if there is one]\n"
    );
    for key in keys() {
        write!(text, "  {} {}\n      {}{}\n", key.flag(), metavariable(&key.kind), key.doc, default_of(key))
            .expect("a String takes everything");
    }
    text.push_str("  --help, --version\n\nFlags come before variables (LINGER_LISTEN for --listen), these before the file.\n");
    text
}

/// What stands for the value of a flag.
#[must_use]
pub fn metavariable(kind: &Kind) -> &'static str {
    match kind {
        Kind::Text(_) => "TEXT",
        Kind::Choice(_) => "NAME",
        Kind::Number(_) => "NUMBER",
        Kind::Dollars => "DOLLARS",
        Kind::Flag => "true|false",
        Kind::Path => "PATH",
        Kind::List(_) => "LIST",
        Kind::Sites => "KEY[=ORIGIN,…]",
    }
}

/// The default as help texts end with it.
#[must_use]
pub fn default_of(key: &Key) -> String {
    match key.fallback {
        Fallback::Fixed(text) => format!(" [default: {text}]"),
        Fallback::Unset => String::new(),
        Fallback::Derived { words, .. } => format!(" [default: {}]", words.replace('`', "")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Flags {
        Flags::parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn both_spellings_and_repeated_lists_are_taken() {
        let flags = parse("--listen 127.0.0.1:0 --site=a --site b=https://b.example --config x.toml");
        let pairs: Vec<(&str, &str)> =
            flags.values.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        assert_eq!(pairs, [("listen", "127.0.0.1:0"), ("site", "a"), ("site", "b=https://b.example")]);
        assert_eq!((flags.config, flags.problems), (Some(PathBuf::from("x.toml")), Vec::new()));
    }

    #[test]
    fn all_that_is_wrong_is_found() {
        let flags = parse("--listn 1 --data a --data b --sink");
        let said: Vec<String> = flags.problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            [
                "command line: there is no flag `--listn`; did you mean `--listen`?",
                "command line: there is no flag `1`; --help lists all",
                "command line: `--data` is given more than once; give it once",
                "command line: `--sink` has no value; write --sink VALUE",
            ]
        );
    }

    #[test]
    fn help_names_every_key_and_its_default() {
        let text = usage("linger-collector", "Takes batches.");
        for key in keys() {
            assert!(text.contains(&format!("  {} ", key.flag())), "{}", key.path);
        }
        assert!(text.contains("[default: 1073741824]"));
        assert_eq!(parse("--help").asked, Asked::Help);
    }
}
