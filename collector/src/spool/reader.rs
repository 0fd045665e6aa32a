//! Hands out entries in the order in which they were appended, from the disk: what waits for a sink is not in memory.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinHandle;

use super::frame::Header;
use super::log::{Segment, lock};
use super::position::{Damaged, Position, Queued};
use super::recovery::{DAMAGED_BYTES_MAX, describe};
use super::scan::{BLOCK_BYTES, Scanner, Stride};
use super::segment::{self, OPENING_BYTES};
use super::shared::Shared;
use super::walk::{Damage, Step, Walk};
use crate::entry::Entry;

/// How long the reader waits after the disk failed: ours; a volume that was taken away is not back sooner.
const PAUSE_AFTER_FAILURE: Duration = Duration::from_secs(1);

/// What reads. There is one.
pub struct Reader {
    shared: Arc<Shared>,
    /// Absent while a thread reads with it.
    cursor: Option<Cursor>,
    /// A read that is under way. It is kept here, so that a call that is dropped loses nothing.
    reading: Option<JoinHandle<(Cursor, io::Result<Vec<Queued>>)>>,
    damaged: Vec<Damaged>,
}

impl Reader {
    pub(super) fn new(shared: Arc<Shared>) -> Self {
        let cursor = Cursor::new(Arc::clone(&shared));
        Self { shared, cursor: Some(cursor), reading: None, damaged: Vec::new() }
    }

    /// The next entries in the order of appending, at least one and no more than `bytes_max` bytes as they lie on the
    /// disk, but for one that is longer alone; waits for them. Empty where only damage was found. `None` when the spool
    /// is closed and all was handed out.
    ///
    /// The future may be dropped: what it has read comes with the next call.
    pub async fn next(&mut self, bytes_max: usize) -> Option<Vec<Queued>> {
        loop {
            // Before the look, so that what comes after it wakes this.
            let ended = lock(&self.shared.log).ended;
            match self.read(bytes_max).await {
                Ok(queued) if !queued.is_empty() || !self.damaged.is_empty() => return Some(queued),
                Ok(_) if ended => return None,
                Ok(_) => self.shared.appended.notified().await,
                Err(error) => {
                    tracing::error!(%error, "the spool cannot be read; trying again");
                    tokio::time::sleep(PAUSE_AFTER_FAILURE).await;
                }
            }
        }
    }

    /// Entries that were found damaged since the last call, after they were whole when the spool was opened or appended:
    /// for dead letters.
    pub fn take_damaged(&mut self) -> Vec<Damaged> {
        std::mem::take(&mut self.damaged)
    }

    async fn read(&mut self, bytes_max: usize) -> io::Result<Vec<Queued>> {
        if let Some(mut cursor) = self.cursor.take() {
            self.reading = Some(tokio::task::spawn_blocking(move || {
                let read = cursor.read(bytes_max);
                (cursor, read)
            }));
        }
        let Some(reading) = &mut self.reading else {
            return Err(io::Error::other("the reading thread has died"));
        };
        let done = reading.await;
        self.reading = None;
        let (mut cursor, read) = done.map_err(io::Error::other)?;
        self.damaged.append(&mut cursor.damaged);
        self.cursor = Some(cursor);
        read
    }
}

/// Where reading is.
pub(super) struct Cursor {
    shared: Arc<Shared>,
    /// The segment that is read, and how far.
    at: Option<(u64, Walk)>,
    /// The first sequence that was not handed out.
    next: u64,
    damaged: Vec<Damaged>,
}

/// What is handed out at once.
struct Batch {
    queued: Vec<Queued>,
    bytes: usize,
    bytes_max: usize,
}

impl Batch {
    /// The first entry is taken whatever its length.
    fn stride(&self) -> Stride {
        let left = self.bytes_max.saturating_sub(self.bytes);
        let frame_bytes_max = if self.queued.is_empty() { usize::MAX } else { left };
        Stride { block_bytes: left.min(BLOCK_BYTES), frame_bytes_max }
    }
}

impl Cursor {
    pub(super) fn new(shared: Arc<Shared>) -> Self {
        Self { shared, at: None, next: 0, damaged: Vec::new() }
    }

    /// After an error, what was read before it is handed out, and the segment is begun anew.
    pub(super) fn read(&mut self, bytes_max: usize) -> io::Result<Vec<Queued>> {
        let mut batch = Batch { queued: Vec::new(), bytes: 0, bytes_max };
        let read = self.segments(&mut batch);
        if read.is_err() {
            self.at = None;
        }
        if batch.queued.is_empty() { read.map(|()| batch.queued) } else { Ok(batch.queued) }
    }

    fn segments(&mut self, batch: &mut Batch) -> io::Result<()> {
        while let Some(segment) = self.segment() {
            let (first, mut walk) = self.walk(segment)?;
            let on = self.fill(first, &mut walk, batch)?;
            self.at = Some((first, walk));
            if !on {
                break;
            }
        }
        Ok(())
    }

    /// The next segment with something to hand out.
    fn segment(&mut self) -> Option<Segment> {
        let log = lock(&self.shared.log);
        while let Some(segment) = log.segment_from(self.next) {
            if !log.settled.covers(&(self.next.max(segment.first)..segment.end)) {
                return Some(segment);
            }
            self.next = segment.end;
        }
        None
    }

    /// The walk through this segment, begun or continued.
    fn walk(&mut self, Segment { first, end, bytes }: Segment) -> io::Result<(u64, Walk)> {
        if let Some((at, mut walk)) = self.at.take().filter(|(at, _)| *at == first) {
            walk.extend(bytes, end);
            return Ok((at, walk));
        }
        let file = self.shared.disk.open(&segment::path(&self.shared.settings.folder, first))?;
        let scanner = Scanner::new(file, first, (OPENING_BYTES as u64).min(bytes)..bytes);
        Ok((first, Walk::new(scanner, first, Some(end))))
    }

    /// Whether the batch takes more than this segment has.
    fn fill(&mut self, first: u64, walk: &mut Walk, batch: &mut Batch) -> io::Result<bool> {
        while self.damaged.is_empty() {
            match walk.next(batch.stride())? {
                None => return Ok(true),
                Some(Step::TooLong) => return Ok(false),
                Some(Step::Damaged(damage)) => self.damage(walk, first, &damage)?,
                Some(Step::Whole(header, entry)) => self.whole(&header, entry, batch),
            }
            self.next = self.next.max(walk.expected());
        }
        Ok(false)
    }

    fn whole(&self, header: &Header, entry: Entry, batch: &mut Batch) {
        let Header { sequence, appended_at_ms, .. } = *header;
        if sequence >= self.next && !lock(&self.shared.log).settled.contains(sequence) {
            let position = Position::of(sequence, header.events);
            let expired = self.shared.expired(appended_at_ms);
            batch.bytes += header.frame_bytes();
            batch.queued.push(Queued { position, appended_at_ms, expired, entry });
        }
    }

    fn damage(&mut self, walk: &Walk, first: u64, damage: &Damage) -> io::Result<()> {
        if !lock(&self.shared.log).knows(&damage.sequences) {
            let damaged = describe(walk, first, damage, DAMAGED_BYTES_MAX)?;
            tracing::error!(reason = damaged.reason, "entries of the spool are damaged");
            lock(&self.shared.log).reported.insert(damage.sequences.clone());
            self.damaged.push(damaged);
        }
        Ok(())
    }
}
