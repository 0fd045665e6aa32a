//! What must hold for any bytes at all, as one function for each fuzz target. It returns, or panics with what is wrong.
//!
//! libFuzzer drives these functions through `fuzz_targets/` (`cargo xtask fuzz`); `tests/replay.rs` drives them without it
//! over all inputs that were kept: those that reach what no other reaches (`corpus/`), and those that once broke
//! something (`regressions/`).

pub mod admit;
pub mod batch;
pub mod line;
pub mod spool;

/// A part that reads bytes from hands that may not be ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Reading a page's batch.
    Batch,
    /// Writing and reading a line.
    Line,
    /// The verdicts on a batch's events, and the rows of those that are accepted.
    Admit,
    /// What is found in a spool's folder.
    Spool,
}

impl Target {
    /// Every target, in the order in which a batch meets them.
    pub const ALL: [Self; 4] = [Self::Batch, Self::Admit, Self::Line, Self::Spool];

    /// The name of its program and of its folders.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Batch => "batch",
            Self::Line => "line",
            Self::Admit => "admit",
            Self::Spool => "spool",
        }
    }

    /// Holds the part against these bytes.
    ///
    /// # Panics
    /// Where it breaks a promise; the message says which.
    pub fn check(self, bytes: &[u8]) {
        match self {
            Self::Batch => batch::check(bytes),
            Self::Line => line::check(bytes),
            Self::Admit => admit::check(bytes),
            Self::Spool => spool::check(bytes),
        }
    }
}
