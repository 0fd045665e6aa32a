//! Bills as text for programs and documents; `linger cost` draws its own table for the terminal.

use std::fmt::Write;

use serde::Serialize;

use super::{Bill, Compared, Kind, Line, Month, Standing};

/// Dollars as people read them: cents, and thousands apart.
#[must_use]
pub fn dollars(usd: f64) -> String {
    let cents = format!("{usd:.2}");
    let (whole, part) = cents.split_once('.').unwrap_or((&cents, "00"));
    let mut text = String::with_capacity(cents.len() + 4);
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    format!("{text}.{part}")
}

#[derive(Serialize)]
struct Told<'a> {
    month: &'a Month,
    bills: &'a [Bill],
    compared: &'a [Compared],
}

/// All of it as JSON; dollars unrounded.
///
/// # Panics
///
/// Never: there is nothing in it that JSON cannot hold.
#[must_use]
pub fn json(month: &Month, bills: &[Bill], compared: &[Compared]) -> String {
    serde_json::to_string_pretty(&Told { month, bills, compared }).expect("numbers and texts are JSON") + "\n"
}

/// A row for each line of each bill.
#[must_use]
pub fn csv(bills: &[Bill]) -> String {
    let mut text = "edge,line,usd,standing,how\n".to_owned();
    for bill in bills {
        for line in &bill.lines {
            let standing = line.standing.map_or("", Standing::as_str);
            let (edge, name) = (bill.edge.as_str(), line.kind.name());
            row(&mut text, &[edge, name, &format!("{:.6}", line.usd), standing, &line.how]);
        }
        row(&mut text, &[bill.edge.as_str(), "total", &format!("{:.6}", bill.total_usd), "", ""]);
    }
    text
}

fn row(text: &mut String, cells: &[&str]) {
    let quoted = cells.iter().map(|cell| {
        if cell.contains([',', '"', '\n']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            (*cell).to_owned()
        }
    });
    text.push_str(&quoted.collect::<Vec<_>>().join(","));
    text.push('\n');
}

/// A table: a row for each line, a column for each edge.
#[must_use]
pub fn markdown(bills: &[Bill]) -> String {
    let mut text = "| a month, in dollars |".to_owned();
    for bill in bills {
        write!(text, " {} |", bill.edge.as_str()).expect(TO_STRING);
    }
    text.push_str("\n|---|");
    text.push_str(&"--:|".repeat(bills.len()));
    text.push('\n');
    for kind in kinds(bills) {
        let cells = bills.iter().map(|bill| bill.line(kind).map_or_else(|| "–".to_owned(), Line::shown));
        write_row(&mut text, kind.name(), cells);
    }
    let totals = bills.iter().map(|bill| format!("**{}**", dollars(bill.total_usd)));
    write_row(&mut text, "**total**", totals);
    text
}

const TO_STRING: &str = "writing to a text cannot fail";

fn write_row(text: &mut String, name: &str, cells: impl Iterator<Item = String>) {
    writeln!(text, "| {name} | {} |", cells.collect::<Vec<_>>().join(" | ")).expect(TO_STRING);
}

/// The kinds of line that any of the bills has.
fn kinds(bills: &[Bill]) -> impl Iterator<Item = Kind> {
    Kind::ALL.into_iter().filter(|kind| bills.iter().any(|bill| bill.line(*kind).is_some()))
}

#[cfg(test)]
mod tests {
    use super::dollars;

    #[test]
    fn thousands_are_told_apart() {
        let told = [0.0, 0.004, 0.28, 74.48, 1234.5, 1_234_567.891].map(dollars);
        assert_eq!(told, ["0.00", "0.00", "0.28", "74.48", "1,234.50", "1,234,567.89"]);
    }
}
