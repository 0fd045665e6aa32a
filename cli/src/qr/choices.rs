//! What can be chosen on the command line, by its names there.

use clap::ValueEnum;
use linger_codes::{Level, Paper};

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Pdf,
    Svg,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum LevelName {
    #[value(name = "L")]
    L,
    #[value(name = "M")]
    M,
    #[value(name = "Q")]
    Q,
    #[value(name = "H")]
    H,
}

impl From<LevelName> for Level {
    fn from(name: LevelName) -> Self {
        match name {
            LevelName::L => Self::L,
            LevelName::M => Self::M,
            LevelName::Q => Self::Q,
            LevelName::H => Self::H,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum PaperName {
    #[value(name = "A4")]
    A4,
    #[value(name = "Letter")]
    Letter,
}

impl From<PaperName> for Paper {
    fn from(name: PaperName) -> Self {
        match name {
            PaperName::A4 => Self::A4,
            PaperName::Letter => Self::Letter,
        }
    }
}
