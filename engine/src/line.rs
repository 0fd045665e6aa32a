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
    /// Nothing was ever answered: something on the guest's side refuses, and is not asked on every occasion.
    Open(Monotonic),
}

/// Requests without any answer, and none ever before, after which the circuit opens: ours; with the first waits of a
/// backoff they take a minute, longer than a phone is between two networks.
const UNANSWERED_MAX: u32 = 6;

/// The line.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    in_flight: Vec<InFlight>,
    pause: Pause,
    backoff: Backoff,
    /// How long an open circuit stays so, in milliseconds.
    open_ms: u32,
    /// Requests in a row that nobody answered; `None` once anybody has.
    unanswered: Option<u32>,
    /// Whether the last outcome was a failure.
    failing: bool,
    next_request: u32,
}

impl Line {
    pub(crate) const fn new(config: &Config) -> Self {
        let backoff = Backoff::new(config.backoff_base_ms, config.backoff_max_ms, config.jitter_seed);
        Self {
            in_flight: Vec::new(),
            pause: Pause::None,
            backoff,
            open_ms: config.backoff_max_ms,
            unanswered: Some(0),
            failing: false,
            next_request: 0,
        }
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
    pub(crate) const fn is_free_for_beacon(&self) -> bool {
        matches!(self.pause, Pause::None | Pause::Backoff(_))
    }

    /// Whether the last request failed.
    pub(crate) const fn is_failing(&self) -> bool {
        self.failing
    }

    /// The browser is on a network again: what waited for one waits only a moment more, at random, as the whole room
    /// may be back with it. A server's wait stands.
    pub(crate) fn reconnect(&mut self, now: Monotonic) {
        if let Pause::Backoff(_) | Pause::Open(_) = self.pause {
            self.backoff.reset();
            self.pause = Pause::Backoff(self.backoff.fail(now, None));
        }
    }

    #[cfg(feature = "debug")]
    pub(crate) const fn pause_name(&self) -> &'static str {
        match self.pause {
            Pause::None => "null",
            Pause::Backoff(_) => "\"backoff\"",
            Pause::RetryAfter(_) => "\"retry-after\"",
            Pause::Open(_) => "\"open\"",
        }
    }

    /// The end of the wait; `None` while there is none, or while an outcome is awaited anyway.
    pub(crate) fn retry_at(&self) -> Option<Monotonic> {
        match self.pause {
            Pause::Backoff(until) | Pause::RetryAfter(until) | Pause::Open(until) if !self.is_busy() => {
                Some(until)
            }
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
        self.pass_over();
    }

    /// The upcoming id is used for something that is not sent.
    pub(crate) const fn pass_over(&mut self) {
        self.next_request = self.next_request.wrapping_add(1);
    }

    /// A request was taken.
    pub(crate) fn succeed(&mut self, request: RequestId) {
        self.arrive(request);
        self.unanswered = None;
        self.failing = false;
        self.pause = Pause::None;
        self.backoff.reset();
    }

    /// A request was not taken. Whether it was a beacon.
    pub(crate) fn fail(&mut self, now: Monotonic, request: RequestId, failure: Failure) -> bool {
        let beacon = self.arrive(request);
        match failure {
            Failure::NoAnswer => self.miss(now),
            Failure::Unavailable { retry_after_ms } => {
                let until = self.backoff.fail(now, retry_after_ms);
                let asked = retry_after_ms.is_some();
                self.pause = if asked { Pause::RetryAfter(until) } else { Pause::Backoff(until) };
                self.unanswered = None;
                self.failing = true;
            }
            Failure::Refused => self.unanswered = None,
        }
        beacon
    }

    fn miss(&mut self, now: Monotonic) {
        self.unanswered = self.unanswered.map(|count| count + 1);
        self.failing = true;
        let until = self.backoff.fail(now, None);
        self.pause = match self.unanswered {
            Some(UNANSWERED_MAX..) => Pause::Open(until.plus_ms(self.open_ms)),
            _ => Pause::Backoff(until),
        };
    }

    fn arrive(&mut self, request: RequestId) -> bool {
        let place = self.in_flight.iter().position(|other| other.request == request);
        place.is_some_and(|place| self.in_flight.swap_remove(place).beacon)
    }
}
