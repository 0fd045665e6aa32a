//! The folders that `linger serve` serves beside the collector.

use std::path::PathBuf;

use super::super::key::{Fallback, Key, Kind};
use super::super::values::Values;

const WWW: Key = Key::new(
    "www",
    Kind::Path,
    Fallback::Fixed("www/dist"),
    "Folder of the pages, served at `/` by `linger serve` alone; needs an `index.html`.",
);
const SDK: Key = Key::new(
    "sdk",
    Kind::Path,
    Fallback::Fixed("sdk/npm/dist"),
    "Folder of the built SDK, served at `/sdk/` by `linger serve` alone.",
);

pub(super) const KEYS: &[Key] = &[WWW, SDK];

/// Folders of `linger serve`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pages {
    /// The pages, served at `/`.
    pub www: PathBuf,
    /// The SDK, served at `/sdk/`.
    pub sdk: PathBuf,
}

pub(super) fn of(values: &Values) -> Pages {
    Pages { www: values.folder(&WWW), sdk: values.folder(&SDK) }
}
