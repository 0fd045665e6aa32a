//! An answer, and the two forms in which it travels.

use std::fmt::Write as _;

use arrow::array::{AsArray, RecordBatch};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Float64Type, Int64Type};
use arrow::error::ArrowError;
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

use crate::insights::ROWS_MAX;
use crate::listing::LeftOut;
use crate::view::{Column, ColumnType, View};

/// One figure of an answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Cell {
    /// UTF-8 text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A ratio; always finite.
    Real(f64),
    /// No value.
    Nothing,
}

/// What the lake says to a view.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The question.
    pub view: View,
    /// When it was asked, milliseconds since 1970.
    pub generated_at_ms: i64,
    /// The rows, each with a cell for each of the view's columns.
    pub rows: Vec<Vec<Cell>>,
    /// True if there were more rows than [`ROWS_MAX`], and those were cut off.
    pub truncated: bool,
    /// The files it goes without.
    pub left_out: Vec<LeftOut>,
}

impl Answer {
    pub(crate) fn new(
        view: View,
        generated_at_ms: i64,
        mut rows: Vec<Vec<Cell>>,
        left_out: Vec<LeftOut>,
    ) -> Self {
        let truncated = rows.len() > ROWS_MAX;
        rows.truncate(ROWS_MAX);
        Self { view, generated_at_ms, rows, truncated, left_out }
    }

    /// The names, types and meanings of the cells.
    #[must_use]
    pub const fn columns(&self) -> &'static [Column] {
        self.view.columns()
    }

    /// The cell of a row by its column's name; `None` if there is no such row or column.
    #[must_use]
    pub fn cell(&self, row: usize, column: &str) -> Option<&Cell> {
        let place = self.columns().iter().position(|known| known.name == column)?;
        self.rows.get(row)?.get(place)
    }

    /// One JSON object: `view`, `generated_at_ms`, `rows` (objects by column name), `truncated`, `left_out`.
    ///
    /// # Panics
    /// Never: keys are text, and a cell is text, a number or null.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("keys are text and no cell fails to serialize")
    }

    /// RFC 4180: a header of column names, then the rows, each ended by CR LF. No value is an empty field.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let names: Vec<&str> = self.columns().iter().map(|column| column.name).collect();
        let mut csv = names.join(",");
        csv.push_str("\r\n");
        for row in &self.rows {
            csv_row(&mut csv, row);
        }
        csv
    }
}

impl Serialize for Answer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(5))?;
        map.serialize_entry("view", self.view.name())?;
        map.serialize_entry("generated_at_ms", &self.generated_at_ms)?;
        map.serialize_entry("rows", &Rows(self))?;
        map.serialize_entry("truncated", &self.truncated)?;
        map.serialize_entry("left_out", &self.left_out)?;
        map.end()
    }
}

struct Rows<'a>(&'a Answer);

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut rows = serializer.serialize_seq(Some(self.0.rows.len()))?;
        for row in &self.0.rows {
            rows.serialize_element(&Row { columns: self.0.columns(), cells: row })?;
        }
        rows.end()
    }
}

struct Row<'a> {
    columns: &'static [Column],
    cells: &'a [Cell],
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.columns.iter().map(|column| column.name).zip(self.cells))
    }
}

fn csv_row(csv: &mut String, row: &[Cell]) {
    for (place, cell) in row.iter().enumerate() {
        if place > 0 {
            csv.push(',');
        }
        csv_cell(csv, cell);
    }
    csv.push_str("\r\n");
}

fn csv_cell(csv: &mut String, cell: &Cell) {
    let written = match cell {
        Cell::Text(text) if text.contains([',', '"', '\r', '\n']) => {
            write!(csv, "\"{}\"", text.replace('"', "\"\""))
        }
        Cell::Text(text) => write!(csv, "{text}"),
        Cell::Integer(number) => write!(csv, "{number}"),
        Cell::Real(number) => write!(csv, "{number}"),
        Cell::Nothing => Ok(()),
    };
    written.expect("writing to a String does not fail");
}

/// The rows of a query's result, cell by cell in the order of the view's columns.
pub(crate) fn rows(columns: &[Column], batches: &[RecordBatch]) -> Result<Vec<Vec<Cell>>, ArrowError> {
    let mut rows = Vec::new();
    for batch in batches {
        let cells = columns.iter().map(|column| cells(column, batch)).collect::<Result<Vec<_>, _>>()?;
        rows.extend((0..batch.num_rows()).map(|row| cells.iter().map(|cells| cells[row].clone()).collect()));
    }
    Ok(rows)
}

fn cells(column: &Column, batch: &RecordBatch) -> Result<Vec<Cell>, ArrowError> {
    let array = batch.column(batch.schema().index_of(column.name)?);
    Ok(match column.column_type {
        ColumnType::Text => {
            let array = cast(array, &DataType::Utf8)?;
            array.as_string::<i32>().iter().map(|cell| cell.map_or(Cell::Nothing, text)).collect()
        }
        ColumnType::Integer => {
            let array = cast(array, &DataType::Int64)?;
            array
                .as_primitive::<Int64Type>()
                .iter()
                .map(|cell| cell.map_or(Cell::Nothing, Cell::Integer))
                .collect()
        }
        ColumnType::Real => {
            let array = cast(array, &DataType::Float64)?;
            array.as_primitive::<Float64Type>().iter().map(|cell| cell.map_or(Cell::Nothing, real)).collect()
        }
    })
}

fn text(cell: &str) -> Cell {
    Cell::Text(cell.to_owned())
}

/// JSON has no word for infinities.
fn real(cell: f64) -> Cell {
    if cell.is_finite() { Cell::Real(cell) } else { Cell::Nothing }
}
