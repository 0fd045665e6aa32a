//! How patient and how eager delivery is.

use std::time::Duration;

use crate::sink::PackLimits;

/// The flush age where a sink bills by the record: within the minute the issue asks for, with room for a retry.
const FLUSH_AGE: Duration = Duration::from_secs(30);

/// Concurrent calls: ours. With 4 MiB a call, two already exceed Firehose's 5 MiB/s (quotas, Direct PUT).
const CONCURRENCY_MAX: usize = 8;

/// Failures of a record alone: ours. With the waits below some ninety seconds, mostly.
const ATTEMPTS_MAX: u32 = 12;

/// Time for a call: ours; 4 MiB over 3.4 Mbit/s.
const CALL_TIMEOUT: Duration = Duration::from_secs(10);

/// Waits between tries: ours; the base is twice a slow answer of Firehose, the cap what an operator waits for gladly.
const BACKOFF_BASE: Duration = Duration::from_millis(200);
const BACKOFF_MAX: Duration = Duration::from_secs(30);

/// Time to drain: ECS sends SIGKILL 30 s after SIGTERM (`stopTimeout`), Kubernetes too.
const DRAIN: Duration = Duration::from_secs(25);

/// Bytes in memory: ours; two calls of the largest.
const IN_FLIGHT_BYTES_MAX: usize = 8 * 1024 * 1024;

/// How old an entry may become before it is given up: the spool's own bound.
const AGE_MAX: Duration = Duration::from_hours(7 * 24);

/// Settings of delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliverySettings {
    /// How long a line waits for others to share its record. Default 30 s.
    pub flush_age: Duration,
    /// Concurrent calls, at most. Default 8.
    pub concurrency_max: usize,
    /// How often a record may fail while the sink takes others, before it is parted, or given up if it is one line.
    /// Default 12.
    pub attempts_max: u32,
    /// How long a call may take. Default 10 s.
    pub call_timeout: Duration,
    /// The first wait is at most this, and each after it at most twice the one before. Default 200 ms.
    pub backoff_base: Duration,
    /// No wait for a record is longer. Default 30 s.
    pub backoff_max: Duration,
    /// How long a drain may take. Default 25 s.
    pub drain: Duration,
    /// Bytes of entries in memory, at most. Default 8 MiB.
    pub in_flight_bytes_max: usize,
    /// How old an entry may become, from when it was acknowledged; older ones become dead letters. Default 7 days.
    pub age_max: Duration,
}

impl Default for DeliverySettings {
    fn default() -> Self {
        Self {
            flush_age: FLUSH_AGE,
            concurrency_max: CONCURRENCY_MAX,
            attempts_max: ATTEMPTS_MAX,
            call_timeout: CALL_TIMEOUT,
            backoff_base: BACKOFF_BASE,
            backoff_max: BACKOFF_MAX,
            drain: DRAIN,
            in_flight_bytes_max: IN_FLIGHT_BYTES_MAX,
            age_max: AGE_MAX,
        }
    }
}

impl DeliverySettings {
    /// All that is wrong with them by themselves.
    #[must_use]
    pub fn problems(&self) -> Vec<String> {
        let rules = [
            (self.concurrency_max == 0, "concurrency_max must be at least 1"),
            (self.attempts_max == 0, "attempts_max must be at least 1"),
            (self.call_timeout.is_zero(), "call_timeout must be longer than nothing"),
            (self.backoff_base.is_zero(), "backoff_base must be longer than nothing"),
            (self.backoff_max < self.backoff_base, "backoff_max must not be shorter than backoff_base"),
            (self.age_max <= self.flush_age, "age_max must be longer than flush_age"),
        ];
        rules.into_iter().filter(|(broken, _)| *broken).map(|(_, problem)| problem.to_owned()).collect()
    }

    /// The same, and what is wrong with them for a sink.
    #[must_use]
    pub fn problems_with(&self, limits: &PackLimits) -> Vec<String> {
        let mut problems = self.problems();
        let bytes_min = 2 * limits.record_bytes_max.min(limits.call_bytes_max);
        if self.in_flight_bytes_max < bytes_min {
            problems
                .push(format!("in_flight_bytes_max must be at least {bytes_min}: two of the sink's records"));
        }
        problems
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_sound() {
        assert_eq!(DeliverySettings::default().problems(), Vec::<String>::new());
    }

    #[test]
    fn all_problems_are_told_at_once() {
        let settings = DeliverySettings {
            concurrency_max: 0,
            attempts_max: 0,
            backoff_max: Duration::ZERO,
            ..DeliverySettings::default()
        };
        assert_eq!(settings.problems().len(), 3);
    }
}
