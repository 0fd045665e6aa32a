//! Files as Firehose writes them say the same as files of events.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use arrow::datatypes::{DataType, Field, Fields, Schema};
use arrow::json::ReaderBuilder;
use flate2::Compression;
use flate2::write::GzEncoder;
use linger_insights::{Answer, Cell, Insights, View, lake_in};
use linger_traffic::{Menu, Model, Traffic, Version, rows};
use linger_wire::line::{self, BATCH_COLUMNS, EVENT_FIELDS};
use linger_wire::row::{Column, ColumnType};
use parquet::arrow::ArrowWriter;

use crate::support::{DAY, Lake};

/// The lines of a day's guests.
fn lines() -> Vec<String> {
    let model = Model::new(Menu::plain(3, 3), vec![Version::plain("one", 1)], 5);
    let model = Model { sessions_a_day: 30, doubles: 0.1, ..model };
    Traffic::new(&model, 4).map(|line| line::write(&line.header, line.receipt, &line.events)).collect()
}

/// The same as a file of events.
fn write_events(path: &Path, lines: &[String]) {
    let all = lines.iter().flat_map(|line| rows(line::read(line.as_bytes()).expect("a line")));
    let all: Vec<_> = all.collect();
    let batch = linger_lake::record_batch(&all.iter().collect::<Vec<_>>()).expect("rows");
    let mut writer =
        ArrowWriter::try_new(File::create(path).expect("writable"), batch.schema(), None).expect("a schema");
    writer.write(&batch).expect("writable");
    writer.close().expect("writable");
}

fn text(lines: &[String]) -> String {
    lines.join("\n") + "\n"
}

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text.as_bytes()).expect("memory");
    encoder.finish().expect("memory")
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

/// The table `batches`, as Firehose's conversion writes it.
fn write_batches(path: &Path, lines: &[String]) {
    let event = DataType::Struct(EVENT_FIELDS.iter().map(field).collect::<Fields>());
    let events = Field::new("events", DataType::List(Arc::new(Field::new("item", event, true))), true);
    let schema = Arc::new(Schema::new(BATCH_COLUMNS.iter().map(field).chain([events]).collect::<Vec<_>>()));
    let text = text(lines);
    let reader = ReaderBuilder::new(Arc::clone(&schema)).build(text.as_bytes()).expect("a schema");
    let mut writer =
        ArrowWriter::try_new(File::create(path).expect("writable"), schema, None).expect("a schema");
    for batch in reader {
        writer.write(&batch.expect("lines")).expect("writable");
    }
    writer.close().expect("writable");
}

async fn answers(lake: &Lake) -> Vec<Answer> {
    let mut answers = Vec::new();
    for view in [View::Summary, View::Sections, View::Items, View::Paths, View::Matrix, View::Days] {
        answers.push(lake.ask(view).await);
    }
    answers
}

fn rows_of(answers: &[Answer]) -> Vec<&[Vec<Cell>]> {
    answers.iter().map(|answer| answer.rows.as_slice()).collect()
}

#[tokio::test]
async fn every_form_gives_the_same_answers() {
    let (lines, events) = (lines(), Lake::empty());
    write_events(&events.path(DAY, "a.parquet"), &lines);
    let expected = answers(&events).await;
    assert!(rows_of(&expected).iter().all(|rows| !rows.is_empty()));
    let write = |name: &str, bytes: &[u8]| {
        let lake = Lake::empty();
        fs::write(lake.path(DAY, name), bytes).expect("writable");
        lake
    };
    let plain = text(&lines);
    let batches = Lake::empty();
    write_batches(&batches.path(DAY, "b.parquet"), &lines);
    let lakes = [
        write("linger-1-2026-11-22-10-00-00-8d0f", plain.as_bytes()),
        write("a.json", plain.as_bytes()),
        write("a.gz", &gzip(&plain)),
        write("a.json.gz", &[gzip(&text(&lines[..7])), gzip(&text(&lines[7..]))].concat()),
        batches,
    ];
    for lake in &lakes {
        let answers = answers(lake).await;
        assert_eq!(answers[0].left_out, []);
        assert_eq!(rows_of(&answers), rows_of(&expected));
    }
}

#[tokio::test]
async fn a_file_that_is_cut_off_is_left_out_whole_and_named() {
    let lines = lines();
    let lake = Lake::empty();
    write_events(&lake.path(DAY, "a.parquet"), &lines[..3]);
    let expected = answers(&lake).await;
    let (plain, zipped) = (text(&lines[3..]), gzip(&text(&lines[3..])));
    fs::write(lake.path(DAY, "b.json"), &plain[..plain.len() - 5]).expect("writable");
    fs::write(lake.path(DAY, "c.gz"), &zipped[..zipped.len() - 5]).expect("writable");
    let answers = answers(&lake).await;
    assert_eq!(rows_of(&answers), rows_of(&expected));
    let left: Vec<&str> = answers[0].left_out.iter().map(|left| left.file.as_str()).collect();
    assert_eq!(left, ["dt=2026-11-22/b.json", "dt=2026-11-22/c.gz"]);
    assert_eq!(answers[0].left_out[0].reason, "ends in the middle of a line");
}

#[tokio::test]
async fn a_line_that_is_none_costs_its_own_events_and_is_named() {
    let lines = lines();
    let lake = Lake::empty();
    write_events(&lake.path(DAY, "a.parquet"), &lines[..4]);
    let expected = answers(&lake).await;
    let other = Lake::empty();
    let mixed = [&lines[..2], &["{\"v\":1}".to_owned(), String::new()], &lines[2..4]].concat();
    fs::write(other.path(DAY, "a.json"), text(&mixed)).expect("writable");
    let answers = answers(&other).await;
    assert_eq!(rows_of(&answers), rows_of(&expected));
    let reason = &answers[0].left_out[0].reason;
    assert!(
        reason.starts_with("1 of 6 lines are no batches and are left out; line 3: `site` is missing"),
        "{reason}"
    );
}

#[tokio::test]
async fn a_folder_copied_from_a_bucket_is_a_lake_itself() {
    let lake = Lake::empty();
    fs::write(lake.path(DAY, "a.json"), text(&lines())).expect("writable");
    let data = lake.folder().parent().expect("its folder").to_owned();
    assert_eq!(lake_in(&data), lake.folder());
    assert_eq!(lake_in(&lake.folder()), lake.folder());
    assert_eq!(lake_in(Path::new("s3://bucket/prefix")), Path::new("s3://bucket/prefix"));
}

#[tokio::test]
async fn an_address_without_a_bucket_is_refused() {
    let error = Insights::try_new(Path::new("s3:///prefix")).expect_err("no bucket");
    assert!(error.to_string().contains("names no bucket; write s3://bucket/prefix"), "{error}");
}
