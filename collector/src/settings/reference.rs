//! The keys as a chapter of docs/configuration.md.

use super::key::{Fallback, Key, Kind, Range, Unit};
use super::keys;

/// The chapter, from its first table to its last, as Markdown.
#[must_use]
pub fn reference() -> String {
    let mut text = String::new();
    for table in tables() {
        text.push_str(&heading(table));
        text.push_str("| key | variable | what it takes | default | meaning |\n|---|---|---|---|---|\n");
        keys().iter().filter(|key| key.table() == table).for_each(|key| text.push_str(&row(key)));
        text.push('\n');
    }
    text.trim_end().to_owned() + "\n"
}

/// The tables in the order of their first keys; `None` is what stands before the first.
pub(super) fn tables() -> Vec<Option<&'static str>> {
    let mut tables = Vec::new();
    for table in keys().iter().map(Key::table) {
        if !tables.contains(&table) {
            tables.push(table);
        }
    }
    tables
}

fn heading(table: Option<&str>) -> String {
    match table {
        Some(table) => format!("### `[{table}]`\n\n"),
        None => "### Before the first table\n\n".to_owned(),
    }
}

fn row(key: &Key) -> String {
    let Key { path, doc, .. } = key;
    let (variable, takes, default) = (key.environment(), takes(&key.kind), default(key));
    // A bar would end the cell.
    format!("| `{path}` | `{variable}` | {takes} | {default} | {doc} |\n").replace(" || ", " \\|\\| ")
}

fn default(key: &Key) -> String {
    match key.fallback {
        Fallback::Fixed(text) => format!("`{text}`"),
        Fallback::Unset => "none".to_owned(),
        Fallback::Derived { words, .. } => words.to_owned(),
    }
}

fn takes(kind: &Kind) -> String {
    match kind {
        Kind::Text(form) => form.allowed().to_owned(),
        Kind::Choice(choices) => {
            choices.iter().map(|choice| format!("`{choice}`")).collect::<Vec<_>>().join(", ")
        }
        Kind::Number(range) => numbers(range),
        Kind::Dollars => "dollars from 0".to_owned(),
        Kind::Flag => "`true`, `false`".to_owned(),
        Kind::Path => "path".to_owned(),
        Kind::List(form) => format!("list, each {}", form.allowed()),
        Kind::Sites => "tables `[[site]]`".to_owned(),
    }
}

fn numbers(range: &Range) -> String {
    let unit = match range.unit {
        Unit::Count => "",
        Unit::Bytes => " bytes",
        Unit::Milliseconds => " ms",
        Unit::Seconds => " s",
    };
    format!("{} to {}{unit}: {}", grouped(range.min), grouped(range.max), range.why)
}

/// `1073741824` as `1,073,741,824`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_has_a_row_under_its_table() {
        let text = reference();
        for key in keys() {
            assert_eq!(text.matches(&format!("\n| `{}` | `{}` |", key.path, key.environment())).count(), 1);
        }
        assert!(text.contains("### `[spool]`\n"));
        assert!(
            text.lines().filter(|line| line.starts_with("| `")).all(|line| line.matches(" | ").count() == 4)
        );
    }

    #[test]
    fn long_numbers_are_grouped() {
        assert_eq!(
            (grouped(0), grouped(999), grouped(1_000), grouped(1 << 30)),
            ("0".to_owned(), "999".to_owned(), "1,000".to_owned(), "1,073,741,824".to_owned())
        );
    }
}
