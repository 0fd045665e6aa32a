//! Writes a line. By hand, as a batch is written a thousand times a second and more, and its texts are known to be sound.

use alloc::string::String;

use super::{LINE_VERSION, Receipt};
use crate::batch::{Gaze, Header, Page};
use crate::event::{Activity, Custom, Event, Exposure, Kind};
use crate::limits::SAMPLE_PERCENT_MAX;

/// Bytes to begin with: a header as pages send it, and an event; measured on the demo menu's visits, rounded up.
const HEADER_BYTES: usize = 512;
const EVENT_BYTES: usize = 176;

/// A batch as one line, without the newline that ends it.
#[must_use]
pub fn write<S: AsRef<str>>(header: &Header, receipt: Receipt, events: &[Event<S>]) -> String {
    let mut out = String::with_capacity(HEADER_BYTES + EVENT_BYTES * events.len());
    out.push_str("{\"v\":");
    digits(&mut out, LINE_VERSION.into());
    visit(&mut out, header, receipt);
    batch(&mut out, header, receipt);
    page(&mut out, &header.page);
    out.push_str(",\"events\":[");
    for (index, one) in events.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        event(&mut out, one);
    }
    out.push_str("]}");
    out
}

fn visit(out: &mut String, header: &Header, receipt: Receipt) {
    text(out, ",\"site\":", &header.page.site);
    text(out, ",\"visit_id\":", &header.visit.encode());
    text(out, ",\"session_id\":", &header.session.encode());
    integer(out, ",\"received_at_ms\":", receipt.received_at_ms);
    integer(out, ",\"started_at_ms\":", header.started_at_ms);
    integer(out, ",\"sent_at_ms\":", header.sent_at_ms);
}

fn batch(out: &mut String, header: &Header, receipt: Receipt) {
    count(out, ",\"batch_number\":", header.seq.into());
    text(out, ",\"flush_reason\":", header.reason.as_str());
    count(out, ",\"dropped\":", header.dropped.into());
    count(out, ",\"read_ms\":", header.read_ms.into());
    text(out, ",\"device_class\":", receipt.device.as_str());
}

fn page(out: &mut String, page: &Page) {
    count(out, ",\"viewport_width\":", page.viewport[0].into());
    count(out, ",\"viewport_height\":", page.viewport[1].into());
    text(out, ",\"sdk\":", &page.sdk);
    text(out, ",\"engine\":", page.engine.as_str());
    optional(out, ",\"path\":", page.path.as_deref());
    optional(out, ",\"menu\":", page.menu.as_deref());
    optional(out, ",\"table_id\":", page.table.as_deref());
    optional(out, ",\"lang\":", page.lang.as_deref());
    if page.gaze != Gaze::Upper {
        text(out, ",\"gaze\":", page.gaze.as_str());
    }
    if page.sample_percent != SAMPLE_PERCENT_MAX {
        count(out, ",\"sample_percent\":", page.sample_percent.into());
    }
}

fn event<S: AsRef<str>>(out: &mut String, event: &Event<S>) {
    count(out, "{\"number\":", event.number().into());
    match event {
        Event::Exposure(inner) => exposure(out, inner),
        Event::Activity(inner) => activity(out, inner),
        Event::Custom(inner) => custom(out, inner),
    }
    out.push('}');
}

fn exposure<S: AsRef<str>>(out: &mut String, event: &Exposure<S>) {
    out.push_str(match event.kind {
        Kind::Section => ",\"type\":\"section\"",
        Kind::Item => ",\"type\":\"item\"",
    });
    count(out, ",\"exposure\":", event.exposure.into());
    text(out, ",\"target\":", event.target.as_ref());
    optional(out, ",\"section\":", event.section.as_ref().map(S::as_ref));
    optional(out, ",\"from_target\":", event.from.as_ref().map(S::as_ref));
    count(out, ",\"at_ms\":", event.at_ms);
    sum(out, ",\"paused_ms\":", event.paused_ms);
    sum(out, ",\"scrolling_ms\":", event.scrolling_ms);
    sum(out, ",\"attention_ms\":", event.attention_ms);
}

fn activity(out: &mut String, event: &Activity) {
    out.push_str(",\"type\":\"activity\"");
    count(out, ",\"at_ms\":", event.at_ms);
    sum(out, ",\"active_ms\":", event.active_ms);
    sum(out, ",\"idle_ms\":", event.idle_ms);
    sum(out, ",\"elsewhere_section_ms\":", event.elsewhere_section_ms);
    sum(out, ",\"elsewhere_item_ms\":", event.elsewhere_item_ms);
}

fn custom<S: AsRef<str>>(out: &mut String, event: &Custom<S>) {
    out.push_str(",\"type\":\"custom\"");
    count(out, ",\"at_ms\":", event.at_ms);
    text(out, ",\"name\":", event.name.as_ref());
    optional(out, ",\"properties\":", event.properties.as_deref());
}

fn optional(out: &mut String, key: &str, value: Option<&str>) {
    if let Some(value) = value {
        text(out, key, value);
    }
}

/// Most texts hold nothing to escape, and are copied whole.
fn text(out: &mut String, key: &str, value: &str) {
    out.push_str(key);
    if value.bytes().any(|byte| matches!(byte, b'"' | b'\\' | 0..0x20)) {
        crate::encode::text(out, value);
        return;
    }
    out.push('"');
    out.push_str(value);
    out.push('"');
}

fn sum(out: &mut String, key: &str, value: u64) {
    if value > 0 {
        count(out, key, value);
    }
}

fn integer(out: &mut String, key: &str, value: i64) {
    out.push_str(key);
    if value < 0 {
        out.push('-');
    }
    digits(out, value.unsigned_abs());
}

fn count(out: &mut String, key: &str, value: u64) {
    out.push_str(key);
    digits(out, value);
}

fn digits(out: &mut String, value: u64) {
    out.push_str(itoa::Buffer::new().format(value));
}
