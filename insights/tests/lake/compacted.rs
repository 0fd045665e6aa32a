//! Compacted files are read another way than others; the answers are the same.

use std::fs::File;
use std::path::Path;

use crate::support::{DAY, Lake, Row, number, write_file};
use linger_insights::{Answer, Cell, Insights, Question, View};
use linger_lake::{Certificate, LakeConfig, Writer};
use linger_traffic::{History, Menu, Model, Version};
use linger_wire::row::COLUMNS;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::file::metadata::KeyValue;

const NOW_MS: i64 = 1_795_305_600_000;

fn config(folder: &Path) -> LakeConfig {
    LakeConfig { folder: folder.to_owned(), tails_max: 1_000 }
}

/// Two days of guests, with batches that came twice, late, and in slices.
fn write(folder: &Path, seed: u64, now_ms: i64) {
    let versions = vec![Version::plain("one", 1), Version::changing("two", 1, "s1", 1.5)];
    let model = Model::new(Menu::plain(4, 3), versions, 5);
    let model = Model { sessions_a_day: 40, doubles: 0.2, late: 0.2, ..model };
    History::write(&model, seed, &config(folder), now_ms).expect("the lake is writable");
}

fn compact(folder: &Path, now_ms: i64) {
    let mut writer = Writer::try_open(&config(folder), now_ms).expect("the lake is writable");
    for day in writer.loose_days().expect("listed") {
        writer.compact(&day).expect("compacted");
    }
}

/// All but the one that counts files.
const VIEWS: [View; 15] = {
    use View::{
        Compare, Days, Devices, Funnel, Items, Languages, Matrix, Menus, Paths, SectionItems, Sections,
        Summary, Tables, Times, Zones,
    };
    [
        Compare,
        Days,
        Devices,
        Funnel,
        Items,
        Languages,
        Matrix,
        Menus,
        Paths,
        SectionItems,
        Sections,
        Summary,
        Tables,
        Times,
        Zones,
    ]
};

/// What compares versions takes no version to narrow it by.
fn asked<'a>(view: View, pairs: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let versions = [("menu_a", "one"), ("menu_b", "two")].into_iter().filter(|_| view == View::Compare);
    let narrowed = pairs.iter().copied().filter(|(name, _)| view != View::Compare || *name != "menu");
    versions.chain(narrowed).collect()
}

pub(crate) async fn answers(folder: &Path, pairs: &[(&str, &str)]) -> Vec<Vec<Vec<Cell>>> {
    let insights = Insights::try_new(folder).expect("the engine starts");
    let mut answers = Vec::new();
    for view in VIEWS {
        let question = Question::from_pairs(view, asked(view, pairs)).expect("the question is sound");
        let Answer { rows, left_out, .. } = insights.ask(&question, 1).await.expect("the lake answers");
        assert_eq!(left_out, []);
        assert!(!rows.is_empty(), "{}", view.name());
        answers.push(rows);
    }
    answers
}

const NARROWED: [(&str, &str); 3] = [("menu", "two"), ("lang", "ko"), ("from", "2026-10-27T03:00:00Z")];

#[tokio::test]
async fn compaction_changes_no_answer() {
    let lake = Lake::empty();
    write(&lake.folder(), 1, NOW_MS);
    let before = [answers(&lake.folder(), &[]).await, answers(&lake.folder(), &NARROWED).await];
    compact(&lake.folder(), NOW_MS + 40);
    let after = [answers(&lake.folder(), &[]).await, answers(&lake.folder(), &NARROWED).await];
    assert_eq!(after, before);
}

#[tokio::test]
async fn what_comes_after_a_compaction_may_have_been_there_before() {
    let lake = Lake::empty();
    write(&lake.folder(), 1, NOW_MS);
    compact(&lake.folder(), NOW_MS + 41);
    let before = answers(&lake.folder(), &[]).await;
    write(&lake.folder(), 1, NOW_MS + 20);
    assert_eq!(answers(&lake.folder(), &[]).await, before, "the same batches once more");
    write(&lake.folder(), 2, NOW_MS + 30);
    let more = answers(&lake.folder(), &[]).await;
    assert_ne!(more, before);
    compact(&lake.folder(), NOW_MS + 42);
    assert_eq!(answers(&lake.folder(), &[]).await, more);
}

/// Two slices of one exposure, and an event that is there twice.
fn rows() -> Vec<Row> {
    let slice = |event, paused_ms| Row::section("v1", event, 0, "mains").times(paused_ms, 0, paused_ms);
    vec![slice(0, 300), slice(1, 400), slice(1, 400), Row::activity("v1", 2, 700)]
}

/// The file with a certificate that says nothing of its order.
pub(crate) fn certify(path: &Path) {
    let text = r#"{"version":1,"rows":4,"visits":1,"first_visit":"v1","last_visit":"v1","first_received_at_ms":0,"last_received_at_ms":0}"#;
    let builder =
        ParquetRecordBatchReaderBuilder::try_new(File::open(path).expect("there")).expect("Parquet");
    let schema = builder.schema().clone();
    let batches: Vec<_> = builder.build().expect("readable").map(|batch| batch.expect("readable")).collect();
    let mut writer =
        ArrowWriter::try_new(File::create(path).expect("writable"), schema, None).expect("a schema");
    for batch in &batches {
        writer.write(batch).expect("writable");
    }
    writer.append_key_value_metadata(KeyValue::new(Certificate::KEY.to_owned(), text.to_owned()));
    writer.close().expect("writable");
}

#[tokio::test]
async fn a_certificate_is_not_believed() {
    let lake = Lake::empty();
    let path = lake.path(DAY, "part.parquet");
    write_file(&path, &COLUMNS.iter().collect::<Vec<_>>(), &rows());
    certify(&path);
    let answer = lake.ask(View::Sections).await;
    assert_eq!((number(&answer, "mains", "dwell_ms"), number(&answer, "mains", "exposures")), (700, 1));
}

#[tokio::test]
async fn an_event_in_two_sound_files_is_counted_once() {
    let lake = Lake::empty();
    write(&lake.folder(), 1, NOW_MS);
    compact(&lake.folder(), NOW_MS + 43);
    let before = answers(&lake.folder(), &[]).await;
    let days: Vec<_> =
        std::fs::read_dir(lake.folder()).expect("a lake").map(|day| day.expect("a day").path()).collect();
    for day in days.iter().filter(|day| day.is_dir()) {
        let file = std::fs::read_dir(day).expect("a day").next().expect("a file").expect("a file").path();
        std::fs::copy(&file, day.join("copy.parquet")).expect("writable");
    }
    assert_eq!(answers(&lake.folder(), &[]).await, before);
}
