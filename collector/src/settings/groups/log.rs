//! What is logged.

use tracing::Level;

use super::super::key::{Fallback, Key, Kind};
use super::super::values::Values;

const FORMAT: Key = Key::new(
    "log.format",
    Kind::Choice(&["text", "json"]),
    Fallback::Fixed("text"),
    "How the log is written, on standard error: as lines for people, or as a JSON object a line for programs.",
);
const LEVEL: Key = Key::new(
    "log.level",
    Kind::Choice(&["error", "warn", "info", "debug", "trace"]),
    Fallback::Fixed("info"),
    "The least grave that is logged. No level logs an address, a user agent or the content of an event.",
);

pub(super) const KEYS: &[Key] = &[FORMAT, LEVEL];

/// The log's settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Log {
    /// How it is written.
    pub format: LogFormat,
    /// The least grave that is logged.
    pub level: Level,
}

/// How the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// Lines for people.
    Text,
    /// A JSON object a line.
    Json,
}

pub(super) fn of(values: &Values) -> Log {
    let format = if values.word(&FORMAT) == "json" { LogFormat::Json } else { LogFormat::Text };
    Log { format, level: values.word(&LEVEL).parse().unwrap_or(Level::INFO) }
}
