//! Where on the page everything goes.

use crate::draw::{Mark, Point};
use crate::paper::{Grid, Paper};
use crate::problem::Problem;

/// Light modules around a code: ISO/IEC 18004, 6.3.8.
pub const QUIET_MODULES: usize = 4;

/// Smallest module, in millimetres: four dots of a printer of 300 dpi, as DENSO WAVE recommends for stable reading
/// ("Point for setting the module size").
pub const MODULE_MM_MIN: f64 = 0.34;

/// Edge of the paper, in millimetres: ours; most printers leave out 4 to 6 mm, and the marks stand in the rest.
pub const MARGIN_MM: f64 = 10.0;

/// Within each cell: ours; as far as a pair of scissors may stray.
const PADDING_MM: f64 = 3.0;

/// Heights of the lines under a code, of a cell's: ours, by eye.
const NAME_SHARE: f64 = 0.16;
const CAPTION_SHARE: f64 = 0.055;

/// Of a line's letter size: the line's height, and how far down its letters stand.
const NAME_LINE: (f64, f64) = (1.25, 1.0);
const CAPTION_LINE: (f64, f64) = (1.6, 1.05);

/// Length of a mark at the edge, its distance from the cells, and half of a cross between them.
const MARK_LENGTH_MM: f64 = 4.0;
const MARK_GAP_MM: f64 = 1.0;
const CROSS_MM: f64 = 1.5;

/// A text's middle, on the line it stands on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct TextPlace {
    pub(crate) middle: Point,
    pub(crate) letter_mm: f64,
}

/// A cell's contents.
pub(crate) struct Cell {
    /// The corner of the first module.
    pub(crate) code: Point,
    pub(crate) name: TextPlace,
    pub(crate) caption: TextPlace,
}

/// How all pages are laid out.
pub(crate) struct Layout {
    grid: Grid,
    /// Width and height of a cell.
    cell_mm: (f64, f64),
    pub(crate) module_mm: f64,
    /// The code's side, with its quiet zone.
    side_mm: f64,
    name_mm: f64,
    caption_mm: f64,
}

impl Layout {
    /// For codes of that many modules a side: as large as they fit, or as asked for.
    pub(crate) fn try_new(
        paper: Paper,
        grid: Grid,
        modules: usize,
        asked_mm: Option<f64>,
    ) -> Result<Self, Problem> {
        let (width, height) = paper.size_mm();
        let cell_mm = (
            (width - 2.0 * MARGIN_MM) / count(grid.columns()),
            (height - 2.0 * MARGIN_MM) / count(grid.rows()),
        );
        let inner = (cell_mm.0 - 2.0 * PADDING_MM, cell_mm.1 - 2.0 * PADDING_MM);
        let (name_mm, caption_mm) = (inner.0.min(inner.1) * NAME_SHARE, inner.0.min(inner.1) * CAPTION_SHARE);
        let below = name_mm * NAME_LINE.0 + caption_mm * CAPTION_LINE.0;
        let quiet_side = count(modules + 2 * QUIET_MODULES);
        let fits = inner.0.min(inner.1 - below) / quiet_side;
        let module_mm = module(fits, asked_mm)?;
        let side_mm = module_mm * quiet_side;
        Ok(Self { grid, cell_mm, module_mm, side_mm, name_mm, caption_mm })
    }

    /// What a cell leaves for a text's width.
    pub(crate) fn text_mm_max(&self) -> f64 {
        self.cell_mm.0 - 2.0 * PADDING_MM
    }

    /// Row by row; `slot` counts the cells of a page.
    pub(crate) fn cell(&self, slot: usize) -> Cell {
        let (column, row) = (slot % self.grid.columns(), slot / self.grid.columns());
        let (width, height) = self.cell_mm;
        let middle = MARGIN_MM + (count(column) + 0.5) * width;
        let (name_line, caption_line) = (self.name_mm * NAME_LINE.0, self.caption_mm * CAPTION_LINE.0);
        let free = height - self.side_mm - name_line - caption_line;
        let top = MARGIN_MM + count(row) * height + free / 2.0;
        let quiet = self.module_mm * count(QUIET_MODULES);
        let text = |above: f64, line: (f64, f64), letter_mm: f64| TextPlace {
            middle: Point { x: middle, y: top + self.side_mm + above + letter_mm * line.1 },
            letter_mm,
        };
        Cell {
            code: Point { x: middle - self.side_mm / 2.0 + quiet, y: top + quiet },
            name: text(0.0, NAME_LINE, self.name_mm),
            caption: text(name_line, CAPTION_LINE, self.caption_mm),
        }
    }

    /// Where to cut: in the edges beside every line of the grid, and a cross wherever two lines meet.
    pub(crate) fn marks(&self) -> Vec<Mark> {
        let (columns, rows) = (self.grid.columns(), self.grid.rows());
        let x = |line: usize| MARGIN_MM + count(line) * self.cell_mm.0;
        let y = |line: usize| MARGIN_MM + count(line) * self.cell_mm.1;
        let upright =
            (0..=columns).flat_map(|line| ends(y(0), y(rows)).map(|(a, b)| vertical(x(line), a, b)));
        let level =
            (0..=rows).flat_map(|line| ends(x(0), x(columns)).map(|(a, b)| horizontal(y(line), a, b)));
        let crossings = (1..columns).flat_map(|column| (1..rows).map(move |row| (column, row)));
        let crosses = crossings.flat_map(|(column, row)| {
            let (x, y) = (x(column), y(row));
            [vertical(x, y - CROSS_MM, y + CROSS_MM), horizontal(y, x - CROSS_MM, x + CROSS_MM)]
        });
        upright.chain(level).chain(crosses).collect()
    }
}

fn module(fits_mm: f64, asked_mm: Option<f64>) -> Result<f64, Problem> {
    match asked_mm {
        Some(asked) if asked > fits_mm => Err(Problem::ModuleLarge { asked, fits: fits_mm }),
        // What is no number is not larger either.
        Some(asked) if asked >= MODULE_MM_MIN => Ok(asked),
        Some(asked) => Err(Problem::ModuleSmall(asked)),
        None if fits_mm >= MODULE_MM_MIN => Ok(fits_mm),
        None => Err(Problem::ModuleSmall(fits_mm.max(0.0))),
    }
}

/// From and to of the marks on both sides of what lies between.
fn ends(first: f64, last: f64) -> [(f64, f64); 2] {
    let far = MARK_GAP_MM + MARK_LENGTH_MM;
    [(first - far, first - MARK_GAP_MM), (last + MARK_GAP_MM, last + far)]
}

fn vertical(x: f64, from: f64, to: f64) -> Mark {
    Mark { from: Point { x, y: from }, to: Point { x, y: to } }
}

fn horizontal(y: f64, from: f64, to: f64) -> Mark {
    Mark { from: Point { x: from, y }, to: Point { x: to, y } }
}

/// Modules and cells are few.
#[expect(clippy::cast_precision_loss, reason = "at most a few hundred")]
pub(crate) fn count(number: usize) -> f64 {
    number as f64
}
