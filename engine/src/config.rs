//! The engine's settings, checked once at the start.

use linger_wire::{Gaze, limits};

/// Settings of an engine. Times in milliseconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Time at rest from which an exposure counts as read. Default 1,000: one continuous second is the MRC's time
    /// for a viewable impression. It travels with the raw times, so that SQL can draw the line elsewhere.
    pub read_ms: u32,
    /// Time without a touch after which the page is idle. Default 60,000: a diner reads a still screen, and phones
    /// lock by themselves soon after.
    pub idle_ms: u32,
    /// Age at which what was measured is sent, also while exposures are open. Default 300,000: a visit of minutes
    /// is then one or two requests. A page that feeds a live display chooses seconds.
    pub flush_age_ms: u32,
    /// Events of a batch. Default 250, half of what the wire allows.
    pub batch_events_max: usize,
    /// Bytes of a batch's body. Default 32 KiB: half of the keepalive quota, so that one beacon fits beside the
    /// request in flight.
    pub batch_bytes_max: usize,
    /// Events waiting or in flight; a further one is dropped and counted. Default 1,000.
    pub queue_events_max: usize,
    /// Bytes of events waiting or in flight. Default 256 KiB.
    pub queue_bytes_max: usize,
    /// First wait after a failure, before jitter. Default 8,000: a collector that is gone for ten seconds is asked some
    /// three times.
    pub backoff_base_ms: u32,
    /// Longest wait after failures, before jitter. Default 7,200,000: a collector that is gone for a day is asked
    /// some forty times.
    pub backoff_max_ms: u32,
    /// How attention is shared between the targets on one screen. Default: the upper half of the screen weighs more.
    pub gaze: Gaze,
    /// Whether batches that cannot be sent may be kept in the browser's storage. Default false.
    pub keeps: bool,
    /// Seed of the jitter, from the platform's random source, so that a dining room does not retry as one.
    pub jitter_seed: u64,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            read_ms: 1000,
            idle_ms: 60_000,
            flush_age_ms: 300_000,
            batch_events_max: limits::BATCH_EVENTS_MAX / 2,
            batch_bytes_max: limits::BATCH_BYTES_MAX / 2,
            queue_events_max: 1000,
            queue_bytes_max: 256 * 1024,
            backoff_base_ms: 8000,
            backoff_max_ms: 7_200_000,
            gaze: Gaze::Upper,
            keeps: false,
            jitter_seed: 0,
        }
    }
}

/// What is wrong with a [`Config`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfigProblem {
    /// `batch_events_max` is 0 or over the wire's limit.
    BatchEvents,
    /// `batch_bytes_max` is under 8 KiB, which one header and one event may need, or over the wire's limit.
    BatchBytes,
    /// The queue holds less than one batch.
    Queue,
    /// `backoff_base_ms` is 0 or over `backoff_max_ms`.
    Backoff,
    /// `flush_age_ms` or `idle_ms` is 0.
    Zero,
}

/// Room for the longest header (about 1 KiB of texts) and the longest event (2 KiB of properties), each doubled by
/// escapes.
pub(crate) const BATCH_BYTES_MIN: usize = 8 * 1024;

impl Config {
    /// All that is wrong, in the order of [`ConfigProblem`].
    pub fn problems(&self) -> impl Iterator<Item = ConfigProblem> {
        let batch_bytes = BATCH_BYTES_MIN..=limits::BATCH_BYTES_MAX;
        let checks = [
            ((1..=limits::BATCH_EVENTS_MAX).contains(&self.batch_events_max), ConfigProblem::BatchEvents),
            (batch_bytes.contains(&self.batch_bytes_max), ConfigProblem::BatchBytes),
            (self.holds_a_batch(), ConfigProblem::Queue),
            ((1..=self.backoff_max_ms).contains(&self.backoff_base_ms), ConfigProblem::Backoff),
            (self.flush_age_ms > 0 && self.idle_ms > 0, ConfigProblem::Zero),
        ];
        checks.into_iter().filter_map(|(sound, problem)| (!sound).then_some(problem))
    }

    const fn holds_a_batch(&self) -> bool {
        self.queue_events_max >= self.batch_events_max && self.queue_bytes_max >= self.batch_bytes_max
    }
}
