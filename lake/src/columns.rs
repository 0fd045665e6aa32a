//! Rows as columns. Names, types and order come from `linger_wire::row::COLUMNS`; what stands here is only where
//! each column's value lies in a row.

use std::sync::{Arc, LazyLock};

use arrow::array::{ArrayRef, BooleanArray, Int32Array, Int64Array, StringArray};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use arrow::error::ArrowError;
use arrow::record_batch::RecordBatch;
use linger_wire::row::{COLUMNS, Column, ColumnType};
use linger_wire::unfold::Row;

/// A value of a row; `None` is null.
#[derive(Clone, Copy, Debug)]
enum Cell<'a> {
    Text(Option<&'a str>),
    Whole(Option<i64>),
    Flag(bool),
}

type Read = for<'a> fn(&'a Row) -> Cell<'a>;

/// Where each column's value lies, in the order of `COLUMNS`; a test holds names and types against it.
const CELLS: [(&str, Read); COLUMNS.len()] = [
    ("site", |row| text(&row.site)),
    ("visit_id", |row| text(&row.visit_id)),
    ("event_number", |row| whole(row.event_number)),
    ("session_id", |row| text(&row.session_id)),
    ("event_type", |row| text(row.event_type)),
    ("received_at_ms", |row| whole(row.received_at_ms)),
    ("occurred_at_ms", |row| whole(row.occurred_at_ms)),
    ("at_ms", |row| whole(row.at_ms)),
    ("clock_skew_ms", |row| whole(row.clock_skew_ms)),
    ("exposure_number", |row| Cell::Whole(row.exposure_number.map(i64::from))),
    ("kind", |row| Cell::Text(row.kind)),
    ("target", |row| Cell::Text(row.target.as_deref())),
    ("section", |row| Cell::Text(row.section.as_deref())),
    ("from_target", |row| Cell::Text(row.from_target.as_deref())),
    ("paused_ms", |row| Cell::Whole(row.paused_ms)),
    ("scrolling_ms", |row| Cell::Whole(row.scrolling_ms)),
    ("attention_ms", |row| Cell::Whole(row.attention_ms)),
    ("active_ms", |row| Cell::Whole(row.active_ms)),
    ("idle_ms", |row| Cell::Whole(row.idle_ms)),
    ("elsewhere_section_ms", |row| Cell::Whole(row.elsewhere_section_ms)),
    ("elsewhere_item_ms", |row| Cell::Whole(row.elsewhere_item_ms)),
    ("name", |row| Cell::Text(row.name.as_deref())),
    ("properties", |row| Cell::Text(row.properties.as_deref())),
    ("path", |row| Cell::Text(row.path.as_deref())),
    ("menu", |row| Cell::Text(row.menu.as_deref())),
    ("table_id", |row| Cell::Text(row.table_id.as_deref())),
    ("lang", |row| Cell::Text(row.lang.as_deref())),
    ("device_class", |row| text(row.device_class)),
    ("bot", |row| Cell::Flag(row.bot)),
    ("viewport_width", |row| whole(row.viewport_width)),
    ("viewport_height", |row| whole(row.viewport_height)),
    ("read_ms", |row| whole(row.read_ms)),
    ("batch_number", |row| whole(row.batch_number)),
    ("flush_reason", |row| text(row.flush_reason)),
    ("dropped", |row| whole(row.dropped)),
    ("sdk", |row| text(&row.sdk)),
    ("engine", |row| text(row.engine)),
    ("started_at_ms", |row| whole(row.started_at_ms)),
    ("sent_at_ms", |row| whole(row.sent_at_ms)),
    ("gaze", |row| text(row.gaze)),
    ("sample_percent", |row| whole(row.sample_percent)),
];

fn text(value: &str) -> Cell<'_> {
    Cell::Text(Some(value))
}

fn whole(value: impl Into<i64>) -> Cell<'static> {
    Cell::Whole(Some(value.into()))
}

impl<'a> Cell<'a> {
    fn as_text(self) -> Option<&'a str> {
        if let Self::Text(value) = self { value } else { None }
    }

    fn as_bigint(self) -> Option<i64> {
        if let Self::Whole(value) = self { value } else { None }
    }

    /// Admission refuses numbers that do not fit; so nothing is cut off here.
    fn as_int(self) -> Option<i32> {
        self.as_bigint().map(|value| i32::try_from(value).unwrap_or(i32::MAX))
    }

    fn as_boolean(self) -> Option<bool> {
        if let Self::Flag(value) = self { Some(value) } else { None }
    }
}

/// The files' schema.
pub static SCHEMA: LazyLock<SchemaRef> =
    LazyLock::new(|| Arc::new(Schema::new(COLUMNS.iter().map(field).collect::<Vec<_>>())));

fn field(column: &Column) -> Field {
    let data_type = match column.column_type {
        ColumnType::String => DataType::Utf8,
        ColumnType::Int => DataType::Int32,
        ColumnType::Bigint => DataType::Int64,
        ColumnType::Boolean => DataType::Boolean,
    };
    Field::new(column.name, data_type, column.nullable)
}

/// The rows as columns of [`SCHEMA`].
///
/// # Errors
/// A column that is never null has a null in it: the table above does not match `COLUMNS`.
pub fn record_batch(rows: &[&Row]) -> Result<RecordBatch, ArrowError> {
    let arrays = COLUMNS.iter().zip(CELLS).map(|(column, (_, read))| array(rows, column.column_type, read));
    RecordBatch::try_new(Arc::clone(&SCHEMA), arrays.collect())
}

fn array(rows: &[&Row], column_type: ColumnType, read: Read) -> ArrayRef {
    let cells = rows.iter().map(|row| read(row));
    match column_type {
        ColumnType::String => Arc::new(cells.map(Cell::as_text).collect::<StringArray>()),
        ColumnType::Int => Arc::new(cells.map(Cell::as_int).collect::<Int32Array>()),
        ColumnType::Bigint => Arc::new(cells.map(Cell::as_bigint).collect::<Int64Array>()),
        ColumnType::Boolean => Arc::new(cells.map(Cell::as_boolean).collect::<BooleanArray>()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow::array::{Array, AsArray};
    use arrow::datatypes::{Int32Type, Int64Type};
    use linger_wire::decode;
    use linger_wire::line::{Device, Receipt};
    use linger_wire::unfold::unfold;

    fn golden(body: &[u8]) -> Vec<Row> {
        let envelope = decode::batch(body).expect("a golden batch decodes");
        let events = envelope.events.iter().map(|raw| decode::event(raw).expect("golden")).collect();
        unfold(Receipt { received_at_ms: 1_790_000_400_000, device: Device::Other }, &envelope.header, events)
    }

    fn rows() -> Vec<Row> {
        let mut rows = golden(include_bytes!("../../wire/testdata/v1/visit.json"));
        rows.extend(golden(include_bytes!("../../wire/testdata/v1/custom.json")));
        rows
    }

    #[test]
    fn every_column_of_the_wire_has_a_cell_of_its_type() {
        let row = &rows()[0];
        for (column, (name, read)) in COLUMNS.iter().zip(CELLS) {
            assert_eq!(column.name, name);
            let fits = match column.column_type {
                ColumnType::String => matches!(read(row), Cell::Text(_)),
                ColumnType::Int | ColumnType::Bigint => matches!(read(row), Cell::Whole(_)),
                ColumnType::Boolean => matches!(read(row), Cell::Flag(_)),
            };
            assert!(fits, "{name}");
        }
    }

    #[test]
    fn every_nullable_column_is_filled_by_some_golden_event() {
        let batch = record_batch(&rows().iter().collect::<Vec<_>>()).expect("rows fit the schema");
        for column in &COLUMNS {
            let array = batch.column_by_name(column.name).expect("a column of the schema");
            assert!(array.null_count() < array.len(), "{} is always null", column.name);
            assert!(column.nullable || array.null_count() == 0, "{}", column.name);
        }
    }

    #[test]
    fn values_lie_under_their_names() {
        let batch = record_batch(&rows().iter().collect::<Vec<_>>()).expect("rows fit the schema");
        let strings = |name: &str| batch.column_by_name(name).expect("column").as_string::<i32>().clone();
        assert_eq!(strings("target").value(1), "kimchi-jeon");
        assert_eq!(strings("section").value(1), "starters");
        assert_eq!(strings("from_target").value(2), "kimchi-jeon");
        assert_eq!(strings("name").value(5), "order");
        assert_eq!(strings("table_id").value(0), "12");
        let numbers = batch.column_by_name("event_number").expect("column").as_primitive::<Int32Type>();
        assert_eq!(numbers.values(), &[0, 1, 2, 3, 4, 9, 10]);
        let paused = batch.column_by_name("paused_ms").expect("column").as_primitive::<Int64Type>();
        assert_eq!((paused.value(0), paused.is_null(4)), (5210, true));
    }
}
