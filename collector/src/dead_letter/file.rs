//! The names of files of dead letters.

use std::fmt;

use super::civil;

const PARTITION: &str = "dt=";
const ENDING: &str = ".ndjson";

/// A file of dead letters: `dt=YYYY-MM-DD/<time>-<random>.ndjson`, by when its first letter was given up, UTC. They sort
/// by that.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LetterFile(String);

impl LetterFile {
    pub(super) fn new(at_ms: i64, random: u64) -> Self {
        let (date, time) = (civil::date(at_ms), civil::time(at_ms));
        Self(format!("{PARTITION}{date}/{time}-{random:016x}{ENDING}"))
    }

    /// The file of a name; `None` where the name is another's.
    pub(super) fn of(name: &str) -> Option<Self> {
        let is_letters = name.starts_with(PARTITION) && name.ends_with(ENDING);
        is_letters.then(|| Self(name.to_owned()))
    }

    /// Its name, with its folder's.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `YYYY-MM-DD`.
    pub(super) fn day(&self) -> &str {
        let day = self.0.trim_start_matches(PARTITION);
        day.split_once('/').map_or(day, |(day, _)| day)
    }
}

impl fmt::Display for LetterFile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}
