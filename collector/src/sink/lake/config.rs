//! The lake's limits.

use std::path::PathBuf;
use std::time::Duration;

use linger_wire::limits::BATCH_EVENTS_MAX;

/// Where the lake lies and when it writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LakeConfig {
    /// The folder of the partitions; created where missing. Default: `data/lake`.
    pub folder: PathBuf,
    /// The longest a row waits for its file, and so a sender for its answer. Default: 500 ms, so that a dashboard
    /// that asks twice a second is within five of a page that sends every three, and a page that is being closed is
    /// still there.
    pub flush_age: Duration,
    /// Rows that are written at once without waiting for the flush age. Default: 10,000, a few megabytes.
    pub flush_rows: usize,
    /// Rows that may wait for a slow disk; more are refused. Default: 50,000, some tens of megabytes.
    pub rows_waiting_max: usize,
    /// Small files a partition may hold before they are merged into one. Default: 60, half of a busy
    /// minute's at the default flush age.
    pub tails_max: usize,
}

impl Default for LakeConfig {
    fn default() -> Self {
        Self {
            folder: PathBuf::from("data/lake"),
            flush_age: Duration::from_millis(500),
            flush_rows: 10_000,
            rows_waiting_max: 50_000,
            tails_max: 60,
        }
    }
}

/// Longest flush age: browsers and proxies give up on an answer after about a minute (nginx's
/// `proxy_read_timeout` is 60 s), and the answer waits for the flush.
const FLUSH_AGE_MAX: Duration = Duration::from_secs(30);

impl LakeConfig {
    /// All that makes no sense.
    pub(super) fn check(&self) -> Result<(), Vec<String>> {
        let mut problems = Vec::new();
        if self.flush_age.is_zero() || self.flush_age > FLUSH_AGE_MAX {
            problems.push(format!(
                "flush_age is {:?}; it must be above zero and at most {FLUSH_AGE_MAX:?}",
                self.flush_age
            ));
        }
        if self.flush_rows == 0 {
            problems.push("flush_rows is 0; it must be at least 1".to_owned());
        }
        let least = self.flush_rows.max(BATCH_EVENTS_MAX);
        if self.rows_waiting_max < least {
            problems.push(format!(
                "rows_waiting_max is {}; it must be at least {least}: flush_rows, and the events of one batch",
                self.rows_waiting_max
            ));
        }
        if self.tails_max == 0 {
            problems.push("tails_max is 0; it must be at least 1".to_owned());
        }
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }
}
