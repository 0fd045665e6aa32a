//! How many calls at once, and how large: less when the sink says that it is too much, and by and by more again.

use crate::sink::PackLimits;

/// Below this a call is not made smaller: it takes a second over half a megabit.
const CALL_BYTES_MIN: usize = 64 * 1024;

/// Additive increase, multiplicative decrease (Chiu and Jain, 1989), as TCP does it.
#[derive(Clone, Debug)]
pub(super) struct Pace {
    concurrency: usize,
    concurrency_max: usize,
    /// Calls that were accepted since the last change.
    accepted: usize,
    /// Calls up to this number were on their way when the last decrease was made, and tell nothing about it.
    decreased_at: u64,
    call_bytes: usize,
    call_bytes_max: usize,
}

impl Pace {
    pub(super) fn new(concurrency_max: usize, limits: &PackLimits) -> Self {
        let call_bytes_max = limits.call_bytes_max;
        Self {
            concurrency: concurrency_max,
            concurrency_max,
            accepted: 0,
            decreased_at: 0,
            call_bytes: call_bytes_max,
            call_bytes_max,
        }
    }

    pub(super) const fn concurrency(&self) -> usize {
        self.concurrency
    }

    /// Bytes of a call, at most; a single record may have more.
    pub(super) const fn call_bytes(&self) -> usize {
        self.call_bytes
    }

    /// All of a call was taken: as many as are concurrent make a round, and a round adds one.
    pub(super) fn accept(&mut self) {
        self.call_bytes = (self.call_bytes * 2).min(self.call_bytes_max);
        self.accepted += 1;
        if self.accepted >= self.concurrency {
            self.accepted = 0;
            self.concurrency = (self.concurrency + 1).min(self.concurrency_max);
        }
    }

    /// A call, of this number, was throttled while `latest` was the latest sent.
    pub(super) fn throttle(&mut self, call: u64, latest: u64) {
        if call > self.decreased_at {
            self.decreased_at = latest;
            self.accepted = 0;
            self.concurrency = (self.concurrency / 2).max(1);
        }
    }

    /// No answer in time: on a slow line a smaller call gets one.
    pub(super) fn shrink(&mut self) {
        self.call_bytes = (self.call_bytes / 2).max(CALL_BYTES_MIN.min(self.call_bytes_max));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: PackLimits = PackLimits {
        record_bytes_max: 1_024_000,
        record_events_max: 500,
        call_records_max: 500,
        call_bytes_max: 4 * 1024 * 1024,
        billed_bytes: 5120,
        by_visit: false,
    };

    #[test]
    fn it_halves_once_a_round_down_to_one_and_recovers() {
        let mut pace = Pace::new(8, &LIMITS);
        for call in 1..=8 {
            pace.throttle(call, 8);
        }
        assert_eq!(pace.concurrency(), 4, "eight calls of one round are one sign");
        for call in 9..20 {
            pace.throttle(call, call);
        }
        assert_eq!(pace.concurrency(), 1);
        (0..1 + 2 + 3 + 4 + 5 + 6 + 7).for_each(|_| pace.accept());
        assert_eq!(pace.concurrency(), 8);
        (0..100).for_each(|_| pace.accept());
        assert_eq!(pace.concurrency(), 8);
    }

    #[test]
    fn calls_with_no_answer_become_smaller_and_grow_again() {
        let mut pace = Pace::new(8, &LIMITS);
        (0..20).for_each(|_| pace.shrink());
        assert_eq!(pace.call_bytes(), CALL_BYTES_MIN);
        (0..20).for_each(|_| pace.accept());
        assert_eq!(pace.call_bytes(), LIMITS.call_bytes_max);
    }
}
