//! What the double answers.

use std::time::{Duration, SystemTime};

/// How a request ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// 202: every event is stored.
    Taken,
    /// 202, but so many events from the first on were not stored, and are asked for again.
    TakenBut(usize),
    /// Any other status, with `Retry-After` where there is one.
    Status(u16, Option<RetryAfter>),
    /// The request is read, and nothing is ever said.
    Silence,
    /// The request is read and its events stored, and the connection is reset before the answer.
    TakenAndReset,
}

/// The two forms of `Retry-After` (RFC 9110, section 10.2.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetryAfter {
    /// Seconds from now.
    Seconds(u32),
    /// The moment that many seconds from now, as a date; those count whole seconds, so it is rounded up.
    Date(u32),
}

impl Answer {
    /// From which event of a batch on they are stored; `None` where none is.
    #[must_use]
    pub const fn stores_from(self) -> Option<usize> {
        match self {
            Self::Taken | Self::TakenAndReset => Some(0),
            Self::TakenBut(events) => Some(events),
            Self::Status(..) | Self::Silence => None,
        }
    }
}

impl RetryAfter {
    pub(super) fn text(self, now: SystemTime) -> String {
        match self {
            Self::Seconds(seconds) => seconds.to_string(),
            Self::Date(seconds) => httpdate::fmt_http_date(now + Duration::from_secs(u64::from(seconds) + 1)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_those_of_http_and_never_too_early() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_millis(784_111_776_500);
        assert_eq!(RetryAfter::Date(0).text(now), "Sun, 06 Nov 1994 08:49:37 GMT");
        assert_eq!(RetryAfter::Seconds(3).text(now), "3");
    }
}
