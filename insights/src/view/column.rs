//! What a column of an answer is.

use serde::Serialize;

/// The type of an answer's column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ColumnType {
    /// UTF-8 text.
    Text,
    /// A whole number: a count, or milliseconds.
    Integer,
    /// A ratio, mostly between 0 and 1; with a unit at the end of the column's name, a mean of that unit.
    Real,
}

/// A column of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its name, units last.
    pub name: &'static str,
    /// Its type.
    #[serde(rename = "type")]
    pub column_type: ColumnType,
    /// What it means.
    pub meaning: &'static str,
}

pub(super) const fn text(name: &'static str, meaning: &'static str) -> Column {
    Column { name, column_type: ColumnType::Text, meaning }
}

pub(super) const fn integer(name: &'static str, meaning: &'static str) -> Column {
    Column { name, column_type: ColumnType::Integer, meaning }
}

pub(super) const fn real(name: &'static str, meaning: &'static str) -> Column {
    Column { name, column_type: ColumnType::Real, meaning }
}
