//! Answers as people read them in a terminal: seconds, percentages, columns aligned, small bars.

use comfy_table::{CellAlignment, Table};
use linger_insights::{Answer, Cell, Column};

use super::bar::{Bars, blocks};
use super::figure::{Unit, figure, number};
use super::look::Look;
use super::shape::{is_list, shown};
use super::words::{Language, heading, title};
use crate::table::{PADDING, ago, plain, printable};

/// Width of the longest name; with it, a view of the menu's dishes fits about 132 columns, the wide form of terminals.
const NAME_CELLS: usize = 20;

/// Width of the longest bar.
const BAR_CELLS: u8 = 8;

/// The answer under its name.
pub(super) fn table(answer: &Answer, look: &Look) -> String {
    let table = if is_list(answer) { downwards(answer, look) } else { across(answer, look) };
    let cut = if answer.truncated { look.language.of(" (cut off)", " (일부)") } else { "" };
    let view = answer.view.name();
    let name = look.language.of(view.to_owned(), format!("{view} ({})", title(view, Language::Ko)));
    format!("{name}{cut}\n{}", table.trim_fmt())
}

fn across(answer: &Answer, look: &Look) -> Table {
    let bars = Bars::of(answer);
    let shown = shown(answer);
    let mut table = plain();
    let headings = shown.iter().map(|column| heading(column.name, look.language));
    table.set_header(headings.chain(bars.as_ref().map(|_| String::new())));
    for row in 0..answer.rows.len() {
        let cells = shown.iter().filter_map(|column| Some((column, answer.cell(row, column.name)?)));
        let figures = cells.map(|(column, cell)| said(column, cell, answer.generated_at_ms, look));
        table.add_row(figures.chain(bars.as_ref().map(|bars| blocks(bars.lengths[row], BAR_CELLS))));
    }
    for (column, place) in shown.iter().zip(0..) {
        if let Some(column) = table.column_mut(place).filter(|_| Unit::of(column).is_figure()) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table.column_iter_mut().for_each(|column| {
        column.set_padding(PADDING);
    });
    table
}

fn downwards(answer: &Answer, look: &Look) -> Table {
    let mut table = plain();
    for (column, cell) in answer.rows.iter().flat_map(|row| answer.columns().iter().zip(row)) {
        table
            .add_row([heading(column.name, look.language), said(column, cell, answer.generated_at_ms, look)]);
    }
    if let Some(figures) = table.column_mut(1) {
        figures.set_cell_alignment(CellAlignment::Right);
    }
    table
}

fn said(column: &Column, cell: &Cell, now_ms: i64, look: &Look) -> String {
    match (cell, Unit::of(column), number(cell)) {
        (Cell::Text(text), _, _) => shortened(&printable(look.names.called(column.name, text))),
        (Cell::Integer(at_ms), Unit::Moment, _) => ago((now_ms - at_ms).max(0)),
        (_, unit, Some(number)) => figure(unit, number, look.language),
        (_, _, None) => "–".to_owned(),
    }
}

/// Cut where it is too wide; from Hangul on, nearly all of Unicode takes two cells a character.
fn shortened(text: &str) -> String {
    let wide = |character: char| if character < '\u{1100}' { 1 } else { 2 };
    if text.chars().map(wide).sum::<usize>() <= NAME_CELLS {
        return text.to_owned();
    }
    let mut room = NAME_CELLS - 1;
    let fits = text.chars().take_while(|character| {
        let cells = wide(*character);
        let fits = cells <= room;
        room = room.saturating_sub(cells);
        fits
    });
    fits.chain(['…']).collect()
}
