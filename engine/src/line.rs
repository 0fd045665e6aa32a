//! The line to the collector: one request at a time, waits after failures, and the beacons of a page that leaves.

use alloc::vec::Vec;

use crate::backoff::Backoff;
use crate::config::{BATCH_BYTES_MIN, Config};
use crate::input::{Failure, RequestId};
use crate::time::Monotonic;

/// Bytes that all requests in flight may have together, by the Fetch standard's keepalive quota, which beacons
/// share: every request of ours may have to outlive its page.
pub(crate) const IN_FLIGHT_BYTES_MAX: usize = linger_wire::limits::BATCH_BYTES_MAX;

#[derive(Clone, Copy, Debug)]
struct InFlight {
    request: RequestId,
    bytes: usize,
    beacon: bool,
}

/// What to do before the next request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pause {
    None,
    /// Our own wait after a failure.
    Backoff(Monotonic),
    /// The server's: not even a beacon goes before it is over.
    RetryAfter(Monotonic),
}

/// The line.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    in_flight: Vec<InFlight>,
    pause: Pause,
    backoff: Backoff,
    next_request: u32,
}

impl Line {
    pub(crate) const fn new(config: &Config) -> Self {
        let backoff = Backoff::new(config.backoff_base_ms, config.backoff_max_ms, config.jitter_seed);
        Self { in_flight: Vec::new(), pause: Pause::None, backoff, next_request: 0 }
    }

    /// Whether a request may go now: none is on its way, no wait is on, and beacons have left room for one.
    pub(crate) fn is_free(&self) -> bool {
        !self.is_busy() && self.pause == Pause::None && self.bytes_free() >= BATCH_BYTES_MIN
    }

    fn is_busy(&self) -> bool {
        self.in_flight.iter().any(|request| !request.beacon)
    }

    /// Ends a wait that is over.
    pub(crate) fn resume(&mut self, now: Monotonic) {
        if self.retry_at().is_some_and(|until| until <= now) {
            self.pause = Pause::None;
        }
    }

    /// Whether a beacon may go now: beside a request in flight, and within our own wait, as there may be no later.
    pub(crate) fn is_free_for_beacon(&self, now: Monotonic) -> bool {
        !matches!(self.pause, Pause::RetryAfter(until) if until > now)
    }

    /// The end of the wait; `None` while there is none, or while an outcome is awaited anyway.
    pub(crate) fn retry_at(&self) -> Option<Monotonic> {
        match self.pause {
            Pause::Backoff(until) | Pause::RetryAfter(until) if !self.is_busy() => Some(until),
            _ => None,
        }
    }

    /// Bytes that may still be put in flight.
    pub(crate) fn bytes_free(&self) -> usize {
        let bytes: usize = self.in_flight.iter().map(|request| request.bytes).sum();
        IN_FLIGHT_BYTES_MAX.saturating_sub(bytes)
    }

    /// The id the next request will have.
    pub(crate) const fn upcoming(&self) -> RequestId {
        RequestId(self.next_request)
    }

    /// The upcoming request goes.
    pub(crate) fn depart(&mut self, bytes: usize, beacon: bool) {
        self.in_flight.push(InFlight { request: self.upcoming(), bytes, beacon });
        self.next_request = self.next_request.wrapping_add(1);
    }

    /// A request was taken.
    pub(crate) fn succeed(&mut self, request: RequestId) {
        self.arrive(request);
        self.pause = Pause::None;
        self.backoff.reset();
    }

    /// A request was not taken.
    pub(crate) fn fail(&mut self, now: Monotonic, request: RequestId, failure: Failure) {
        self.arrive(request);
        if let Failure::Unavailable { retry_after_ms } = failure {
            let until = self.backoff.fail(now, retry_after_ms);
            self.pause =
                if retry_after_ms.is_some() { Pause::RetryAfter(until) } else { Pause::Backoff(until) };
        }
    }

    fn arrive(&mut self, request: RequestId) {
        self.in_flight.retain(|other| other.request != request);
    }
}
