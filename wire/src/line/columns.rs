//! The table `batches`, as Firehose's conversion to Parquet and Glue need it.

use crate::row::{Column, ColumnType, column, nullable};

/// The columns of the table `batches` before `events`, in the order they are written. Columns are only ever added at
/// the end.
pub const BATCH_COLUMNS: [Column; 22] = {
    use ColumnType::{Bigint, Int, String};
    [
        column("v", Int, "version of the line"),
        column("site", String, "the site's public key"),
        column("visit_id", String, "the visit; with an event's number it identifies the event"),
        column("session_id", String, "the session: visits with no pause over 30 minutes"),
        column("received_at_ms", Bigint, "when the collector received it, milliseconds since 1970"),
        column("started_at_ms", Bigint, "when the visit began, by the page's clock"),
        column("sent_at_ms", Bigint, "when the batch was sent, by the page's clock"),
        column("batch_number", Int, "the batch's number in its visit"),
        column("flush_reason", String, "why the batch was cut"),
        column("dropped", Bigint, "events of the visit the page had dropped when it sent the batch"),
        column("read_ms", Bigint, "time at rest from which the page calls an exposure read"),
        column(
            "device_class",
            String,
            "phone, computer, bot or other, from the user agent, which is not kept",
        ),
        column("viewport_width", Int, "CSS pixels"),
        column("viewport_height", Int, "CSS pixels"),
        column("sdk", String, "version of the SDK"),
        column("engine", String, "wasm, js or native"),
        nullable("path", String, "path of the page"),
        nullable("menu", String, "version of the menu"),
        nullable("table_id", String, "the table whose code was scanned"),
        nullable("lang", String, "language of the page, BCP 47"),
        nullable("gaze", String, "how attention was shared, where not the default `upper`"),
        nullable("sample_percent", Int, "sessions of a hundred that were measured, where not all"),
    ]
};

/// The fields of a structure in the array `events`, the table's last column. Sums (`paused_ms`, `scrolling_ms`,
/// `attention_ms`, and activity's) are left out where they are 0.
pub const EVENT_FIELDS: [Column; 16] = {
    use ColumnType::{Bigint, Int, String};
    [
        column("number", Int, "the event's number in its visit, from 0 without gaps"),
        column("type", String, "section, item, activity or custom"),
        nullable("exposure", Int, "exposures: order in which targets became viewable; slices share it"),
        nullable("target", String, "exposures: the target's id"),
        nullable("section", String, "exposures of items: the section the item lies in"),
        nullable("from_target", String, "exposures: the target of this kind seen before"),
        column("at_ms", Bigint, "when it began, milliseconds since the visit's start"),
        nullable("paused_ms", Bigint, "exposures: viewable time with the page at rest"),
        nullable("scrolling_ms", Bigint, "exposures: viewable time with the page in motion"),
        nullable("attention_ms", Bigint, "exposures: share of the active time"),
        nullable("active_ms", Bigint, "activity: time with the page visible and somebody there"),
        nullable("idle_ms", Bigint, "activity: time visible and untouched past the idle limit"),
        nullable("elsewhere_section_ms", Bigint, "activity: active time with no section viewable"),
        nullable("elsewhere_item_ms", Bigint, "activity: active time with no item viewable"),
        nullable("name", String, "custom: the page's name for it"),
        nullable("properties", String, "custom: a JSON object as text"),
    ]
};
