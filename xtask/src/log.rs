//! Reading the end of a log, for progress and for failures.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

/// Enough for the last sixty lines of compiler output.
const TAIL_BYTES_MAX: u64 = 64 * 1024;

/// The last line that is not blank; empty when there is none.
pub(crate) fn last_line(log: &Path) -> String {
    let text = ending(log);
    text.lines().rev().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default().to_owned()
}

/// The last `lines` lines.
pub(crate) fn tail(log: &Path, lines: usize) -> String {
    let text = ending(log);
    let all: Vec<&str> = text.lines().collect();
    all[all.len().saturating_sub(lines)..].join("\n")
}

fn ending(log: &Path) -> String {
    let mut bytes = Vec::new();
    // A log that cannot be read is a log with nothing to show: the failure itself is reported elsewhere.
    if let Ok(mut file) = File::open(log) {
        let length = file.metadata().map_or(0, |about| about.len());
        let _ = file.seek(SeekFrom::Start(length.saturating_sub(TAIL_BYTES_MAX)));
        let _ = file.read_to_end(&mut bytes);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
