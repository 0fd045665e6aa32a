//! The lake's columns in Arrow's words, and whether a file has them.

use std::sync::Arc;

use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use linger_wire::row::{COLUMNS, Column, ColumnType, FIRST_COLUMNS};

/// The table `events`. Every column may be null here, whatever the wire says: a file of another writer with a null
/// in it should cost that row's figure and not the whole answer.
pub(crate) fn schema() -> SchemaRef {
    let fields = COLUMNS.iter().map(|column| Field::new(column.name, read_type(column.column_type), true));
    Arc::new(Schema::new(fields.collect::<Vec<_>>()))
}

/// What keeps a file from being read as the table `events`; `None` if nothing does.
pub(crate) fn mismatch(file: &Schema) -> Option<String> {
    let is_later = |index| index >= FIRST_COLUMNS;
    let columns = COLUMNS.iter().enumerate();
    let found = columns.filter_map(|(index, column)| column_mismatch(file, column, is_later(index)));
    let found: Vec<String> = found.collect();
    (!found.is_empty()).then(|| found.join("; "))
}

fn column_mismatch(file: &Schema, column: &Column, is_later: bool) -> Option<String> {
    match file.column_with_name(column.name) {
        None if is_later => None,
        None => Some(format!("column {} is missing", column.name)),
        Some((_, field)) if fits(field.data_type(), column.column_type) => None,
        Some((_, field)) => Some(format!(
            "column {} is {}, expected {}",
            column.name,
            field.data_type(),
            arrow_type(column.column_type)
        )),
    }
}

/// Texts are read as views: those of a dictionary are then not copied row by row.
const fn read_type(column_type: ColumnType) -> DataType {
    match column_type {
        ColumnType::String => DataType::Utf8View,
        other => arrow_type(other),
    }
}

const fn arrow_type(column_type: ColumnType) -> DataType {
    match column_type {
        ColumnType::String => DataType::Utf8,
        ColumnType::Int => DataType::Int32,
        ColumnType::Bigint => DataType::Int64,
        ColumnType::Boolean => DataType::Boolean,
    }
}

/// Whether the file's type reads as the column's without loss. Writers differ in how they mark text.
fn fits(found: &DataType, column_type: ColumnType) -> bool {
    match column_type {
        ColumnType::String => is_text(found),
        ColumnType::Int => matches!(found, DataType::Int32),
        ColumnType::Bigint => matches!(found, DataType::Int64 | DataType::Int32),
        ColumnType::Boolean => matches!(found, DataType::Boolean),
    }
}

fn is_text(found: &DataType) -> bool {
    match found {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => true,
        DataType::Dictionary(_, value) => is_text(value),
        _ => false,
    }
}
