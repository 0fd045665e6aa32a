//! Which font draws a text: the machine's own, as none comes along.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::path::Path;

use fontdb::{Database, FaceInfo, Source, Stretch, Style, Weight};
use harfrust::Font;

use super::Lettering;
use super::outline::outlined;
use crate::problem::Problem;

/// Families to look in first, plain ones with Korean before those without; then whatever there is.
const FAMILIES: [&str; 12] = [
    "Pretendard",
    "Noto Sans KR",
    "Noto Sans CJK KR",
    "Apple SD Gothic Neo",
    "Malgun Gothic",
    "NanumGothic",
    "Noto Sans",
    "Helvetica Neue",
    "Segoe UI",
    "Arial",
    "Liberation Sans",
    "DejaVu Sans",
];

/// How strong letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stroke {
    Plain,
    Bold,
}

impl Stroke {
    fn weight(self) -> u16 {
        match self {
            Self::Plain => Weight::NORMAL.0,
            Self::Bold => Weight::BOLD.0,
        }
    }
}

/// The fonts that letters are taken from.
pub struct Fonts {
    faces: Vec<FaceInfo>,
}

impl fmt::Debug for Fonts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Fonts").field("faces", &self.faces.len()).finish()
    }
}

impl Fonts {
    /// Those installed on this machine, if any.
    #[must_use]
    pub fn of_machine() -> Self {
        let mut database = Database::new();
        database.load_system_fonts();
        Self { faces: database.faces().cloned().collect() }
    }

    /// Those of one TrueType or OpenType file, or collection.
    ///
    /// # Errors
    /// [`Problem::FontFile`] if it cannot be read as one.
    pub fn try_of_file(file: &Path) -> Result<Self, Problem> {
        let problem = |reason| Problem::FontFile { file: file.to_owned(), reason };
        let bytes = fs::read(file).map_err(|error| problem(Some(error.to_string())))?;
        let mut database = Database::new();
        database.load_font_data(bytes);
        let faces: Vec<FaceInfo> = database.faces().cloned().collect();
        if faces.is_empty() { Err(problem(None)) } else { Ok(Self { faces }) }
    }

    /// The texts in the first font that can draw all of them.
    pub(crate) fn letterings(&self, texts: &[&str], stroke: Stroke) -> Result<Vec<Lettering>, Problem> {
        let mut nowhere: Option<BTreeSet<char>> = None;
        for font in self.in_order(stroke).into_iter().filter_map(opened) {
            let (drawn, missing): (Vec<_>, Vec<_>) =
                texts.iter().map(|text| outlined(text, &font)).partition(Result::is_ok);
            if missing.is_empty() {
                return Ok(drawn.into_iter().flatten().collect());
            }
            let missing: BTreeSet<char> = missing.into_iter().filter_map(Result::err).flatten().collect();
            nowhere = Some(nowhere.map_or(missing.clone(), |nowhere| &nowhere & &missing));
        }
        Err(nowhere.map_or(Problem::NoFont, undrawn))
    }

    /// The same order every time: by family, upright and of normal width first, then the nearest weight.
    fn in_order(&self, stroke: Stroke) -> Vec<&FaceInfo> {
        let mut faces: Vec<&FaceInfo> = self.faces.iter().collect();
        faces.sort_by_cached_key(|face| {
            let is_family = |family: &&str| face.families.iter().any(|(name, _)| name == family);
            let family = FAMILIES.iter().position(is_family).unwrap_or(FAMILIES.len());
            let leans = face.style != Style::Normal || face.stretch != Stretch::Normal;
            (family, leans, face.weight.0.abs_diff(stroke.weight()), face.post_script_name.clone())
        });
        faces
    }
}

fn undrawn(nowhere: BTreeSet<char>) -> Problem {
    if nowhere.is_empty() { Problem::Scattered } else { Problem::Undrawable(nowhere.into_iter().collect()) }
}

fn opened(face: &FaceInfo) -> Option<Font> {
    let bytes = match &face.source {
        Source::Binary(data) => data.as_ref().as_ref().to_vec(),
        Source::File(path) => fs::read(path).ok()?,
    };
    Font::new(bytes, face.index)
}
