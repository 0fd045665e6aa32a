//! How many connections there were, and how they ended.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::metrics::{MetricsSource, ServerFigures};

/// Why this side ended a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// Nothing came between requests.
    Idle,
    /// A request's head did not come whole in time, or nothing at all.
    Slow,
    /// TLS could not be agreed on in time.
    Handshake,
}

impl Cut {
    const ALL: [Self; 3] = [Self::Idle, Self::Slow, Self::Handshake];

    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Idle => "idle",
            Self::Slow => "slow",
            Self::Handshake => "handshake",
        }
    }
}

/// Counts since the start.
#[derive(Debug, Default)]
pub struct ServerCounts {
    accepted: AtomicU64,
    ended: AtomicU64,
    cut: [AtomicU64; Cut::ALL.len()],
}

/// A connection, as long as it is open.
pub(super) struct Open(Arc<ServerCounts>);

impl Open {
    pub(super) fn new(counts: Arc<ServerCounts>) -> Self {
        counts.accepted.fetch_add(1, Ordering::Relaxed);
        Self(counts)
    }

    pub(super) fn cut(&self, why: Cut) {
        self.0.cut[why as usize].fetch_add(1, Ordering::Relaxed);
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.0.ended.fetch_add(1, Ordering::Relaxed);
    }
}

impl MetricsSource for ServerCounts {
    fn server(&self) -> Option<ServerFigures> {
        let read = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        // Ended first: who comes in between is counted as open, not as less than none.
        let ended = read(&self.ended);
        let accepted = read(&self.accepted);
        let cut = Cut::ALL.iter().map(|why| (why.as_str(), read(&self.cut[*why as usize]))).collect();
        Some(ServerFigures { open: accepted - ended, accepted, cut })
    }
}
