//! When what was measured has waited long enough.

use crate::time::Monotonic;

/// Since when there is something that was never cut into a batch: a queued event, or time in open exposures.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Flush {
    since: Option<Monotonic>,
    /// What was cut once came back, or did not fit: it goes as soon as the line is free.
    overdue: bool,
    age_ms: u32,
}

impl Flush {
    pub(crate) const fn new(age_ms: u32) -> Self {
        Self { since: None, overdue: false, age_ms }
    }

    /// There is something to send since `at`, if not since earlier.
    pub(crate) fn begin(&mut self, at: Monotonic) {
        self.since.get_or_insert(at);
    }

    /// All there was is in batches now.
    pub(crate) fn clear(&mut self) {
        self.since = None;
        self.overdue = false;
    }

    pub(crate) fn hasten(&mut self) {
        self.overdue = true;
    }

    pub(crate) const fn is_overdue(&self) -> bool {
        self.overdue
    }

    pub(crate) fn deadline(&self) -> Option<Monotonic> {
        self.since.map(|since| since.plus_ms(self.age_ms))
    }

    pub(crate) fn is_due(&self, now: Monotonic) -> bool {
        self.overdue || self.deadline().is_some_and(|deadline| deadline <= now)
    }
}
