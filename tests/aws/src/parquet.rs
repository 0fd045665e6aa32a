//! Reads Parquet with `DuckDB`: another reader than ours, and than the emulator's writer's own checks.

use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::emulator::tool;

/// Prints each row as a JSON object.
const SCRIPT: &str = "import duckdb, sys
duckdb.execute(\"COPY (SELECT * FROM read_parquet(?)) TO '/dev/stdout' (FORMAT json)\", [sys.argv[1]])";

/// The rows of a file, in their order; what is null is left out, as in a line.
///
/// # Panics
/// When it is no Parquet.
#[must_use]
pub fn rows(file: &[u8]) -> Vec<Value> {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let path = folder.path().join("file.parquet");
    fs::write(&path, file).expect("a temporary file can be written");
    let read = Command::new(tool("python")).args(["-c", SCRIPT]).arg(&path).output().expect("python starts");
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    let text = String::from_utf8(read.stdout).expect("JSON is UTF-8");
    text.lines().map(|line| without_nulls(serde_json::from_str(line).expect("a row is JSON"))).collect()
}

fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let fields = fields.into_iter().filter(|(_, value)| !value.is_null());
            Value::Object(fields.map(|(name, value)| (name, without_nulls(value))).collect())
        }
        Value::Array(values) => Value::Array(values.into_iter().map(without_nulls).collect()),
        other => other,
    }
}
