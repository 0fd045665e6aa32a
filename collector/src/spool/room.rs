//! How many bytes may still come. Asked before an entry waits, so that what waits is bounded too.

use std::sync::atomic::{AtomicU64, Ordering};

/// The bytes of all segments and of what waits to be written to them.
#[derive(Debug)]
pub(super) struct Room {
    taken: AtomicU64,
    bytes_max: u64,
}

impl Room {
    pub(super) fn new(taken: u64, bytes_max: u64) -> Self {
        Self { taken: AtomicU64::new(taken), bytes_max }
    }

    /// Takes as much, if there is room.
    pub(super) fn take(&self, bytes: u64) -> bool {
        let take = |taken: u64| taken.checked_add(bytes).filter(|&taken| taken <= self.bytes_max);
        self.taken.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take).is_ok()
    }

    /// Takes what must be, such as the opening of a segment for entries that have room.
    pub(super) fn take_anyhow(&self, bytes: u64) {
        self.taken.fetch_add(bytes, Ordering::Relaxed);
    }

    pub(super) fn give_back(&self, bytes: u64) {
        self.taken.fetch_sub(bytes, Ordering::Relaxed);
    }

    pub(super) fn taken(&self) -> u64 {
        self.taken.load(Ordering::Relaxed)
    }

    pub(super) fn bytes_max(&self) -> u64 {
        self.bytes_max
    }
}
