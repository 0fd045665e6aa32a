//! When something was.

use jiff::Timestamp;

/// `2026-11-22 12:30 UTC`, or a dash where there is no such time.
pub(super) fn moment(at_ms: i64) -> String {
    let time = Timestamp::from_millisecond(at_ms);
    time.map_or_else(|_| "–".to_owned(), |time| time.strftime("%Y-%m-%d %H:%M UTC").to_string())
}
