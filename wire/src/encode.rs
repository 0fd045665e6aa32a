//! Writes batches as JSON without serde and without `core::fmt`: together they would cost the page more than the
//! measuring itself.
//!
//! An event is an array whose first entry says which: `"s"` or `"i"` an exposure of a section or item, `"a"`
//! activity, `"c"` custom. Arrays, because the same fields as an object with names would double what a visit
//! sends. Fields are only ever added at the end.

use alloc::string::String;

use crate::batch::{Header, VERSION};
use crate::event::{Activity, Custom, Event, Exposure, Kind};

/// What closes a batch after its last event.
pub const BATCH_END: &str = "]}";

/// Writes a batch's header up to and with the bracket that opens its events. The caller adds the events with
/// commas between them, then [`BATCH_END`].
pub fn header(out: &mut String, header: &Header) {
    let page = &header.page;
    out.push_str("{\"v\":");
    integer(out, VERSION.into());
    text_field(out, "site", &page.site);
    text_field(out, "visit", &header.visit.encode());
    text_field(out, "session", &header.session.encode());
    integer_field(out, "seq", header.seq.into());
    text_field(out, "reason", header.reason.as_str());
    integer_field(out, "started_at_ms", header.started_at_ms);
    integer_field(out, "sent_at_ms", header.sent_at_ms);
    integer_field(out, "dropped", header.dropped.into());
    integer_field(out, "read_ms", header.read_ms.into());
    text_field(out, "sdk", &page.sdk);
    text_field(out, "engine", page.engine.as_str());
    key(out, "viewport");
    out.push('[');
    integer(out, page.viewport[0].into());
    out.push(',');
    integer(out, page.viewport[1].into());
    out.push(']');
    optional_field(out, "path", page.path.as_deref());
    optional_field(out, "menu", page.menu.as_deref());
    optional_field(out, "table", page.table.as_deref());
    optional_field(out, "lang", page.lang.as_deref());
    key(out, "events");
    out.push('[');
}

/// Writes a whole batch.
#[must_use]
pub fn batch(head: &Header, events: &[Event]) -> String {
    let mut out = String::new();
    header(&mut out, head);
    for (index, one) in events.iter().enumerate() {
        if index > 0 {
            out.push(',');
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
    out.push(']');
}

fn exposure(out: &mut String, event: &Exposure) {
    out.push_str(match event.kind {
        Kind::Section => "[\"s\"",
        Kind::Item => "[\"i\"",
    });
    number(out, event.number.into());
    number(out, event.exposure.into());
    out.push(',');
    text(out, &event.target);
    optional(out, event.from.as_deref());
    number(out, event.at_ms);
    number(out, event.paused_ms);
    number(out, event.scrolling_ms);
    number(out, event.attention_ms);
    if event.kind == Kind::Item {
        optional(out, event.section.as_deref());
    }
}

fn activity(out: &mut String, event: &Activity) {
    out.push_str("[\"a\"");
    number(out, event.number.into());
    number(out, event.at_ms);
    number(out, event.active_ms);
    number(out, event.idle_ms);
    number(out, event.elsewhere_section_ms);
    number(out, event.elsewhere_item_ms);
}

fn custom(out: &mut String, event: &Custom) {
    out.push_str("[\"c\"");
    number(out, event.number.into());
    number(out, event.at_ms);
    out.push(',');
    text(out, &event.name);
    out.push(',');
    out.push_str(event.properties.as_deref().unwrap_or("null"));
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

fn optional(out: &mut String, value: Option<&str>) {
    out.push(',');
    match value {
        Some(value) => text(out, value),
        None => out.push_str("null"),
    }
}

fn number(out: &mut String, value: u64) {
    out.push(',');
    digits(out, value);
}

/// Writes a whole number in decimal digits.
pub fn integer(out: &mut String, value: i64) {
    if value < 0 {
        out.push('-');
    }
    digits(out, value.unsigned_abs());
}

fn digits(out: &mut String, value: u64) {
    if value > 9 {
        digits(out, value / 10);
    }
    out.push(char::from(b'0' + (value % 10) as u8));
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
