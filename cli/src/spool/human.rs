//! A spool as people read it.

use comfy_table::CellAlignment;
use linger_collector::spool::{Inspection, SegmentInspection};

use crate::table::{PADDING, ago, bytes, plain, printable};

/// Its files, and what there is altogether.
pub(super) fn text(inspection: &Inspection, now_ms: i64) -> String {
    let table = table(&inspection.segments, now_ms);
    let altogether = altogether(&inspection.segments);
    let checkpoint = inspection.checkpoint_problem.as_deref().map(no_checkpoint).unwrap_or_default();
    format!("{table}\n\n{altogether}{checkpoint}")
}

fn no_checkpoint(problem: &str) -> String {
    let problem = printable(problem);
    format!("\nThe checkpoint does not count ({problem}): what was delivered may be delivered again.")
}

fn table(segments: &[SegmentInspection], now_ms: i64) -> String {
    let mut table = plain();
    table.set_header([
        "file",
        "format",
        "size",
        "batches",
        "delivered",
        "events",
        "oldest",
        "damaged",
        "torn",
    ]);
    for segment in segments {
        table.add_row(row(segment, now_ms));
    }
    for (index, column) in table.column_iter_mut().enumerate() {
        column.set_padding(PADDING);
        if index > 0 {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table.trim_fmt()
}

fn row(segment: &SegmentInspection, now_ms: i64) -> [String; 9] {
    let name = segment.path.file_name().unwrap_or_default().to_string_lossy();
    let none = || "–".to_owned();
    let damaged = match segment.damaged {
        0 => none(),
        places => format!("{places} ({})", bytes(segment.damaged_bytes)),
    };
    [
        printable(&name),
        segment.version.map_or_else(|| "damaged".to_owned(), |version| version.to_string()),
        bytes(segment.bytes),
        segment.entries.to_string(),
        segment.settled.to_string(),
        segment.events.to_string(),
        segment.oldest_at_ms.map_or_else(none, |at_ms| ago((now_ms - at_ms).max(0))),
        damaged,
        if segment.torn_bytes == 0 { none() } else { bytes(segment.torn_bytes) },
    ]
}

fn altogether(segments: &[SegmentInspection]) -> String {
    let sum = |of: fn(&SegmentInspection) -> u64| segments.iter().map(of).sum::<u64>();
    let waiting = sum(|segment| segment.entries.saturating_sub(segment.settled));
    let (files, size) = (segments.len(), bytes(sum(|segment| segment.bytes)));
    format!("{waiting} batches wait to be delivered, in {files} files of {size}.")
}
