//! The paper, and how it is parted.

use std::str::FromStr;

use crate::problem::Problem;

/// The paper's size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// 210 × 297 mm (ISO 216). The default.
    #[default]
    A4,
    /// 8½ × 11 inches (ANSI/ASME Y14.1).
    Letter,
}

impl Paper {
    /// Width and height, upright.
    pub(crate) fn size_mm(self) -> (f64, f64) {
        match self {
            Self::A4 => (210.0, 297.0),
            Self::Letter => (215.9, 279.4),
        }
    }
}

/// How a page is parted if nobody says: cells of 63 × 69 mm on A4, about a playing card, as stands for tables take.
pub const GRID_USUAL: &str = "3x4";

/// Columns and rows at most: ours; cells of 19 mm on A4, where the smallest code just fits.
pub const GRID_SIDE_MAX: u8 = 10;

/// How a page is parted: codes beside and below each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Grid {
    columns: u8,
    rows: u8,
}

impl Grid {
    pub(crate) fn columns(self) -> usize {
        self.columns.into()
    }

    pub(crate) fn rows(self) -> usize {
        self.rows.into()
    }

    /// Codes on a page.
    pub(crate) fn cells(self) -> usize {
        self.columns() * self.rows()
    }
}

impl FromStr for Grid {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let side = |text: &str| text.trim().parse().ok().filter(|side| (1..=GRID_SIDE_MAX).contains(side));
        let sides =
            text.split_once(['x', '×']).and_then(|(columns, rows)| Some((side(columns)?, side(rows)?)));
        let (columns, rows) = sides.ok_or_else(|| Problem::Grid(text.to_owned()))?;
        Ok(Self { columns, rows })
    }
}
