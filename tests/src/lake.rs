//! The lake as it lies on disk, read without the project's own reader.

use std::fs::{self, File};
use std::path::Path;

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, Row};
use serde_json::Value;

/// Every row of every file, as JSON objects.
///
/// # Panics
/// When a file cannot be read: all that is visible in a lake must be whole at any moment.
#[must_use]
pub fn rows(lake: &Path) -> Vec<Value> {
    let days = entries(lake).into_iter().filter(|path| path.is_dir());
    let files =
        days.flat_map(|day| entries(&day)).filter(|path| path.extension().is_some_and(|e| e == "parquet"));
    files.flat_map(|file| rows_of(&file)).collect()
}

fn entries(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let paths = entries.map(|entry| entry.expect("a readable folder").path());
    paths
        .filter(|path| !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')))
        .collect()
}

fn rows_of(file: &Path) -> Vec<Value> {
    let reader = File::open(file).map_err(Into::into).and_then(SerializedFileReader::new);
    let reader = reader.unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let rows = reader.get_row_iter(None).expect("a whole file has rows");
    rows.map(|row| object(&row.expect("a whole file has whole rows"))).collect()
}

fn object(row: &Row) -> Value {
    row.get_column_iter().map(|(name, field)| (name.clone(), value(field))).collect()
}

fn value(field: &Field) -> Value {
    match field {
        Field::Null => Value::Null,
        Field::Bool(value) => (*value).into(),
        Field::Int(value) => (*value).into(),
        Field::Long(value) => (*value).into(),
        Field::Str(value) => value.clone().into(),
        other => panic!("the lake has no column of the type of {other:?}"),
    }
}
