//! Opening a spool in memory.

use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use bytes::Bytes;
use linger_collector::Clock;
use linger_collector::entry::Entry;
use linger_collector::spool::disk::ForgetfulDisk;
use linger_collector::spool::{Damaged, Queued, Reader, Recovered, Spool, SpoolError, SpoolSettings};
use linger_wire::Id;
use tokio::runtime::{Builder, Runtime};
use tokio::time::timeout;

use super::folder::Folder;

/// The spool's folder on disks in memory.
pub(super) const FOLDER: &str = "spool";

/// Bytes of a segment: the least that is allowed, so that few entries make several.
const SEGMENT_BYTES: u64 = 64 * 1024;

/// Bytes to read at once: less than a segment, so that the reader goes on where it stopped.
const READ_BYTES: usize = 10_000;

/// How long the reader may take, which works for a millisecond: a machine may be busy with other things.
const PATIENCE: Duration = Duration::from_secs(5);

/// What was found in a folder.
#[derive(Debug)]
pub(super) struct Found {
    /// The entries, as they were handed out.
    pub(super) entries: Vec<Entry>,
    /// Whether damage was reported, or bytes were cut off as torn.
    pub(super) is_loss_told: bool,
    damaged: Vec<Damaged>,
}

/// A clock that stands still.
struct Noon;

impl Clock for Noon {
    fn now_ms(&self) -> i64 {
        1_790_000_000_000
    }
}

/// Opens a folder, appends an entry and closes, then opens it again: everything is there as before. `None` where another
/// version is claimed, which is not touched.
///
/// # Panics
/// Where it is not.
pub(super) fn twice(folder: &Folder) -> Option<Found> {
    let disk = folder.disk();
    runtime().block_on(async {
        let new = Entry { visit: Id::from_bits(9), events: 2, line: Bytes::from_static(b"{\"new\":true}") };
        let mut first = visit(&disk, Some(&new)).await?;
        let again = visit(&disk, None).await.expect("it was opened before");
        assert!(again.entries == first.entries, "a second look finds other entries");
        // It may find more, and of more entries: that a last segment is gone shows when another follows.
        let is_found = |reason: &String| again.damaged.iter().any(|damaged| damaged.reason == *reason);
        let forgotten = first.damaged.iter().map(|damaged| &damaged.reason).find(|reason| !is_found(reason));
        assert_eq!(forgotten, None, "a second look does not find this damage");
        assert_eq!(first.entries.pop(), Some(new), "what was appended last is handed out last");
        Some(first)
    })
}

async fn visit(disk: &ForgetfulDisk, append: Option<&Entry>) -> Option<Found> {
    let (spool, reader, recovered) = match open(disk) {
        Err(SpoolError::Version { .. }) => return None,
        opened => opened.expect("a disk without faults"),
    };
    if let Some(entry) = append {
        spool.append(entry.clone()).await.expect("there is room");
    }
    spool.close().await.expect("a disk without faults");
    let entries = rest(reader).await;
    assert_eq!(entries.len() as u64, recovered.entries + u64::from(append.is_some()));
    let is_loss_told = recovered.torn_bytes > 0 || !recovered.damaged.is_empty();
    Some(Found { entries, is_loss_told, damaged: recovered.damaged })
}

/// A disk on which a spool has taken these entries, has settled some, and was closed.
pub(super) fn written(entries: &[Entry], is_settled: fn(usize) -> bool) -> ForgetfulDisk {
    let disk = ForgetfulDisk::new();
    runtime().block_on(async {
        let (spool, mut reader, _) = open(&disk).expect("an empty disk");
        let mut positions = Vec::new();
        for entry in entries {
            spool.append(entry.clone()).await.expect("an empty disk has room");
            let queued = reader.next(READ_BYTES).await.expect("an entry was appended");
            positions.extend(queued.iter().map(|queued| queued.position));
        }
        let settled = positions.into_iter().enumerate().filter(|(number, _)| is_settled(*number));
        spool.settle(&settled.map(|(_, position)| position).collect::<Vec<_>>());
        spool.close().await.expect("a disk without faults");
    });
    disk
}

fn open(disk: &ForgetfulDisk) -> Result<(Spool, Reader, Recovered), SpoolError> {
    let settings = SpoolSettings { segment_bytes: SEGMENT_BYTES, ..SpoolSettings::new(Path::new(FOLDER)) };
    Spool::try_open(settings, Arc::new(disk.clone()), Arc::new(Noon), Arc::default())
}

async fn rest(mut reader: Reader) -> Vec<Entry> {
    let mut entries = Vec::new();
    // A thread that has panicked is told by nothing else.
    while let Some(queued) = timeout(PATIENCE, reader.next(READ_BYTES)).await.expect("the reader hangs") {
        entries.extend(queued.into_iter().map(|Queued { entry, .. }| entry));
        assert!(reader.take_damaged().is_empty(), "damage that opening has not seen");
    }
    entries
}

/// One for all inputs: threads are dear.
fn runtime() -> &'static Runtime {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    RUNTIME
        .get_or_init(|| Builder::new_current_thread().enable_time().build().expect("a runtime without I/O"))
}
