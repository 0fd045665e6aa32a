//! Letters as outlines, so that paper needs no font and every reader draws the same.

mod fonts;
mod outline;

pub use fonts::Fonts;
pub(crate) use fonts::Stroke;

use crate::draw::{Point, Step};
use crate::layout::TextPlace;
use crate::problem::Problem;

/// Smallest letter size, in millimetres: 6 points, about the least that is read at arm's length.
pub const TEXT_MM_MIN: f64 = 2.1;

/// A text's outlines: one em is 1, the text begins at 0 on the line it stands on, and up is negative.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Lettering {
    pub(crate) width: f64,
    pub(crate) steps: Vec<Step>,
}

impl Lettering {
    /// Around its place, smaller where it would be wider than that.
    pub(crate) fn placed(
        &self,
        text: &str,
        place: TextPlace,
        width_mm_max: f64,
    ) -> Result<Vec<Step>, Problem> {
        let letter_mm = place.letter_mm.max(TEXT_MM_MIN).min(width_mm_max / self.width.max(f64::EPSILON));
        if letter_mm < TEXT_MM_MIN {
            return Err(Problem::TextWide(text.to_owned()));
        }
        let left = place.middle.x - self.width * letter_mm / 2.0;
        let point =
            |point: Point| Point { x: left + point.x * letter_mm, y: place.middle.y + point.y * letter_mm };
        Ok(self.steps.iter().map(|step| step.map(point)).collect())
    }
}
