//! Many small files become one, and no row is lost on the way.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use linger_collector::{Lake, LakeConfig, Sink};
use tempfile::TempDir;

use crate::support::{NOON_MS, NOON_PARTITION, names, numbers_in, read_open, record, visible};

const TAILS_MAX: usize = 4;

fn open(folder: &Path) -> Lake {
    let config = LakeConfig { folder: folder.to_owned(), tails_max: TAILS_MAX };
    Lake::try_open(&config).expect("the folder is writable")
}

fn starting_with(files: &[PathBuf], prefix: &str) -> usize {
    files
        .iter()
        .filter(|file| file.file_name().is_some_and(|name| name.to_string_lossy().starts_with(prefix)))
        .count()
}

/// Writes one row a file.
async fn write_one_by_one(folder: &Path, numbers: std::ops::Range<u32>) {
    let lake = open(folder);
    for number in numbers {
        lake.put(vec![record(number..number + 1, NOON_MS)]).await.expect("written");
    }
}

/// Reads what is visible, again and again until told to stop, and counts the files read. A file may go between
/// being listed and being opened, as it was merged; whatever opens must be whole.
fn read_until(done: &AtomicBool, partition: &Path) -> usize {
    let mut files = 0;
    while !done.load(Ordering::Acquire) {
        for file in visible(partition).into_iter().filter_map(|path| File::open(path).ok()) {
            read_open(file);
            files += 1;
        }
    }
    files
}

#[tokio::test]
async fn whatever_is_visible_is_whole_at_any_moment() {
    let folder = TempDir::new().expect("a folder");
    let partition = folder.path().join(NOON_PARTITION);
    write_one_by_one(folder.path(), 0..1).await;
    let done = Arc::new(AtomicBool::new(false));
    let reader = thread::spawn({
        let done = Arc::clone(&done);
        move || read_until(&done, &partition)
    });
    write_one_by_one(folder.path(), 1..40).await;
    done.store(true, Ordering::Release);
    assert!(reader.join().expect("every visible file is whole") > 0);
}

#[tokio::test]
async fn a_crash_before_merged_files_are_removed_leaves_rows_twice_and_none_missing() {
    let folder = TempDir::new().expect("a folder");
    let partition = folder.path().join(NOON_PARTITION);
    write_one_by_one(folder.path(), 0..4).await;
    let tails: Vec<_> =
        visible(&partition).into_iter().map(|tail| (fs::read(&tail).expect("whole"), tail)).collect();
    write_one_by_one(folder.path(), 4..5).await;
    assert_eq!(visible(&partition).len(), 1, "all are merged");
    for (bytes, tail) in &tails {
        fs::write(tail, bytes).expect("writable");
    }
    write_one_by_one(folder.path(), 5..7).await;
    let mut numbers = numbers_in(&visible(&partition));
    assert_eq!(numbers.len(), 7 + tails.len());
    numbers.dedup();
    assert_eq!(numbers, (0..7).collect::<Vec<_>>());
}

#[tokio::test]
async fn merging_keeps_every_row_exactly_once() {
    let folder = TempDir::new().expect("a folder");
    write_one_by_one(folder.path(), 0..13).await;
    let files = visible(&folder.path().join(NOON_PARTITION));
    assert_eq!(numbers_in(&files), (0..13).collect::<Vec<_>>());
    assert_eq!((starting_with(&files, "part-"), starting_with(&files, "tail-")), (2, 3));
    let all = names(&folder.path().join(NOON_PARTITION));
    assert_eq!(all.len(), files.len(), "no temporary file stays: {all:?}");
}

#[tokio::test]
async fn small_files_of_an_earlier_run_are_merged_too() {
    let folder = TempDir::new().expect("a folder");
    write_one_by_one(folder.path(), 0..3).await;
    write_one_by_one(folder.path(), 3..6).await;
    let files = visible(&folder.path().join(NOON_PARTITION));
    assert_eq!(numbers_in(&files), (0..6).collect::<Vec<_>>());
    assert_eq!((starting_with(&files, "part-"), starting_with(&files, "tail-")), (1, 1));
}

#[tokio::test]
async fn a_corrupt_file_is_left_alone_and_does_not_stop_the_merge() {
    let folder = TempDir::new().expect("a folder");
    write_one_by_one(folder.path(), 0..2).await;
    let partition = folder.path().join(NOON_PARTITION);
    let [damaged, _] = &visible(&partition)[..] else { panic!("two files") };
    let mut bytes = fs::read(damaged).expect("readable");
    bytes.truncate(bytes.len() / 2);
    fs::write(damaged, &bytes).expect("writable");

    write_one_by_one(folder.path(), 2..12).await;
    assert_eq!(fs::read(damaged).expect("still there"), bytes);
    let sound: Vec<PathBuf> = visible(&partition).into_iter().filter(|file| file != damaged).collect();
    assert_eq!(numbers_in(&sound), (1..12).collect::<Vec<_>>());
    assert_eq!(starting_with(&sound, "part-"), 2);
}
