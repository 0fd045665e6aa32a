//! Which column of a view is shown as bars, and how long each is.

use linger_insights::Answer;

use super::figure::number;

/// The first of these that a view has: what its rows are compared by.
const BARRED: [&str; 7] = [
    "attention_share_in_section",
    "attention_share",
    "share",
    "exposure_rate",
    "active_ms",
    "transitions",
    "visits",
];

/// The column, and for each row how long its bar is, of the longest.
pub(super) struct Bars {
    pub(super) column: &'static str,
    pub(super) lengths: Vec<f64>,
}

impl Bars {
    /// None for a single row, which has nothing to be compared with, and where all are nothing.
    pub(super) fn of(answer: &Answer) -> Option<Self> {
        let columns = answer.columns();
        let has = |name: &&&str| columns.iter().any(|column| column.name == **name);
        let column = *BARRED.iter().find(has).filter(|_| answer.rows.len() > 1)?;
        let cells = (0..answer.rows.len()).map(|row| answer.cell(row, column));
        let numbers: Vec<f64> =
            cells.map(|cell| cell.and_then(number).unwrap_or_default().max(0.0)).collect();
        let longest = numbers.iter().copied().fold(0.0, f64::max);
        let lengths = numbers.into_iter().map(|number| number / longest).collect();
        (longest > 0.0).then_some(Self { column, lengths })
    }
}

/// Eighths of a cell of the terminal.
const BLOCKS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// A bar of whole and parted blocks; what is not nothing is seen.
pub(super) fn blocks(length: f64, cells: u8) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a length is between 0 and 1"
    )]
    let eighths = (length * f64::from(cells) * 8.0).round() as usize;
    let eighths = if length > 0.0 { eighths.max(1) } else { 0 };
    format!("{}{}", "█".repeat(eighths / 8), BLOCKS[eighths % 8])
}
