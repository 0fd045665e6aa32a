//! What went wrong, said once, for the person at the terminal.

use std::fmt;

/// A failure as a message that says what was wrong and what to do.
#[derive(Debug)]
pub(crate) struct Problem(String);

/// What every fallible command returns.
pub(crate) type Result<T> = std::result::Result<T, Problem>;

impl Problem {
    /// A problem with this message.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// Says what was being done when a foreign error came.
pub(crate) trait During<T> {
    /// The same value, or a [`Problem`] that reads `what: error`.
    fn during(self, what: impl fmt::Display) -> Result<T>;
}

impl<T, E: fmt::Display> During<T> for std::result::Result<T, E> {
    fn during(self, what: impl fmt::Display) -> Result<T> {
        self.map_err(|error| Problem(format!("{what}: {error:#}")))
    }
}
