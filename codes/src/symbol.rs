//! The code itself: dark and light modules.

use std::fmt;

use qrcode::{Color, EcLevel, QrCode, Version};

/// How much of a code may be dirty or torn before it cannot be read (ISO/IEC 18004, 7.5.1, recovery capacity; DENSO
/// WAVE, "Error correction feature"). The more, the more modules, and so the smaller they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Level {
    /// About 7 % of its codewords: for a screen.
    L,
    /// About 15 %: what is mostly used, where codes stay clean.
    M,
    /// About 25 %: "where QR Code get dirty" (DENSO WAVE names it, and [`Level::H`], for factories), as tables with food
    /// on them do. The default.
    #[default]
    Q,
    /// About 30 %: outdoors, or where part of the code will be covered.
    H,
}

impl Level {
    fn of_library(self) -> EcLevel {
        match self {
            Self::L => EcLevel::L,
            Self::M => EcLevel::M,
            Self::Q => EcLevel::Q,
            Self::H => EcLevel::H,
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, formatter)
    }
}

/// A square of modules, without its quiet zone.
pub(crate) struct Symbol {
    /// Modules of its side.
    pub(crate) side: usize,
    dark: Vec<bool>,
}

/// Dark modules beside each other in a row.
pub(crate) struct Run {
    pub(crate) x: usize,
    pub(crate) y: usize,
    pub(crate) length: usize,
}

impl Symbol {
    /// The dark modules, row by row.
    pub(crate) fn runs(&self) -> impl Iterator<Item = Run> {
        self.dark.chunks(self.side).enumerate().flat_map(|(y, row)| {
            let begins = (0..row.len()).filter(move |x| row[*x] && (*x == 0 || !row[x - 1]));
            begins.map(move |x| Run { x, y, length: row[x..].iter().take_while(|dark| **dark).count() })
        })
    }
}

impl From<QrCode> for Symbol {
    fn from(code: QrCode) -> Self {
        let side = code.width();
        let dark = code.into_colors().into_iter().map(|color| color == Color::Dark).collect();
        Self { side, dark }
    }
}

/// A symbol for each text, all of the same size, so that a sheet's codes look alike; or the places of the texts that
/// are too long for any.
pub(crate) fn symbols(texts: &[String], level: Level) -> Result<Vec<Symbol>, Vec<usize>> {
    let smallest: Vec<Option<i16>> = texts.iter().map(|text| version(text, level)).collect();
    let too_long: Vec<usize> = (0..texts.len()).filter(|place| smallest[*place].is_none()).collect();
    let common = smallest.into_iter().flatten().max().unwrap_or(1);
    if !too_long.is_empty() {
        return Err(too_long);
    }
    let version = Version::Normal(common);
    let coded = |text: &String| QrCode::with_version(text, version, level.of_library()).ok();
    Ok(texts.iter().filter_map(coded).map(Symbol::from).collect())
}

/// The smallest version that holds the text, from 1 to 40.
fn version(text: &str, level: Level) -> Option<i16> {
    match QrCode::with_error_correction_level(text, level.of_library()).ok()?.version() {
        Version::Normal(version) => Some(version),
        Version::Micro(_) => None,
    }
}
