//! What is wrong with the settings, said so that it can be put right without reading anything else.

use std::fmt;

use super::key::Key;

/// Where a value was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// On the command line.
    Flag,
    /// In a variable of this name.
    Environment(String),
    /// In the file.
    File {
        /// Its name as it was given.
        name: String,
        /// From 1; none where it is about the file as a whole.
        line: Option<usize>,
    },
    /// Nowhere: it is the default.
    Default,
}

impl Place {
    /// What the key is called there.
    pub(super) fn name_of(&self, key: &Key) -> String {
        match self {
            Self::Flag => key.flag(),
            Self::Environment(name) => name.clone(),
            Self::File { .. } | Self::Default => key.path.to_owned(),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag => out.write_str("command line"),
            Self::Environment(_) => out.write_str("environment"),
            Self::File { name, line: Some(line) } => write!(out, "{name}:{line}"),
            Self::File { name, line: None } => out.write_str(name),
            Self::Default => out.write_str("default"),
        }
    }
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The key it is about, as the file names it; as it was given, where there is no such key.
    pub key: String,
    /// Where it was given.
    pub place: Place,
    /// What was found there.
    pub found: String,
    /// What is allowed, or what to do.
    pub allowed: String,
}

impl Problem {
    /// A value that does not fit its key.
    pub(super) fn unfit(key: &Key, place: Place, found: &str, allowed: &str) -> Self {
        let found = format!("`{}` is {found}", place.name_of(key));
        Self { key: key.path.to_owned(), place, found, allowed: format!("give {allowed}") }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}; {}", self.place, self.found, self.allowed)
    }
}
