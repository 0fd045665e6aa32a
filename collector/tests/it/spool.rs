//! The spool from outside: what is acknowledged is there after a restart, and what is settled goes.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::task::Poll;
use std::time::Duration;

use bytes::Bytes;
use linger_collector::Clock;
use linger_collector::entry::Entry;
use linger_collector::intake::IntakeError;
use linger_collector::spool::disk::{Crash, Fault, ForgetfulDisk};
use linger_collector::spool::{
    Disk, Position, Queued, Reader, RealDisk, Recovered, Spool, SpoolError, SpoolSettings, inspect,
};
use linger_wire::Id;
use tempfile::TempDir;

use crate::support::NOON_MS;

const FOLDER: &str = "spool";
const ALL: usize = 1 << 30;

/// A clock that a test moves.
struct Set(AtomicI64);

impl Set {
    fn at_noon() -> Arc<Self> {
        Arc::new(Self(AtomicI64::new(NOON_MS)))
    }
}

impl Clock for Set {
    fn now_ms(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// Small segments, so that tests see many.
fn settings(folder: &Path) -> SpoolSettings {
    SpoolSettings { segment_bytes: 64 << 10, bytes_max: 1 << 20, ..SpoolSettings::new(folder) }
}

fn entry(number: u64, line_bytes: usize) -> Entry {
    let line = format!("{{\"n\":{number:08},\"x\":\"{}\"}}", "x".repeat(line_bytes));
    Entry { visit: Id::from_bits(u128::from(number)), events: 2, line: Bytes::from(line) }
}

fn open_on(disk: Arc<dyn Disk>, folder: &Path) -> Result<(Spool, Reader, Recovered), SpoolError> {
    Spool::try_open(settings(folder), disk, Set::at_noon(), Arc::default())
}

fn open_real(folder: &TempDir) -> (Spool, Reader, Recovered) {
    open_on(Arc::new(RealDisk), folder.path()).expect("the folder is sound")
}

fn open_double(disk: &ForgetfulDisk) -> (Spool, Reader, Recovered) {
    open_on(Arc::new(disk.clone()), Path::new(FOLDER)).expect("the disk is sound")
}

async fn append(spool: &Spool, numbers: std::ops::Range<u64>, line_bytes: usize) {
    for number in numbers {
        spool.append(entry(number, line_bytes)).await.expect("there is room");
    }
}

/// The next `count` entries.
async fn take(reader: &mut Reader, count: usize, bytes_max: usize) -> Vec<Queued> {
    let mut all = Vec::new();
    while all.len() < count {
        let queued = reader.next(bytes_max).await.expect("more is to come");
        let bytes: usize = queued.iter().map(|queued| queued.entry.line.len()).sum();
        assert!(queued.len() == 1 || bytes <= bytes_max, "{bytes} bytes");
        all.extend(queued);
    }
    all
}

fn positions(queued: &[Queued]) -> Vec<Position> {
    queued.iter().map(|queued| queued.position).collect()
}

fn entries(queued: Vec<Queued>) -> Vec<Entry> {
    queued.into_iter().map(|queued| queued.entry).collect()
}

fn expected(numbers: std::ops::Range<u64>, line_bytes: usize) -> Vec<Entry> {
    numbers.map(|number| entry(number, line_bytes)).collect()
}

/// The segments of a folder, oldest first.
fn spool_files(folder: &Path) -> Vec<String> {
    crate::support::names(folder).into_iter().filter(|name| name.contains(".spool")).collect()
}

#[tokio::test]
async fn entries_come_in_order_and_no_more_than_asked() {
    let folder = TempDir::new().expect("a folder");
    let (spool, mut reader, recovered) = open_real(&folder);
    assert_eq!(recovered, Recovered::default());
    append(&spool, 0..300, 1000).await;
    let queued = take(&mut reader, 300, 10_000).await;
    assert!(queued.iter().all(|queued| queued.appended_at_ms == NOON_MS && !queued.expired));
    assert_eq!(entries(queued), expected(0..300, 1000));
}

#[tokio::test]
async fn a_reader_waits_for_what_comes() {
    let folder = TempDir::new().expect("a folder");
    let (spool, mut reader, _) = open_real(&folder);
    let (queued, ()) = tokio::join!(take(&mut reader, 1, ALL), append(&spool, 0..1, 10));
    assert_eq!(entries(queued), expected(0..1, 10));
}

#[tokio::test]
async fn an_entry_longer_than_asked_comes_alone() {
    let folder = TempDir::new().expect("a folder");
    let (spool, mut reader, _) = open_real(&folder);
    append(&spool, 0..3, 5000).await;
    for number in 0..3 {
        let queued = reader.next(1).await.expect("more is to come");
        assert_eq!(entries(queued), expected(number..number + 1, 5000));
    }
}

#[tokio::test]
async fn a_read_that_is_dropped_loses_nothing() {
    let folder = TempDir::new().expect("a folder");
    let (spool, mut reader, _) = open_real(&folder);
    append(&spool, 0..50, 1000).await;
    let mut all = Vec::new();
    while all.len() < 50 {
        all.extend(poll_once(reader.next(3000)).await.flatten().unwrap_or_default());
        let rest = usize::from(all.len() < 50);
        all.extend(take(&mut reader, rest, 3000).await);
    }
    assert_eq!(entries(all), expected(0..50, 1000));
}

/// Polls a future once and drops it.
async fn poll_once<T>(future: impl Future<Output = T>) -> Option<T> {
    let mut future = std::pin::pin!(future);
    std::future::poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending => Poll::Ready(None),
    })
    .await
}

#[tokio::test]
async fn what_was_acknowledged_is_there_after_a_restart() {
    let folder = TempDir::new().expect("a folder");
    let (spool, mut reader, _) = open_real(&folder);
    append(&spool, 0..100, 1000).await;
    let queued = take(&mut reader, 100, ALL).await;
    spool.settle(&positions(&queued[..40]));
    spool.settle(&positions(&queued[60..70]));
    spool.close().await.expect("a sound disk");
    assert_eq!(reader.next(ALL).await, None);
    drop((spool, reader));
    let (spool, mut reader, recovered) = open_real(&folder);
    assert_eq!((recovered.entries, recovered.events, recovered.torn_bytes), (50, 100, 0));
    let usage = spool.usage();
    assert_eq!((usage.entries, usage.events, usage.oldest_at_ms), (50, 100, Some(NOON_MS)));
    append(&spool, 100..110, 1000).await;
    let queued = take(&mut reader, 60, 7000).await;
    assert_eq!(entries(queued), [expected(40..60, 1000), expected(70..110, 1000)].concat());
}

#[tokio::test]
async fn a_segment_goes_when_all_in_it_is_settled() {
    let folder = TempDir::new().expect("a folder");
    let (spool, mut reader, _) = open_real(&folder);
    append(&spool, 0..300, 1000).await;
    let before = spool_files(folder.path());
    assert!(before.len() > 4, "{before:?}");
    let queued = take(&mut reader, 300, ALL).await;
    let mut settled = positions(&queued);
    settled.reverse();
    spool.settle(&settled[..200]);
    spool.close().await.expect("a sound disk");
    let after = spool_files(folder.path());
    assert_eq!(after.first(), before.first(), "the first ones are not settled");
    assert!(after.len() < before.len(), "{after:?}");
    spool.settle(&settled[200..]);
    spool.close().await.expect("a sound disk");
    assert_eq!(spool_files(folder.path()).len(), 1, "the one that was written last");
    assert_eq!((spool.usage().entries, spool.usage().events, spool.usage().oldest_at_ms), (0, 0, None));
}

#[tokio::test]
async fn when_it_is_full_it_says_so_until_something_is_settled() {
    let disk = ForgetfulDisk::new();
    let (spool, mut reader, _) = open_double(&disk);
    let mut count = 0;
    let full = loop {
        match spool.append(entry(count, 1000)).await {
            Ok(()) => count += 1,
            Err(error) => break error,
        }
    };
    assert_eq!(full, IntakeError::Full { bytes: 1 << 20 });
    assert!(spool.ready().expect_err("it is full").contains("as many as are allowed"));
    assert!(spool.usage().bytes <= 1 << 20);
    let queued = take(&mut reader, usize::try_from(count).expect("few"), ALL).await;
    spool.settle(&positions(&queued));
    until(|| spool.ready().is_ok()).await;
    append(&spool, 0..10, 1000).await;
}

/// Waits for what another thread does.
async fn until(mut done: impl FnMut() -> bool) {
    for _ in 0..2000 {
        if done() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    panic!("it does not come");
}

#[tokio::test]
async fn what_is_too_old_is_marked() {
    let disk = Arc::new(ForgetfulDisk::new());
    let clock = Set::at_noon();
    let settings = settings(Path::new(FOLDER));
    let week_ms = i64::try_from(settings.age_max.as_millis()).expect("a week");
    let (spool, mut reader, _) =
        Spool::try_open(settings, disk, clock.clone(), Arc::default()).expect("a sound disk");
    append(&spool, 0..1, 10).await;
    clock.0.fetch_add(week_ms, Ordering::Relaxed);
    append(&spool, 1..2, 10).await;
    clock.0.fetch_add(1, Ordering::Relaxed);
    let expired: Vec<bool> = take(&mut reader, 2, ALL).await.iter().map(|queued| queued.expired).collect();
    assert_eq!(expired, [true, false]);
}

#[tokio::test]
async fn one_process_at_a_time() {
    let folder = TempDir::new().expect("a folder");
    let held = open_real(&folder);
    let refused = open_on(Arc::new(RealDisk), folder.path()).err().expect("it is in use");
    assert!(refused.to_string().contains("in use by another process"), "{refused}");
    drop(held);
    open_real(&folder);
}

#[tokio::test]
async fn another_version_is_refused_and_left_alone() {
    let folder = TempDir::new().expect("a folder");
    let mut opening = *b"LINGERSP\x07\0\0\0????";
    let sum = crc32fast::hash(&opening[..12]);
    opening[12..].copy_from_slice(&sum.to_le_bytes());
    let file = folder.path().join("00000000000000000000.spool");
    std::fs::write(&file, opening).expect("a file");
    let refused = open_on(Arc::new(RealDisk), folder.path()).err().expect("it is unknown");
    assert!(refused.to_string().contains("start the collector that wrote it"), "{refused}");
    assert_eq!(std::fs::read(&file).expect("it is there"), opening);
    assert_eq!(inspect(folder.path()).expect("readable").segments[0].version, Some(7));
}

#[tokio::test]
async fn bad_settings_are_told_at_once() {
    let settings = SpoolSettings { bytes_max: 1, age_max: Duration::ZERO, ..SpoolSettings::new(FOLDER) };
    let refused = Spool::try_open(settings, Arc::new(ForgetfulDisk::new()), Set::at_noon(), Arc::default());
    assert!(matches!(refused, Err(SpoolError::Settings { problems }) if problems.len() == 2));
}

#[tokio::test]
async fn a_flipped_bit_is_reported_with_its_bytes_until_it_is_settled() {
    let disk = ForgetfulDisk::new();
    let (spool, reader, _) = open_double(&disk);
    append(&spool, 0..5, 100).await;
    drop((spool, reader));
    let segment = Path::new(FOLDER).join("00000000000000000000.spool");
    assert!(disk.flip(&segment, 8 * 500));
    for _ in 0..2 {
        let (_, mut reader, recovered) = open_double(&disk);
        assert_eq!((recovered.entries, recovered.damaged.len()), (4, 1));
        assert_eq!(recovered.damaged[0].events, Some(2));
        assert!(
            recovered.damaged[0].bytes.windows(8).any(|bytes| bytes == b"\"n\":0000"),
            "the line is kept"
        );
        let queued = take(&mut reader, 4, ALL).await;
        assert_eq!(entries(queued), [expected(0..2, 100), expected(3..5, 100)].concat());
    }
    let (spool, reader, recovered) = open_double(&disk);
    spool.settle(&[recovered.damaged[0].position]);
    spool.close().await.expect("a sound disk");
    drop((spool, reader));
    assert_eq!(open_double(&disk).2.damaged, []);
}

#[tokio::test]
async fn damage_that_comes_later_is_found_by_the_reader() {
    let disk = ForgetfulDisk::new();
    let (spool, mut reader, _) = open_double(&disk);
    append(&spool, 0..5, 100).await;
    assert!(disk.flip(&Path::new(FOLDER).join("00000000000000000000.spool"), 8 * 500));
    let queued = take(&mut reader, 4, ALL).await;
    let damaged = reader.take_damaged();
    assert_eq!((queued.len(), damaged.len(), damaged[0].events), (4, 1, Some(2)));
    spool.settle(&positions(&queued));
    spool.settle(&[damaged[0].position]);
    assert_eq!((spool.usage().entries, spool.usage().events), (0, 0));
}

#[tokio::test]
async fn a_full_disk_refuses_and_recovers_by_itself() {
    let disk = ForgetfulDisk::new();
    let (spool, mut reader, _) = open_double(&disk);
    append(&spool, 0..3, 100).await;
    disk.fail(Some(Fault::Full { bytes: 60 }));
    for number in 100..103 {
        let refused = spool.append(entry(number, 100)).await;
        assert!(matches!(refused, Err(IntakeError::Disk { reason }) if reason.contains("no space")));
    }
    assert!(spool.ready().expect_err("the disk is full").contains("no space"));
    assert_eq!(spool.usage().failed_commits, 3);
    disk.fail(None);
    assert_eq!(spool.ready(), Ok(()));
    append(&spool, 3..6, 100).await;
    assert_eq!(entries(take(&mut reader, 6, ALL).await), expected(0..6, 100));
    drop((spool, reader));
    disk.crash(Crash::Everything);
    let (_, mut reader, recovered) = open_double(&disk);
    assert_eq!((recovered.entries, recovered.damaged.len()), (6, 0));
    assert_eq!(entries(take(&mut reader, 6, ALL).await), expected(0..6, 100));
}

#[tokio::test]
async fn after_a_failed_sync_nothing_of_the_group_is_believed() {
    let disk = ForgetfulDisk::new();
    let (spool, mut reader, _) = open_double(&disk);
    append(&spool, 0..3, 100).await;
    disk.fail_at(disk.operations() + 1, Fault::Broken);
    assert!(matches!(spool.append(entry(100, 100)).await, Err(IntakeError::Disk { .. })));
    append(&spool, 3..6, 100).await;
    assert_eq!(entries(take(&mut reader, 6, ALL).await), expected(0..6, 100));
    drop((spool, reader));
    disk.crash(Crash::Everything);
    let (_, mut reader, recovered) = open_double(&disk);
    assert_eq!((recovered.entries, recovered.damaged.len()), (6, 0));
    assert_eq!(entries(take(&mut reader, 6, ALL).await), expected(0..6, 100));
}

#[tokio::test]
async fn after_close_nothing_is_taken_and_the_reader_ends() {
    let disk = ForgetfulDisk::new();
    let (spool, mut reader, _) = open_double(&disk);
    append(&spool, 0..3, 100).await;
    spool.close().await.expect("a sound disk");
    assert_eq!(spool.append(entry(3, 100)).await, Err(IntakeError::Closed));
    assert!(spool.ready().is_err());
    assert_eq!(take(&mut reader, 3, ALL).await.len(), 3);
    assert_eq!(reader.next(ALL).await, None);
}

#[tokio::test]
async fn it_can_be_looked_at() {
    let folder = TempDir::new().expect("a folder");
    let (spool, mut reader, _) = open_real(&folder);
    append(&spool, 0..100, 1000).await;
    let queued = take(&mut reader, 10, ALL).await;
    spool.settle(&positions(&queued[..10]));
    spool.close().await.expect("a sound disk");
    // Held open still, as by a collector that runs.
    let inspection = inspect(folder.path()).expect("readable");
    let sum = |of: fn(&linger_collector::spool::SegmentInspection) -> u64| {
        inspection.segments.iter().map(of).sum::<u64>()
    };
    assert_eq!((sum(|segment| segment.entries), sum(|segment| segment.events)), (100, 200));
    assert_eq!((sum(|segment| segment.settled), sum(|segment| segment.damaged)), (10, 0));
    assert_eq!(inspection.segments[0].oldest_at_ms, Some(NOON_MS));
    assert_eq!(inspection.checkpoint_problem, None);
}
