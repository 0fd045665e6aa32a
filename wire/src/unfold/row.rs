//! An event as it goes to the lake: a field for each of [`crate::row::COLUMNS`], in their order.

use alloc::string::String;

/// One event with its batch's context. What each field means stands in [`crate::row::COLUMNS`], under the
/// field's name; what is `None` is null in the lake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The site's public key.
    pub site: String,
    /// The visit; with `event_number` it identifies the event.
    pub visit_id: String,
    /// The event's number in its visit.
    pub event_number: u32,
    /// The session the visit belongs to.
    pub session_id: String,
    /// `exposure`, `activity` or `custom`.
    pub event_type: &'static str,
    /// When the collector received it, milliseconds since 1970.
    pub received_at_ms: i64,
    /// When it began, milliseconds since 1970 by the collector's clock.
    pub occurred_at_ms: i64,
    /// When it began, milliseconds since the visit's start.
    pub at_ms: i64,
    /// The collector's clock less the page's, transit included, in milliseconds.
    pub clock_skew_ms: i64,
    /// Exposures: the order in which targets became viewable.
    pub exposure_number: Option<u32>,
    /// Exposures: `section` or `item`.
    pub kind: Option<&'static str>,
    /// Exposures: the target's id.
    pub target: Option<String>,
    /// Exposures of items: the section the item lies in.
    pub section: Option<String>,
    /// Exposures: the target of this kind seen before.
    pub from_target: Option<String>,
    /// Exposures: viewable time with the page at rest, in milliseconds.
    pub paused_ms: Option<i64>,
    /// Exposures: viewable time with the page in motion, in milliseconds.
    pub scrolling_ms: Option<i64>,
    /// Exposures: share of the active time, in milliseconds.
    pub attention_ms: Option<i64>,
    /// Activity: time with the page visible and somebody there, in milliseconds.
    pub active_ms: Option<i64>,
    /// Activity: time visible and untouched past the idle limit, in milliseconds.
    pub idle_ms: Option<i64>,
    /// Activity: active time with no section viewable, in milliseconds.
    pub elsewhere_section_ms: Option<i64>,
    /// Activity: active time with no item viewable, in milliseconds.
    pub elsewhere_item_ms: Option<i64>,
    /// Custom: the page's name for it.
    pub name: Option<String>,
    /// Custom: a JSON object as text.
    pub properties: Option<String>,
    /// Path of the page.
    pub path: Option<String>,
    /// Version of the menu.
    pub menu: Option<String>,
    /// The table whose code was scanned.
    pub table_id: Option<String>,
    /// Language of the page, BCP 47.
    pub lang: Option<String>,
    /// `phone`, `computer`, `bot` or `other`.
    pub device_class: &'static str,
    /// The user agent named itself a program.
    pub bot: bool,
    /// Width of the viewport in CSS pixels.
    pub viewport_width: u32,
    /// Height of the viewport in CSS pixels.
    pub viewport_height: u32,
    /// Time at rest from which the page calls an exposure read, in milliseconds.
    pub read_ms: i64,
    /// The batch's number in its visit.
    pub batch_number: u32,
    /// Why the batch was cut.
    pub flush_reason: &'static str,
    /// Events of the visit the page had dropped when it sent the batch.
    pub dropped: i64,
    /// Version of the SDK.
    pub sdk: String,
    /// `wasm`, `js` or `native`.
    pub engine: &'static str,
    /// When the visit began, milliseconds since 1970 by the page's clock.
    pub started_at_ms: i64,
    /// When the batch was sent, milliseconds since 1970 by the page's clock.
    pub sent_at_ms: i64,
    /// `upper` or `uniform`: how attention was shared.
    pub gaze: &'static str,
    /// Sessions of a hundred that were measured.
    pub sample_percent: u8,
}
