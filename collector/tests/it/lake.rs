//! What is on disk once the lake has said yes, and what it says when it cannot.

use std::fs;
use std::path::Path;

use bytes::Bytes;
use linger_collector::sink::{CallError, Outcome, Record};
use linger_collector::{Lake, LakeConfig, LakeError, Sink};
use tempfile::TempDir;

use crate::support::{NOON_MS, NOON_PARTITION, names, numbers_in, read, record, visible};

fn config(folder: &Path) -> LakeConfig {
    LakeConfig { folder: folder.to_owned(), ..LakeConfig::default() }
}

fn open(folder: &TempDir) -> Lake {
    Lake::try_open(&config(folder.path())).expect("the folder is writable")
}

#[tokio::test]
async fn a_call_is_one_file_that_is_on_disk_when_the_answer_comes() {
    let folder = TempDir::new().expect("a folder");
    let mut joined = record(0..3, NOON_MS);
    joined.data = [joined.data, record(3..5, NOON_MS).data].concat().into();
    assert_eq!(open(&folder).put(vec![joined]).await, Ok(vec![Outcome::Accepted]));
    let files = visible(&folder.path().join(NOON_PARTITION));
    assert_eq!((files.len(), numbers_in(&files)), (1, vec![0, 1, 2, 3, 4]));
    let batch = &read(&files[0])[0];
    assert_eq!(batch.num_columns(), linger_wire::row::COLUMNS.len());
}

#[tokio::test]
async fn a_day_is_the_utc_day_of_receipt() {
    let folder = TempDir::new().expect("a folder");
    let midnight_ms = NOON_MS + 12 * 3_600_000;
    let both = vec![record(0..1, midnight_ms - 1), record(1..2, midnight_ms)];
    assert_eq!(open(&folder).put(both).await, Ok(vec![Outcome::Accepted; 2]));
    assert_eq!(numbers_in(&visible(&folder.path().join(NOON_PARTITION))), [0]);
    assert_eq!(numbers_in(&visible(&folder.path().join("dt=2026-11-23"))), [1]);
}

#[tokio::test]
async fn a_line_that_cannot_be_read_is_refused_and_nothing_is_written() {
    let folder = TempDir::new().expect("a folder");
    let bad = Record { data: Bytes::from_static(b"{\"v\":1}\n"), ..record(0..1, NOON_MS) };
    let refused = open(&folder).put(vec![record(0..1, NOON_MS), bad]).await;
    assert!(
        matches!(&refused, Err(CallError::Refused { detail }) if detail.contains("`site` is missing")),
        "{refused:?}"
    );
    assert_eq!(visible(&folder.path().join(NOON_PARTITION)), [""; 0].map(Path::new));
}

#[tokio::test]
async fn a_failed_write_is_told_and_ends_nothing() {
    let folder = TempDir::new().expect("a folder");
    let lake = open(&folder);
    let partition = folder.path().join(NOON_PARTITION);
    fs::write(&partition, "in the way").expect("writable");
    let failed = lake.put(vec![record(0..1, NOON_MS)]).await;
    assert!(matches!(failed, Err(CallError::Unavailable { .. })), "{failed:?}");
    fs::remove_file(&partition).expect("removable");
    assert_eq!(lake.put(vec![record(0..2, NOON_MS)]).await, Ok(vec![Outcome::Accepted]));
    assert_eq!(numbers_in(&visible(&partition)), [0, 1]);
}

#[tokio::test]
async fn a_folder_that_went_away_takes_nothing_until_it_is_back() {
    let outer = TempDir::new().expect("a folder");
    let (here, away) = (outer.path().join("lake"), outer.path().join("away"));
    let lake = Lake::try_open(&config(&here)).expect("writable");
    assert_eq!(lake.probe().await, Ok(()));
    fs::rename(&here, &away).expect("renamable");
    assert!(matches!(lake.put(vec![record(0..1, NOON_MS)]).await, Err(CallError::Unavailable { .. })));
    assert!(lake.probe().await.is_err());
    assert!(!here.exists(), "rows are not written beside a volume that was taken away");
    fs::rename(&away, &here).expect("renamable");
    assert_eq!(lake.probe().await, Ok(()));
    assert_eq!(lake.put(vec![record(0..1, NOON_MS)]).await, Ok(vec![Outcome::Accepted]));
}

#[tokio::test]
async fn what_a_crash_left_half_written_is_removed_and_nothing_else() {
    let folder = TempDir::new().expect("a folder");
    open(&folder).put(vec![record(0..2, NOON_MS)]).await.expect("written");
    let partition = folder.path().join(NOON_PARTITION);
    let whole = names(&partition);
    fs::write(partition.join(".tail-1-1-1.parquet.tmp"), b"PAR1 half a file").expect("writable");
    fs::write(partition.join("notes.txt"), b"not ours").expect("writable");
    assert_eq!(visible(&partition).len(), 1, "readers do not see what is half-written");

    open(&folder).put(vec![record(2..3, NOON_MS)]).await.expect("written");
    let after = names(&partition);
    assert!(!after.iter().any(|name| name.starts_with(".tail")), "{after:?}");
    assert!(after.contains(&whole[0]) && after.contains(&"notes.txt".to_owned()), "{after:?}");
    assert_eq!(numbers_in(&visible(&partition)), [0, 1, 2]);
}

#[tokio::test]
async fn an_unusable_folder_says_what_to_do() {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("file");
    fs::write(&file, "in the way").expect("writable");
    let error = Lake::try_open(&config(&file.join("lake"))).expect_err("a file is no folder");
    assert!(matches!(error, LakeError::Folder { .. }));
    assert!(error.to_string().contains("choose another folder"), "{error}");
}

#[tokio::test]
async fn a_second_writer_is_refused_until_the_first_is_gone() {
    let folder = TempDir::new().expect("a folder");
    let lake = open(&folder);
    assert!(matches!(Lake::try_open(&config(folder.path())), Err(LakeError::InUse { .. })));
    drop(lake);
    assert!(Lake::try_open(&config(folder.path())).is_ok());
}

#[tokio::test]
async fn a_senseless_limit_is_reported_and_nothing_touched() {
    let folder = TempDir::new().expect("a folder");
    let config = LakeConfig { tails_max: 0, ..config(folder.path()) };
    let Err(LakeError::Limits(problems)) = Lake::try_open(&config) else {
        panic!("the limit makes no sense")
    };
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert_eq!(names(folder.path()), [""; 0]);
}
