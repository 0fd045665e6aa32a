//! One view: a list of figures, or a table with bars.

use linger_insights::{Answer, Cell, Column};

use super::escape::escaped;
use crate::report::bar::Bars;
use crate::report::figure::{Unit, figure, number};
use crate::report::look::Look;
use crate::report::moment::moment;
use crate::report::shape::{is_list, shown};
use crate::report::words::{heading, title};

/// Rows of a table: ours; several times the dishes of a large menu, and a file that mail still carries.
const ROWS_MAX: usize = 500;

/// Width and height of the longest bar, in CSS pixels.
const BAR_PX: (f64, u8) = (90.0, 9);

/// The view under its name.
pub(super) fn section(answer: &Answer, look: &Look) -> String {
    let name = answer.view.name();
    let body = match answer.rows.len() {
        0 => format!(
            "<p>{}</p>\n",
            look.language.of("Nothing here for this choice.", "이 조건에는 아무것도 없습니다.")
        ),
        _ if is_list(answer) => list(answer, look),
        _ => table(answer, look),
    };
    let title = escaped(&title(name, look.language));
    format!(
        "<section aria-labelledby=\"{name}\">\n<h2 id=\"{name}\">{title}</h2>\n{body}{}{}</section>\n",
        cut(answer, look),
        meanings(answer, look)
    )
}

fn list(answer: &Answer, look: &Look) -> String {
    let cells = answer.rows.iter().flat_map(|row| answer.columns().iter().zip(row));
    let figures = cells.map(|(column, cell)| {
        let (name, said) = (heading(column.name, look.language), said(column, cell, look));
        format!("<div><dt>{}</dt><dd>{said}</dd></div>\n", escaped(&name))
    });
    format!("<dl class=\"figures\">\n{}</dl>\n", figures.collect::<String>())
}

fn table(answer: &Answer, look: &Look) -> String {
    let (columns, bars) = (shown(answer), Bars::of(answer));
    let heads = columns.iter().map(|column| {
        let class = if Unit::of(column).is_figure() { " class=\"n\"" } else { "" };
        format!("<th scope=\"col\"{class}>{}</th>", escaped(&heading(column.name, look.language)))
    });
    let row = |row: usize| {
        let cells = columns.iter().enumerate().filter_map(|(place, column)| {
            let bar = bars.as_ref().filter(|bars| bars.column == column.name).map(|bars| bars.lengths[row]);
            let said = said(column, answer.cell(row, column.name)?, look);
            Some(cell(place == 0, column, &said, bar))
        });
        format!("<tr>{}</tr>\n", cells.collect::<String>())
    };
    format!(
        "<div class=\"table\" tabindex=\"0\" role=\"group\" \
         aria-labelledby=\"{}\"><table>\n<thead><tr>{}</tr></thead>\n<tbody>\n{}</tbody>\n</table></div>\n",
        answer.view.name(),
        heads.collect::<String>(),
        (0..answer.rows.len().min(ROWS_MAX)).map(row).collect::<String>()
    )
}

fn cell(is_first: bool, column: &Column, said: &str, bar: Option<f64>) -> String {
    let bar = bar.map_or(String::new(), drawn);
    match (is_first, Unit::of(column).is_figure()) {
        (true, _) => format!("<th scope=\"row\">{said}{bar}</th>"),
        (false, true) => format!("<td class=\"n\">{bar}{said}</td>"),
        (false, false) => format!("<td>{said}{bar}</td>"),
    }
}

fn drawn(length: f64) -> String {
    let (width, height) = BAR_PX;
    format!(
        "<svg width=\"{width}\" height=\"{height}\" aria-hidden=\"true\"><rect width=\"{:.1}\" height=\"{height}\" rx=\"2\" \
         /></svg> ",
        length * width
    )
}

/// A figure, escaped. A file is read later than it is made, so a moment says when it was.
fn said(column: &Column, cell: &Cell, look: &Look) -> String {
    match (cell, Unit::of(column), number(cell)) {
        (Cell::Text(text), _, _) => escaped(look.names.called(column.name, text)),
        (Cell::Integer(at_ms), Unit::Moment, _) => moment(*at_ms),
        (_, unit, Some(number)) => figure(unit, number, look.language),
        (_, _, None) => "–".to_owned(),
    }
}

fn cut(answer: &Answer, look: &Look) -> String {
    let more = answer.rows.len().saturating_sub(ROWS_MAX);
    match (more, answer.truncated) {
        (0, false) => String::new(),
        (_, true) => format!("<p>{}</p>\n", look.language.of("And more, cut off.", "더 있으나 잘렸습니다.")),
        (more, false) => {
            let english =
                format!("And {more} more: linger report --format csv --view {}", answer.view.name());
            let korean = format!("{more}개 더: linger report --format csv --view {}", answer.view.name());
            format!("<p>{}</p>\n", look.language.of(english, korean))
        }
    }
}

/// What each column means, in the words of the view, which are English.
fn meanings(answer: &Answer, look: &Look) -> String {
    let title = look.language.of("What the columns mean", "열의 뜻 (영어)");
    let columns = if is_list(answer) { answer.columns().iter().collect() } else { shown(answer) };
    let listed = columns.into_iter().map(|column| {
        let name = heading(column.name, look.language);
        format!("<dt>{}</dt><dd lang=\"en\">{}</dd>\n", escaped(&name), escaped(column.meaning))
    });
    format!("<details><summary>{title}</summary>\n<dl>\n{}</dl></details>\n", listed.collect::<String>())
}
