//! What is on disk once the lake has said yes, and what it says when it cannot. Time is tokio's paused clock: it
//! moves only when everything waits for it, and stands still while a file is written.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use linger_collector::{Lake, LakeConfig, LakeError, Sink, SinkError};
use tempfile::TempDir;
use tokio::time::Instant;

use crate::support::{NOON_MS, NOON_PARTITION, names, numbers_in, read, rows, visible};

fn config(folder: &Path) -> LakeConfig {
    LakeConfig { folder: folder.to_owned(), ..LakeConfig::default() }
}

fn open(folder: &TempDir) -> Arc<Lake> {
    Lake::try_open(config(folder.path())).expect("the folder is writable")
}

#[tokio::test(start_paused = true)]
async fn rows_are_on_disk_when_the_answer_comes_and_one_file_takes_all_that_wait() {
    let folder = TempDir::new().expect("a folder");
    let lake = open(&folder);
    let start = Instant::now();
    let later = async {
        tokio::time::sleep(Duration::from_millis(400)).await;
        lake.accept(rows(3..5, NOON_MS)).await
    };
    let (first, second) = tokio::join!(lake.accept(rows(0..3, NOON_MS)), later);
    assert_eq!((first, second), (Ok(()), Ok(())));
    assert_eq!(start.elapsed(), LakeConfig::default().flush_age, "the oldest row's age decides");
    let files = visible(&folder.path().join(NOON_PARTITION));
    assert_eq!((files.len(), numbers_in(&files)), (1, vec![0, 1, 2, 3, 4]));
    let batch = &read(&files[0])[0];
    assert_eq!(batch.num_columns(), linger_wire::row::COLUMNS.len());
}

#[tokio::test(start_paused = true)]
async fn rows_enough_do_not_wait_for_their_age() {
    let folder = TempDir::new().expect("a folder");
    let lake = Lake::try_open(LakeConfig { flush_rows: 10, ..config(folder.path()) }).expect("writable");
    let start = Instant::now();
    let (first, second) = tokio::join!(lake.accept(rows(0..6, NOON_MS)), lake.accept(rows(6..12, NOON_MS)));
    assert_eq!((first, second), (Ok(()), Ok(())));
    assert!(start.elapsed() < LakeConfig::default().flush_age);
    assert_eq!(numbers_in(&visible(&folder.path().join(NOON_PARTITION))).len(), 12);
}

#[tokio::test(start_paused = true)]
async fn closing_writes_what_waits_and_refuses_what_comes_later() {
    let folder = TempDir::new().expect("a folder");
    let config = LakeConfig { flush_age: Duration::from_secs(20), ..config(folder.path()) };
    let lake = Lake::try_open(config).expect("writable");
    let start = Instant::now();
    let (accepted, closed) = tokio::join!(lake.accept(rows(0..3, NOON_MS)), lake.close());
    assert_eq!(accepted, Ok(()));
    assert!(closed.is_ok());
    assert!(start.elapsed() < Duration::from_secs(20));
    assert_eq!(numbers_in(&visible(&folder.path().join(NOON_PARTITION))), [0, 1, 2]);
    assert_eq!(lake.accept(rows(3..4, NOON_MS)).await, Err(SinkError::Closed));
    assert!(lake.ready().is_err());
    assert!(lake.close().await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn a_day_is_the_utc_day_of_receipt() {
    let folder = TempDir::new().expect("a folder");
    let lake = open(&folder);
    let midnight_ms = NOON_MS + 12 * 3_600_000;
    let around = async {
        tokio::join!(lake.accept(rows(0..1, midnight_ms - 1)), lake.accept(rows(1..2, midnight_ms)))
    };
    assert_eq!(around.await, (Ok(()), Ok(())));
    assert_eq!(numbers_in(&visible(&folder.path().join(NOON_PARTITION))), [0]);
    assert_eq!(numbers_in(&visible(&folder.path().join("dt=2026-11-23"))), [1]);
}

#[tokio::test(start_paused = true)]
async fn a_full_buffer_refuses_and_takes_again_once_it_drained() {
    let folder = TempDir::new().expect("a folder");
    let config = LakeConfig { flush_rows: 500, rows_waiting_max: 500, ..config(folder.path()) };
    let lake = Lake::try_open(config).expect("writable");
    let (first, second) =
        tokio::join!(lake.accept(rows(0..400, NOON_MS)), lake.accept(rows(400..501, NOON_MS)));
    assert_eq!((first, second), (Ok(()), Err(SinkError::Full { rows_waiting_max: 500 })));
    assert_eq!(lake.accept(rows(400..501, NOON_MS)).await, Ok(()));
    assert_eq!(numbers_in(&visible(&folder.path().join(NOON_PARTITION))), (0..501).collect::<Vec<_>>());
}

#[tokio::test(start_paused = true)]
async fn a_failed_write_is_told_to_its_senders_and_ends_nothing() {
    let folder = TempDir::new().expect("a folder");
    let lake = open(&folder);
    let partition = folder.path().join(NOON_PARTITION);
    fs::write(&partition, "in the way").expect("writable");
    let (first, second) = tokio::join!(lake.accept(rows(0..1, NOON_MS)), lake.accept(rows(1..2, NOON_MS)));
    assert!(matches!(first, Err(SinkError::Failed { .. })), "{first:?}");
    assert_eq!(first, second);
    fs::remove_file(&partition).expect("removable");
    assert_eq!(lake.accept(rows(0..2, NOON_MS)).await, Ok(()));
    assert_eq!(numbers_in(&visible(&partition)), [0, 1]);
}

#[tokio::test(start_paused = true)]
async fn a_folder_that_went_away_is_not_ready_until_it_is_back() {
    let outer = TempDir::new().expect("a folder");
    let (here, away) = (outer.path().join("lake"), outer.path().join("away"));
    let lake = Lake::try_open(config(&here)).expect("writable");
    assert_eq!(lake.ready(), Ok(()));
    fs::rename(&here, &away).expect("renamable");
    assert!(matches!(lake.accept(rows(0..1, NOON_MS)).await, Err(SinkError::Failed { .. })));
    assert!(lake.ready().is_err());
    assert!(!here.exists(), "rows are not written beside a volume that was taken away");
    fs::rename(&away, &here).expect("renamable");
    assert_eq!(lake.ready(), Ok(()));
    assert_eq!(lake.accept(rows(0..1, NOON_MS)).await, Ok(()));
}

#[tokio::test(start_paused = true)]
async fn what_a_crash_left_half_written_is_removed_and_nothing_else() {
    let folder = TempDir::new().expect("a folder");
    let lake = open(&folder);
    assert_eq!(lake.accept(rows(0..2, NOON_MS)).await, Ok(()));
    lake.close().await.expect("closed");
    let partition = folder.path().join(NOON_PARTITION);
    let whole = names(&partition);
    fs::write(partition.join(".tail-1-1-1.parquet.tmp"), b"PAR1 half a file").expect("writable");
    fs::write(partition.join("notes.txt"), b"not ours").expect("writable");
    assert_eq!(visible(&partition).len(), 1, "readers do not see what is half-written");

    let lake = open(&folder);
    assert_eq!(lake.accept(rows(2..3, NOON_MS)).await, Ok(()));
    let after = names(&partition);
    assert!(!after.iter().any(|name| name.starts_with(".tail")), "{after:?}");
    assert!(after.contains(&whole[0]) && after.contains(&"notes.txt".to_owned()), "{after:?}");
    assert_eq!(numbers_in(&visible(&partition)), [0, 1, 2]);
}

#[tokio::test(start_paused = true)]
async fn an_unusable_folder_says_what_to_do() {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("file");
    fs::write(&file, "in the way").expect("writable");
    let error = Lake::try_open(config(&file.join("lake"))).expect_err("a file is no folder");
    assert!(matches!(error, LakeError::Folder { .. }));
    assert!(error.to_string().contains("choose another folder"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_second_writer_is_refused_until_the_first_is_closed() {
    let folder = TempDir::new().expect("a folder");
    let lake = open(&folder);
    assert!(matches!(Lake::try_open(config(folder.path())), Err(LakeError::InUse { .. })));
    lake.close().await.expect("closed");
    assert!(Lake::try_open(config(folder.path())).is_ok());
}

#[tokio::test(start_paused = true)]
async fn senseless_limits_are_all_reported() {
    let folder = TempDir::new().expect("a folder");
    let config = LakeConfig {
        flush_age: Duration::ZERO,
        flush_rows: 0,
        rows_waiting_max: 1,
        tails_max: 0,
        ..config(folder.path())
    };
    let Err(LakeError::Limits(problems)) = Lake::try_open(config) else { panic!("the limits make no sense") };
    assert_eq!(problems.len(), 4, "{problems:?}");
    assert_eq!(names(folder.path()), [""; 0], "nothing was touched");
}
