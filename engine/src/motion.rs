//! Tells the page at rest from the page in motion.
//!
//! Browsers fire `scroll` once a frame while the page moves and say nothing dependable when it stops. So time
//! after a scroll is unsettled: the next scroll within [`SETTLE_MS`] proves that it was motion, silence proves that
//! it was rest from the last scroll on. Nothing is guessed, and a tail of motion is never added to a stop.

use crate::time::Monotonic;

/// Silence after which the page has been at rest since its last scroll event: ours; nine frames at 60 Hz, four at
/// the 30 Hz of a phone in battery saver.
pub(crate) const SETTLE_MS: u32 = 150;

/// What a moment turns out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Unsettled time was motion.
    Moved,
    /// Unsettled time was rest.
    Rested,
}

/// The page's motion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Motion {
    last_scroll: Option<Monotonic>,
}

impl Motion {
    /// Whether it is not yet known what the time since the last scroll was.
    pub(crate) const fn is_unsettled(self) -> bool {
        self.last_scroll.is_some()
    }

    /// When unsettled time becomes rest.
    pub(crate) fn deadline(self) -> Option<Monotonic> {
        self.last_scroll.map(|at| at.plus_ms(SETTLE_MS))
    }

    /// Whether the page has come to rest by now; then unsettled time was rest.
    pub(crate) fn settle(&mut self, now: Monotonic) -> Option<Verdict> {
        let settled = self.deadline().is_some_and(|deadline| deadline <= now);
        if settled { self.stop() } else { None }
    }

    /// The page moved. Time unsettled until now was motion.
    pub(crate) fn scroll(&mut self, now: Monotonic) -> Option<Verdict> {
        self.last_scroll.replace(now).map(|_| Verdict::Moved)
    }

    /// The page is hidden or gone: nothing moves any more.
    pub(crate) fn stop(&mut self) -> Option<Verdict> {
        self.last_scroll.take().map(|_| Verdict::Rested)
    }
}
