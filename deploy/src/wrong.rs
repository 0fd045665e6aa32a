//! What is wrong with what was asked, one problem each.

use std::fmt;

/// Something that was asked and cannot be: where, what was found, what is allowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The flag, as it was to be written.
    pub flag: &'static str,
    /// What was found, and what is allowed.
    pub reason: String,
}

impl Wrong {
    pub(crate) fn new(flag: &'static str, reason: impl Into<String>) -> Self {
        Self { flag, reason: reason.into() }
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.flag, self.reason)
    }
}
