//! How a report is written, whatever its form.

use super::names::Names;
use super::words::Language;

/// Its language, and what dishes are called in it.
#[derive(Debug)]
pub(super) struct Look {
    pub(super) language: Language,
    pub(super) names: Names,
}
