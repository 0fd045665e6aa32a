//! Days before and after compaction: the same events, once, in order; and what is in the way.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use arrow::array::{AsArray, RecordBatch};
use arrow::datatypes::{Int32Type, Int64Type};
use linger_lake::{Certificate, LakeConfig, Writer};
use linger_wire::line::{Device, Receipt};
use linger_wire::unfold::{Row, unfold};
use linger_wire::{Id, decode};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use proptest::prelude::*;
use tempfile::TempDir;

const VISIT: &[u8] = include_bytes!("../../wire/testdata/v1/visit.json");
const NOON_MS: i64 = 1_795_348_800_000;
const DAY: &str = "2026-11-22";

fn open(folder: &Path) -> Writer {
    let config = LakeConfig { folder: folder.to_owned(), tails_max: 1_000 };
    Writer::try_open(&config, NOON_MS).expect("the folder is writable")
}

/// The golden visit's five events, of another visit, received at a time.
fn visit(number: u32, received_at_ms: i64) -> Vec<Row> {
    let mut envelope = decode::batch(VISIT).expect("a golden batch decodes");
    envelope.header.visit = Id::from_bits(u128::from(number) << 64 | 5);
    let events = envelope.events.iter().map(|raw| decode::event(raw).expect("golden")).collect();
    unfold(Receipt { received_at_ms, device: Device::Phone }, &envelope.header, events)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder.join(format!("dt={DAY}"))).expect("the day");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("readable").path()).collect();
    files.retain(|file| file.extension().is_some_and(|end| end == "parquet"));
    files.sort();
    files
}

fn batches(file: &Path) -> Vec<RecordBatch> {
    let builder =
        ParquetRecordBatchReaderBuilder::try_new(File::open(file).expect("there")).expect("Parquet");
    builder.build().expect("readable").map(|batch| batch.expect("readable")).collect()
}

/// Visit, number and receipt of each row, in the order of the file.
fn events(file: &Path) -> Vec<(String, i32, i64)> {
    let mut events = Vec::new();
    for batch in batches(file) {
        let visits = batch["visit_id"].as_string::<i32>();
        let numbers = batch["event_number"].as_primitive::<Int32Type>();
        let received = batch["received_at_ms"].as_primitive::<Int64Type>();
        events.extend(
            (0..batch.num_rows())
                .map(|row| (visits.value(row).to_owned(), numbers.value(row), received.value(row))),
        );
    }
    events
}

fn certificate(file: &Path) -> Option<Certificate> {
    let builder =
        ParquetRecordBatchReaderBuilder::try_new(File::open(file).expect("there")).expect("Parquet");
    Certificate::of(builder.metadata())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// However visits are spread over files, and sent again.
    #[test]
    fn every_event_is_there_once_with_its_first_receipt(writes in prop::collection::vec((0_u32..6, 0_i64..50), 1..20)) {
        let folder = TempDir::new().expect("a folder");
        let mut writer = open(folder.path());
        for (number, late_ms) in &writes {
            writer.write(&visit(*number, NOON_MS + late_ms)).expect("written");
        }
        let compacted = writer.compact(DAY).expect("compacted");
        let visits: BTreeSet<u32> = writes.iter().map(|(number, _)| *number).collect();
        prop_assert_eq!(compacted.rows_before, 5 * writes.len() as u64);
        prop_assert_eq!(compacted.rows_after, 5 * visits.len() as u64);
        let files = files(folder.path());
        prop_assert_eq!(files.len(), 1);
        let events = events(&files[0]);
        prop_assert!(events.is_sorted_by(|one, next| (&one.0, one.1) < (&next.0, next.1)), "{:?}", events);
        for number in visits {
            let first_ms = writes.iter().filter(|(other, _)| *other == number).map(|(_, late_ms)| late_ms).min();
            let id = &visit(number, 0)[0].visit_id;
            let of_visit: Vec<i64> =
                events.iter().filter(|(visit, ..)| visit == id).map(|(.., at_ms)| *at_ms).collect();
            prop_assert_eq!(of_visit, vec![NOON_MS + first_ms.copied().unwrap_or(0); 5]);
        }
        let certificate = certificate(&files[0]).expect("a certificate");
        prop_assert_eq!((certificate.rows, Some(&certificate.first_visit)), (events.len() as u64, events.first().map(|event| &event.0)));
    }
}

#[test]
fn all_columns_are_as_they_were() {
    let folder = TempDir::new().expect("a folder");
    let mut writer = open(folder.path());
    writer.write(&visit(1, NOON_MS)).expect("written");
    let before = batches(&files(folder.path())[0]);
    writer.compact(DAY).expect("compacted");
    assert_eq!(batches(&files(folder.path())[0]), before);
}

#[test]
fn a_day_is_loose_until_it_is_one_certified_file() {
    let folder = TempDir::new().expect("a folder");
    let mut writer = open(folder.path());
    assert_eq!(writer.loose_days().expect("listed"), [""; 0]);
    writer.write(&visit(1, NOON_MS)).expect("written");
    assert_eq!(writer.loose_days().expect("listed"), [DAY]);
    writer.compact(DAY).expect("compacted");
    assert_eq!(writer.loose_days().expect("listed"), [""; 0]);
    writer.write(&visit(2, NOON_MS)).expect("written");
    assert_eq!(writer.loose_days().expect("listed"), [DAY]);
}

#[test]
fn a_crash_before_the_old_files_are_removed_is_put_right_by_the_next_compaction() {
    let folder = TempDir::new().expect("a folder");
    let mut writer = open(folder.path());
    writer.write(&visit(1, NOON_MS)).expect("written");
    let old: Vec<(PathBuf, Vec<u8>)> =
        files(folder.path()).into_iter().map(|file| (file.clone(), fs::read(file).expect("whole"))).collect();
    writer.compact(DAY).expect("compacted");
    for (file, bytes) in &old {
        fs::write(file, bytes).expect("writable");
    }
    let compacted = writer.compact(DAY).expect("compacted");
    assert_eq!((compacted.rows_before, compacted.rows_after, files(folder.path()).len()), (10, 5, 1));
}

#[test]
fn what_cannot_be_read_is_left_and_told() {
    let folder = TempDir::new().expect("a folder");
    let mut writer = open(folder.path());
    writer.write(&visit(1, NOON_MS)).expect("written");
    let broken = folder.path().join(format!("dt={DAY}/tail-broken.parquet"));
    fs::write(&broken, "PAR1 and then nothing of sense").expect("writable");
    let compacted = writer.compact(DAY).expect("compacted");
    assert_eq!((compacted.files_before, compacted.rows_after, compacted.left.len()), (1, 5, 1));
    assert_eq!(compacted.left[0].file, broken);
    assert!(broken.exists());
}

#[test]
fn a_survey_counts_and_changes_nothing() {
    let folder = TempDir::new().expect("a folder");
    let mut writer = open(folder.path());
    writer.write(&visit(1, NOON_MS)).expect("written");
    writer.write(&visit(1, NOON_MS)).expect("written");
    let before = files(folder.path());
    let survey = writer.survey(DAY).expect("surveyed");
    assert_eq!((survey.files_before, survey.rows_before, survey.files_after), (2, 10, 0));
    assert_eq!(files(folder.path()), before);
}
