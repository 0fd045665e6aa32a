//! What the commands' tables have in common.

use comfy_table::presets::NOTHING;
use comfy_table::{Table, TableComponent};

/// Left and right of a cell; with the space between columns, as narrow as can still be read.
pub(crate) const PADDING: (u16, u16) = (1, 0);

/// A line under the headings, and no other.
pub(crate) fn plain() -> Table {
    let mut table = Table::new();
    table.load_preset(NOTHING);
    table
        .set_style(TableComponent::HeaderLines, '─')
        .set_style(TableComponent::MiddleHeaderIntersections, '─');
    table
}

/// Texts come from pages and files, and a terminal obeys control characters.
pub(crate) fn printable(text: &str) -> String {
    text.chars().map(|char| if char.is_control() { char::REPLACEMENT_CHARACTER } else { char }).collect()
}

/// How long ago something was.
pub(crate) fn ago(span_ms: i64) -> String {
    let seconds = span_ms / 1000;
    match seconds {
        0..120 => format!("{seconds} s ago"),
        120..7_200 => format!("{} min ago", seconds / 60),
        7_200..172_800 => format!("{} h ago", seconds / 3_600),
        _ => format!("{} days ago", seconds / 86_400),
    }
}

/// Bytes as a person reads them.
pub(crate) fn bytes(bytes: u64) -> String {
    let tenths = |unit: u64| format!("{}.{}", bytes / unit, bytes % unit * 10 / unit);
    match bytes {
        0..1_024 => format!("{bytes} B"),
        1_024..1_048_576 => format!("{} KiB", tenths(1 << 10)),
        1_048_576..1_073_741_824 => format!("{} MiB", tenths(1 << 20)),
        _ => format!("{} GiB", tenths(1 << 30)),
    }
}
