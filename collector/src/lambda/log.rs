//! The log as CloudWatch reads it.

use tracing::Level;

/// Logs to standard output, a JSON object a line. No colours, and no time but the platform's.
pub fn log(level: Level) {
    let log = tracing_subscriber::fmt().json().flatten_event(true).without_time().with_max_level(level);
    // One that is set before is a test's, and meant.
    drop(tracing::subscriber::set_global_default(log.finish()));
}
