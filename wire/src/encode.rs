//! Writes batches as JSON without serde and without `core::fmt`: together they would cost the page more than the
//! measuring itself.
//!
//! An event is an array whose first entry says which: `"s"` or `"i"` an exposure of a section or item, `"a"`
//! activity, `"c"` custom. Arrays, because the same fields as an object with names would double what a visit
//! sends. Fields are only ever added at the end.
#![expect(
    clippy::single_char_add_str,
    reason = "one routine for all that is written: 50 bytes less for the page"
)]

use alloc::string::String;

use crate::Id;
use crate::batch::{FlushReason, Gaze, Header, Page, VERSION};
use crate::event::{Activity, Custom, Event, Exposure, Kind};
use crate::limits::SAMPLE_PERCENT_MAX;

/// What closes a batch after its last event.
pub const BATCH_END: &str = "]}";

/// A text of an event, from which a JSON string is written.
pub trait Text {
    /// Writes it as a JSON string.
    fn write(&self, out: &mut String);
}

impl Text for String {
    fn write(&self, out: &mut String) {
        text(out, self);
    }
}

/// A text that is a JSON string already, quotes and all, or another JSON value. It is written as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Json<'a>(pub &'a str);

impl Text for Json<'_> {
    fn write(&self, out: &mut String) {
        out.push_str(self.0);
    }
}

/// A batch's header, what stays the same for a whole visit already written out. When the visit began and the batch is sent
/// is part of that; whoever sends it puts the time of sending in its place.
#[derive(Clone, Copy, Debug)]
pub struct Head<'a> {
    /// What [`identity`] and [`times`] write.
    pub identity: &'a str,
    /// What [`page`] writes.
    pub page: &'a str,
    /// The batch's number in its visit.
    pub seq: u32,
    /// Why it was cut.
    pub reason: FlushReason,
    /// Events of this visit that were dropped so far.
    pub dropped: u32,
    /// Time at rest from which an exposure counts as read, in milliseconds.
    pub read_ms: u32,
}

/// Writes whose visit it is: `,"site":…,"visit":…,"session":…`.
pub fn identity(out: &mut String, site: &str, visit: Id, session: Id) {
    text_field(out, "site", site);
    text_field(out, "visit", &visit.encode());
    text_field(out, "session", &session.encode());
}

/// Writes when the visit began and the batch is sent: `,"started_at_ms":…,"sent_at_ms":…`.
pub fn times(out: &mut String, started_at_ms: i64, sent_at_ms: i64) {
    integer_field(out, "started_at_ms", started_at_ms);
    integer_field(out, "sent_at_ms", sent_at_ms);
}

/// Writes what the page knows of itself, but for its site: `,"sdk":…,"engine":…` and so on.
pub fn page(out: &mut String, page: &Page) {
    text_field(out, "sdk", &page.sdk);
    text_field(out, "engine", page.engine.as_str());
    key(out, "viewport");
    out.push_str("[");
    integer(out, page.viewport[0].into());
    out.push_str(",");
    integer(out, page.viewport[1].into());
    out.push_str("]");
    optional_field(out, "path", page.path.as_deref());
    optional_field(out, "menu", page.menu.as_deref());
    optional_field(out, "table", page.table.as_deref());
    optional_field(out, "lang", page.lang.as_deref());
    if page.gaze != Gaze::Upper {
        text_field(out, "gaze", page.gaze.as_str());
    }
    if page.sample_percent != SAMPLE_PERCENT_MAX {
        integer_field(out, "sample_percent", page.sample_percent.into());
    }
}

/// Writes a batch's header up to and with the bracket that opens its events. The caller adds the events with
/// commas between them, then [`BATCH_END`].
pub fn head(out: &mut String, head: &Head<'_>) {
    out.push_str("{\"v\":");
    integer(out, VERSION.into());
    out.push_str(head.identity);
    integer_field(out, "seq", head.seq.into());
    key(out, "reason");
    out.push_str("\"");
    out.push_str(head.reason.as_str());
    out.push_str("\"");
    integer_field(out, "dropped", head.dropped.into());
    integer_field(out, "read_ms", head.read_ms.into());
    out.push_str(head.page);
    key(out, "events");
    out.push_str("[");
}

fn header(out: &mut String, header: &Header) {
    out.push_str("{\"v\":");
    integer(out, VERSION.into());
    identity(out, &header.page.site, header.visit, header.session);
    integer_field(out, "seq", header.seq.into());
    text_field(out, "reason", header.reason.as_str());
    times(out, header.started_at_ms, header.sent_at_ms);
    integer_field(out, "dropped", header.dropped.into());
    integer_field(out, "read_ms", header.read_ms.into());
    page(out, &header.page);
    key(out, "events");
    out.push_str("[");
}

/// Writes a whole batch.
#[must_use]
pub fn batch(head: &Header, events: &[Event]) -> String {
    let mut out = String::new();
    header(&mut out, head);
    for (index, one) in events.iter().enumerate() {
        if index > 0 {
            out.push_str(",");
        }
        event(&mut out, one);
    }
    out.push_str(BATCH_END);
    out
}

/// Writes one event.
pub fn event(out: &mut String, event: &Event) {
    match event {
        Event::Exposure(inner) => exposure(out, inner),
        Event::Activity(inner) => activity(out, inner),
        Event::Custom(inner) => custom(out, inner),
    }
}

/// Writes a slice of an exposure.
pub fn exposure<S: Text>(out: &mut String, event: &Exposure<S>) {
    out.push_str(match event.kind {
        Kind::Section => "[\"s\"",
        Kind::Item => "[\"i\"",
    });
    number(out, event.number.into());
    number(out, event.exposure.into());
    out.push_str(",");
    event.target.write(out);
    optional(out, event.from.as_ref());
    number(out, event.at_ms);
    number(out, event.paused_ms);
    number(out, event.scrolling_ms);
    number(out, event.attention_ms);
    if event.kind == Kind::Item {
        optional(out, event.section.as_ref());
    }
    out.push_str("]");
}

/// Writes the sums that belong to no target.
pub fn activity(out: &mut String, event: &Activity) {
    out.push_str("[\"a\"");
    number(out, event.number.into());
    number(out, event.at_ms);
    number(out, event.active_ms);
    number(out, event.idle_ms);
    number(out, event.elsewhere_section_ms);
    number(out, event.elsewhere_item_ms);
    out.push_str("]");
}

/// Writes an event of the page's own.
pub fn custom<S: Text>(out: &mut String, event: &Custom<S>) {
    out.push_str("[\"c\"");
    number(out, event.number.into());
    number(out, event.at_ms);
    out.push_str(",");
    event.name.write(out);
    out.push_str(",");
    out.push_str(event.properties.as_deref().unwrap_or("null"));
    out.push_str("]");
}

fn key(out: &mut String, name: &str) {
    out.push_str(",\"");
    out.push_str(name);
    out.push_str("\":");
}

fn text_field(out: &mut String, name: &str, value: &str) {
    key(out, name);
    text(out, value);
}

fn optional_field(out: &mut String, name: &str, value: Option<&str>) {
    if let Some(value) = value {
        text_field(out, name, value);
    }
}

fn integer_field(out: &mut String, name: &str, value: i64) {
    key(out, name);
    integer(out, value);
}

fn optional<S: Text>(out: &mut String, value: Option<&S>) {
    out.push_str(",");
    match value {
        Some(value) => value.write(out),
        None => out.push_str("null"),
    }
}

fn number(out: &mut String, value: u64) {
    out.push_str(",");
    digits(out, value);
}

/// Writes a whole number in decimal digits.
pub fn integer(out: &mut String, value: i64) {
    if value < 0 {
        out.push_str("-");
    }
    digits(out, value.unsigned_abs());
}

/// As texts: a `char` may take up to four bytes, and the code that finds out how many weighs more than this.
const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

fn digits(out: &mut String, value: u64) {
    if value > 9 {
        digits(out, value / 10);
    }
    out.push_str(DIGITS[(value % 10) as usize]);
}

/// Writes a JSON string (RFC 8259, section 7): quote, backslash and control characters escaped, the rest as it is.
pub fn text(out: &mut String, value: &str) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    out.push('"');
    for char in value.chars() {
        match char {
            '"' | '\\' => {
                out.push('\\');
                out.push(char);
            }
            '\u{0}'..='\u{1f}' => {
                out.push_str("\\u00");
                out.push(char::from(HEX[(char as usize) >> 4]));
                out.push(char::from(HEX[(char as usize) & 15]));
            }
            _ => out.push(char),
        }
    }
    out.push('"');
}
