//! An event as it lies in the lake: one row, flat, with its batch's context beside it. Firehose writes these
//! columns to S3 through the Glue table, the local lake writes them to disk, and the SQL reads them; so they stand
//! here once.

/// The type of a column, in the words of Glue's and Athena's data definition language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnType {
    /// UTF-8 text.
    String,
    /// 32-bit signed integer.
    Int,
    /// 64-bit signed integer.
    Bigint,
    /// True or false.
    Boolean,
}

/// One column of the table `events`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name, units last.
    pub name: &'static str,
    /// Its type.
    pub column_type: ColumnType,
    /// Whether some rows have no value in it.
    pub nullable: bool,
    /// What it means.
    pub meaning: &'static str,
}

pub(crate) const fn column(name: &'static str, column_type: ColumnType, meaning: &'static str) -> Column {
    Column { name, column_type, nullable: false, meaning }
}

pub(crate) const fn nullable(name: &'static str, column_type: ColumnType, meaning: &'static str) -> Column {
    Column { name, column_type, nullable: true, meaning }
}

/// The partition column: the UTC day on which the collector received the event, `YYYY-MM-DD`. It is part of the
/// path (`dt=2026-11-22/`), not of the files.
pub const PARTITION: &str = "dt";

/// How many columns the first release wrote. A file may lack any later one, which reads as null.
pub const FIRST_COLUMNS: usize = 39;

/// The columns of the table `events`, in order. Columns are only ever added at the end.
pub const COLUMNS: [Column; 41] = {
    use ColumnType::{Bigint, Boolean, Int, String};
    [
        column("site", String, "the site's public key"),
        column("visit_id", String, "the visit; with event_number it identifies the event"),
        column("event_number", Int, "the event's number in its visit, from 0 without gaps"),
        column("session_id", String, "the session: visits with no pause over 30 minutes"),
        column("event_type", String, "exposure, activity or custom"),
        column("received_at_ms", Bigint, "when the collector received it, milliseconds since 1970"),
        column("occurred_at_ms", Bigint, "when it began, corrected by the collector's clock"),
        column("at_ms", Bigint, "when it began, milliseconds since the visit's start"),
        column("clock_skew_ms", Bigint, "the collector's clock less the page's, transit included"),
        nullable(
            "exposure_number",
            Int,
            "exposures: order in which targets became viewable; slices share it",
        ),
        nullable("kind", String, "exposures: section or item"),
        nullable("target", String, "exposures: the target's id"),
        nullable("section", String, "exposures of items: the section the item lies in"),
        nullable("from_target", String, "exposures: the target of this kind seen before"),
        nullable("paused_ms", Bigint, "exposures: viewable time with the page at rest"),
        nullable("scrolling_ms", Bigint, "exposures: viewable time with the page in motion"),
        nullable("attention_ms", Bigint, "exposures: share of the active time"),
        nullable("active_ms", Bigint, "activity: time with the page visible and somebody there"),
        nullable("idle_ms", Bigint, "activity: time visible and untouched past the idle limit"),
        nullable("elsewhere_section_ms", Bigint, "activity: active time with no section viewable"),
        nullable("elsewhere_item_ms", Bigint, "activity: active time with no item viewable"),
        nullable("name", String, "custom: the page's name for it"),
        nullable("properties", String, "custom: a JSON object"),
        nullable("path", String, "path of the page"),
        nullable("menu", String, "version of the menu"),
        nullable("table_id", String, "the table whose code was scanned"),
        nullable("lang", String, "language of the page, BCP 47"),
        column(
            "device_class",
            String,
            "phone, computer, bot or other, from the user agent, which is not kept",
        ),
        column("bot", Boolean, "the user agent names itself a program"),
        column("viewport_width", Int, "CSS pixels"),
        column("viewport_height", Int, "CSS pixels"),
        column("read_ms", Bigint, "time at rest from which the page calls an exposure read"),
        column("batch_number", Int, "the batch's number in its visit"),
        column("flush_reason", String, "why the batch was cut"),
        column("dropped", Bigint, "events of the visit the page had dropped when it sent the batch"),
        column("sdk", String, "version of the SDK"),
        column("engine", String, "wasm, js or native"),
        column("started_at_ms", Bigint, "when the visit began, by the page's clock"),
        column("sent_at_ms", Bigint, "when the batch was sent, by the page's clock"),
        nullable("gaze", String, "how attention was shared: upper or uniform; null in files older than it"),
        nullable(
            "sample_percent",
            Int,
            "sessions of a hundred that were measured; null in files older than it",
        ),
    ]
};
