//! Lines, both ways: what is read can be written, and what is written is one line, fits a record and is read the same.

use linger_wire::decode::{self, Envelope};
use linger_wire::line::{self, Device, Line, Receipt};
use linger_wire::{Event, limits};

use crate::batch::explained;

/// Bytes of a record at most: Firehose's 1,000 KiB before base64 (quotas of the developer guide).
const RECORD_BYTES_MAX: usize = 1000 * 1024;

/// What ends a line in a record.
const NEWLINE_BYTES: usize = 1;

/// When and from what the batches of this target are received.
const RECEIPT: Receipt = Receipt { received_at_ms: 1_790_000_020_000, device: Device::Phone };

/// Reads the bytes as a line. Where they are none, reads them as a page's batch and makes a line of that.
///
/// # Panics
/// Where a line that was read is another one after writing, or a refusal does not say why.
pub fn check(bytes: &[u8]) {
    match line::read(bytes) {
        Ok(line) => written_and_read(&line),
        Err(problems) => {
            explained(&problems);
            made_of_a_batch(bytes);
        }
    }
}

fn made_of_a_batch(bytes: &[u8]) {
    let Ok(Envelope { header, events }) = decode::batch(bytes) else { return };
    let events: Vec<Event> = events.into_iter().filter_map(|raw| decode::event(raw).ok()).collect();
    if !events.is_empty() {
        let line = Line { header, receipt: RECEIPT, events };
        written_and_read(&line);
        fits_a_record(&line, bytes.len());
    }
}

/// Holds a line against what is read of it. Also for what was admitted.
pub(crate) fn written_and_read(line: &Line) {
    let text = written(line);
    assert!(!text.bytes().any(|byte| byte < b' '), "a control character would part the line: {text}");
    assert_eq!(line::read(text.as_bytes()).as_ref(), Ok(line), "{text}");
}

fn fits_a_record(line: &Line, body_bytes: usize) {
    let line_bytes = written(line).len() + NEWLINE_BYTES;
    // The collector takes no larger body.
    let is_taken = body_bytes <= limits::BATCH_BYTES_MAX;
    assert!(!is_taken || line_bytes <= RECORD_BYTES_MAX, "{line_bytes} bytes of a body of {body_bytes}");
}

fn written(line: &Line) -> String {
    line::write(&line.header, line.receipt, &line.events)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOLDEN: &[u8] = include_bytes!("../../wire/testdata/lines/v1/visit.json");

    #[test]
    fn a_golden_line_keeps_its_promises() {
        written_and_read(&line::read(GOLDEN).expect("a golden line"));
    }

    #[test]
    #[should_panic(expected = "left == right")]
    fn a_line_that_is_not_read_as_written_is_found() {
        let mut line = line::read(GOLDEN).expect("a golden line");
        line.header.page.site = "a\u{7f}b".into();
        written_and_read(&line);
    }

    #[test]
    #[should_panic(expected = "bytes of a body of 1")]
    fn a_line_that_fits_no_record_is_found() {
        let mut line = line::read(GOLDEN).expect("a golden line");
        line.events = vec![line.events[0].clone(); RECORD_BYTES_MAX / 50];
        fits_a_record(&line, 1);
    }
}
