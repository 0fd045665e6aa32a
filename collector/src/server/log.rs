//! The log of a server: structured, on standard error, with no address, no user agent and no id of a visit in it.

use crate::settings::{Log, LogFormat};

/// Begins to log as the settings say. To be called once.
pub fn log(settings: &Log) {
    let to_stderr = tracing_subscriber::fmt().with_writer(std::io::stderr).with_max_level(settings.level);
    match settings.format {
        LogFormat::Text => to_stderr.with_ansi(false).init(),
        LogFormat::Json => to_stderr.json().init(),
    }
}
