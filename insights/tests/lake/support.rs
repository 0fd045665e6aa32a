//! A lake built by hand: rows with every column filled, and files of them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::{ArrayRef, BooleanArray, Int32Array, Int64Array, RecordBatch, StringArray};
use arrow::datatypes::{DataType, Field, Schema};
use linger_insights::{Answer, Cell, Insights, Question, View};
use linger_wire::row::{COLUMNS, Column, ColumnType};
use parquet::arrow::ArrowWriter;

/// The day and the moment at which every row begins and is received, unless it says otherwise.
pub(crate) const DAY: &str = "2026-11-22";
pub(crate) const DAY_START_MS: i64 = 1_795_305_600_000;

#[derive(Clone)]
enum Value {
    Text(Cow<'static, str>),
    Number(i64),
    Flag(bool),
}

/// One row of the table `events`; columns without a value are null.
#[derive(Clone)]
pub(crate) struct Row(BTreeMap<&'static str, Value>);

impl Row {
    fn of(visit: impl Into<Cow<'static, str>>, event_number: i64, event_type: &'static str) -> Self {
        let visit = visit.into();
        let row = Self(BTreeMap::new())
            .text("site", "demo")
            .text("visit_id", visit.clone())
            .text("session_id", visit);
        let row = row.number("event_number", event_number).text("event_type", event_type);
        let row = row.number("received_at_ms", DAY_START_MS).number("occurred_at_ms", DAY_START_MS);
        let row = row.text("table_id", "12").text("menu", "2026-11").text("lang", "ko");
        row.number("read_ms", 1000).number("dropped", 0).flag("bot", false)
    }

    pub(crate) fn section(
        visit: impl Into<Cow<'static, str>>,
        event: i64,
        exposure: i64,
        target: impl Into<Cow<'static, str>>,
    ) -> Self {
        let row = Self::of(visit, event, "exposure").text("kind", "section").text("target", target);
        row.number("exposure_number", exposure).times(0, 0, 0)
    }

    pub(crate) fn item(
        visit: impl Into<Cow<'static, str>>,
        event: i64,
        exposure: i64,
        target: impl Into<Cow<'static, str>>,
        section: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self::section(visit, event, exposure, target).text("kind", "item").text("section", section)
    }

    pub(crate) fn activity(visit: impl Into<Cow<'static, str>>, event: i64, active_ms: i64) -> Self {
        let row = Self::of(visit, event, "activity").number("active_ms", active_ms).number("idle_ms", 0);
        row.number("elsewhere_section_ms", 0).number("elsewhere_item_ms", 0)
    }

    pub(crate) fn custom(visit: impl Into<Cow<'static, str>>, event: i64, name: &'static str) -> Self {
        Self::of(visit, event, "custom").text("name", name)
    }

    pub(crate) fn times(self, paused_ms: i64, scrolling_ms: i64, attention_ms: i64) -> Self {
        let row = self.number("paused_ms", paused_ms).number("scrolling_ms", scrolling_ms);
        row.number("attention_ms", attention_ms)
    }

    pub(crate) fn text(mut self, column: &'static str, value: impl Into<Cow<'static, str>>) -> Self {
        self.0.insert(column, Value::Text(value.into()));
        self
    }

    /// Null where there is none.
    pub(crate) fn text_or_null(mut self, column: &'static str, value: Option<&str>) -> Self {
        self.0.remove(column);
        match value {
            Some(value) => self.text(column, value.to_owned()),
            None => self,
        }
    }

    pub(crate) fn number(mut self, column: &'static str, value: i64) -> Self {
        self.0.insert(column, Value::Number(value));
        self
    }

    pub(crate) fn flag(mut self, column: &'static str, value: bool) -> Self {
        self.0.insert(column, Value::Flag(value));
        self
    }

    fn value(&self, column: &str) -> Option<&Value> {
        self.0.get(column)
    }
}

/// A lake in a folder that goes with it.
pub(crate) struct Lake {
    folder: tempfile::TempDir,
}

impl Lake {
    pub(crate) fn empty() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder can be made") }
    }

    pub(crate) fn of(rows: &[Row]) -> Self {
        let lake = Self::empty();
        lake.write(DAY, "a.parquet", rows);
        lake
    }

    pub(crate) fn folder(&self) -> PathBuf {
        self.folder.path().join("lake")
    }

    pub(crate) fn path(&self, day: &str, name: &str) -> PathBuf {
        let partition = self.folder().join(format!("dt={day}"));
        fs::create_dir_all(&partition).expect("the partition can be made");
        partition.join(name)
    }

    /// Written aside and renamed into place, as the collector does.
    pub(crate) fn write(&self, day: &str, name: &str, rows: &[Row]) -> PathBuf {
        let (path, aside) = (self.path(day, name), self.path(day, &format!(".{name}")));
        write_file(&aside, &COLUMNS.iter().collect::<Vec<_>>(), rows);
        fs::rename(&aside, &path).expect("the file can be renamed");
        path
    }

    pub(crate) fn insights(&self) -> Insights {
        Insights::try_new(&self.folder()).expect("the engine starts")
    }

    /// The answer to a view over everything.
    pub(crate) async fn ask(&self, view: View) -> Answer {
        self.ask_over(view, &[]).await
    }

    pub(crate) async fn ask_over(&self, view: View, pairs: &[(&str, &str)]) -> Answer {
        let question = Question::from_pairs(view, pairs.iter().copied()).expect("the question is sound");
        self.insights().ask(&question, 1).await.expect("the lake answers")
    }
}

/// A Parquet file of these columns only.
pub(crate) fn write_file(path: &Path, columns: &[&Column], rows: &[Row]) {
    let schema = Arc::new(Schema::new(columns.iter().map(|column| field(column)).collect::<Vec<_>>()));
    let arrays = columns.iter().map(|column| array(column, rows)).collect();
    let batch = RecordBatch::try_new(Arc::clone(&schema), arrays).expect("every column has every row");
    let file = File::create(path).expect("the file can be made");
    let mut writer = ArrowWriter::try_new(file, schema, None).expect("the schema is writable");
    writer.write(&batch).expect("the rows are writable");
    writer.close().expect("the file can be finished");
}

fn field(column: &Column) -> Field {
    let data_type = match column.column_type {
        ColumnType::String => DataType::Utf8,
        ColumnType::Int => DataType::Int32,
        ColumnType::Bigint => DataType::Int64,
        ColumnType::Boolean => DataType::Boolean,
    };
    Field::new(column.name, data_type, true)
}

fn array(column: &Column, rows: &[Row]) -> ArrayRef {
    let numbers = rows.iter().map(|row| match row.value(column.name) {
        Some(Value::Number(number)) => Some(*number),
        _ => None,
    });
    match column.column_type {
        ColumnType::String => Arc::new(rows.iter().map(|row| text_of(row, column)).collect::<StringArray>()),
        ColumnType::Int => Arc::new(numbers.map(|n| n.map(narrow)).collect::<Int32Array>()),
        ColumnType::Bigint => Arc::new(numbers.collect::<Int64Array>()),
        ColumnType::Boolean => {
            Arc::new(rows.iter().map(|row| flag_of(row, column)).collect::<BooleanArray>())
        }
    }
}

fn narrow(number: i64) -> i32 {
    i32::try_from(number).expect("the tests' numbers are small")
}

fn text_of<'a>(row: &'a Row, column: &Column) -> Option<&'a str> {
    match row.value(column.name) {
        Some(Value::Text(text)) => Some(text),
        _ => None,
    }
}

fn flag_of(row: &Row, column: &Column) -> Option<bool> {
    match row.value(column.name) {
        Some(Value::Flag(flag)) => Some(*flag),
        _ => None,
    }
}

/// The whole number in a column of the row whose target is this.
pub(crate) fn number(answer: &Answer, target: &str, column: &str) -> i64 {
    match cell(answer, target, column) {
        Cell::Integer(number) => *number,
        other => panic!("{column} of {target} is {other:?}"),
    }
}

/// The same for a ratio.
pub(crate) fn ratio(answer: &Answer, target: &str, column: &str) -> f64 {
    match cell(answer, target, column) {
        Cell::Real(number) => *number,
        other => panic!("{column} of {target} is {other:?}"),
    }
}

pub(crate) fn cell<'a>(answer: &'a Answer, target: &str, column: &str) -> &'a Cell {
    let row = targets(answer).iter().position(|known| *known == target);
    let row = row.unwrap_or_else(|| panic!("no row for {target} in {answer:?}"));
    answer.cell(row, column).unwrap_or_else(|| panic!("no column {column}"))
}

/// The targets of an answer in its order.
pub(crate) fn targets(answer: &Answer) -> Vec<&str> {
    let rows = 0..answer.rows.len();
    rows.map(|row| match answer.cell(row, "target") {
        Some(Cell::Text(target)) => target.as_str(),
        other => panic!("target is {other:?}"),
    })
    .collect()
}
