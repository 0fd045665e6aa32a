//! Reads a line back, from hands that may not be ours: whatever reaches Firehose past the collector is held against the
//! same limits as a page's batch.

use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::{Device, LINE_VERSION, Line, Receipt};
use crate::batch::{EngineForm, FlushReason, Header, Page};
use crate::event::{Activity, Custom, Event, Exposure, Kind};
use crate::field::Fields;
use crate::limits;
use crate::{Problem, Reason};

type Raw<'a> = Option<&'a RawValue>;

#[derive(Deserialize)]
struct Draft<'a> {
    #[serde(borrow)]
    v: Raw<'a>,
    site: Raw<'a>,
    visit_id: Raw<'a>,
    session_id: Raw<'a>,
    received_at_ms: Raw<'a>,
    started_at_ms: Raw<'a>,
    sent_at_ms: Raw<'a>,
    batch_number: Raw<'a>,
    flush_reason: Raw<'a>,
    dropped: Raw<'a>,
    read_ms: Raw<'a>,
    device_class: Raw<'a>,
    viewport_width: Raw<'a>,
    viewport_height: Raw<'a>,
    sdk: Raw<'a>,
    engine: Raw<'a>,
    path: Raw<'a>,
    menu: Raw<'a>,
    table_id: Raw<'a>,
    lang: Raw<'a>,
    gaze: Raw<'a>,
    sample_percent: Raw<'a>,
    events: Raw<'a>,
}

#[derive(Deserialize)]
struct EventDraft<'a> {
    #[serde(borrow)]
    number: Raw<'a>,
    r#type: Raw<'a>,
    exposure: Raw<'a>,
    target: Raw<'a>,
    section: Raw<'a>,
    from_target: Raw<'a>,
    at_ms: Raw<'a>,
    paused_ms: Raw<'a>,
    scrolling_ms: Raw<'a>,
    attention_ms: Raw<'a>,
    active_ms: Raw<'a>,
    idle_ms: Raw<'a>,
    elsewhere_section_ms: Raw<'a>,
    elsewhere_item_ms: Raw<'a>,
    name: Raw<'a>,
    properties: Raw<'a>,
}

/// Reads a line, with or without the newline at its end.
///
/// # Errors
/// All that is wrong with it. A text that is no JSON object is one problem alone.
pub fn read(line: &[u8]) -> Result<Line, Vec<Problem>> {
    let draft: Draft<'_> = serde_json::from_slice(line).map_err(|error| {
        let detail = format!("the line must be one JSON object, a batch of version {LINE_VERSION}: {error}");
        vec![Problem { field: "", reason: Reason::NotAnEvent, detail }]
    })?;
    let mut fields = Fields::default();
    fields.integer("v", draft.v, LINE_VERSION.into(), LINE_VERSION.into());
    let header = header(&draft, &mut fields);
    let receipt = receipt(&draft, &mut fields);
    let events = events(draft.events, &mut fields);
    fields.finish(Line { header, receipt, events })
}

fn header(draft: &Draft<'_>, fields: &mut Fields) -> Header {
    Header {
        page: page(draft, fields),
        visit: fields.id("visit_id", draft.visit_id),
        session: fields.id("session_id", draft.session_id),
        seq: fields.count("batch_number", draft.batch_number),
        reason: fields.choice("flush_reason", draft.flush_reason, &FlushReason::ALL, FlushReason::as_str),
        started_at_ms: fields.wall("started_at_ms", draft.started_at_ms),
        sent_at_ms: fields.wall("sent_at_ms", draft.sent_at_ms),
        dropped: fields.count("dropped", draft.dropped),
        read_ms: fields.count("read_ms", draft.read_ms),
    }
}

fn page(draft: &Draft<'_>, fields: &mut Fields) -> Page {
    Page {
        site: fields.text("site", draft.site, limits::SITE_BYTES_MAX),
        sdk: fields.text("sdk", draft.sdk, limits::SDK_BYTES_MAX),
        engine: fields.choice("engine", draft.engine, &EngineForm::ALL, EngineForm::as_str),
        viewport: [
            pixels(fields, "viewport_width", draft.viewport_width),
            pixels(fields, "viewport_height", draft.viewport_height),
        ],
        path: fields.optional_text("path", draft.path, limits::PATH_BYTES_MAX),
        menu: fields.optional_text("menu", draft.menu, limits::MENU_BYTES_MAX),
        table: fields.optional_text("table_id", draft.table_id, limits::TABLE_BYTES_MAX),
        lang: fields.optional_text("lang", draft.lang, limits::LANG_BYTES_MAX),
        gaze: fields.gaze(draft.gaze),
        sample_percent: fields.sample_percent(draft.sample_percent),
    }
}

fn pixels(fields: &mut Fields, name: &'static str, raw: Raw<'_>) -> u32 {
    let pixels = fields.integer(name, raw, 0, limits::VIEWPORT_PX_MAX.into());
    u32::try_from(pixels).unwrap_or(0)
}

fn receipt(draft: &Draft<'_>, fields: &mut Fields) -> Receipt {
    Receipt {
        received_at_ms: fields.wall("received_at_ms", draft.received_at_ms),
        device: fields.choice("device_class", draft.device_class, &Device::ALL, Device::as_str),
    }
}

fn events(raw: Raw<'_>, fields: &mut Fields) -> Vec<Event> {
    let Some(raw) = raw else {
        fields.missing("events");
        return Vec::new();
    };
    let Ok(drafts) = serde_json::from_str::<Vec<EventDraft<'_>>>(raw.get()) else {
        fields.push("events", Reason::WrongType, "`events` must be an array of objects".into());
        return Vec::new();
    };
    if drafts.is_empty() || drafts.len() > limits::BATCH_EVENTS_MAX {
        let max = limits::BATCH_EVENTS_MAX;
        let detail = format!("`events` has {} entries; it must have 1 to {max}", drafts.len());
        fields.push("events", Reason::OutOfRange, detail);
    }
    drafts.iter().filter_map(|draft| event(draft, fields)).collect()
}

fn event(draft: &EventDraft<'_>, fields: &mut Fields) -> Option<Event> {
    match draft.r#type.map(RawValue::get) {
        Some("\"section\"") => Some(Event::Exposure(exposure(draft, Kind::Section, fields))),
        Some("\"item\"") => Some(Event::Exposure(exposure(draft, Kind::Item, fields))),
        Some("\"activity\"") => Some(Event::Activity(activity(draft, fields))),
        Some("\"custom\"") => Some(Event::Custom(custom(draft, fields))),
        _ => {
            let detail = "`type` must be one of section, item, activity, custom".into();
            fields.push("type", Reason::UnknownType, detail);
            None
        }
    }
}

fn exposure(draft: &EventDraft<'_>, kind: Kind, fields: &mut Fields) -> Exposure {
    Exposure {
        number: fields.count("number", draft.number),
        exposure: fields.count("exposure", draft.exposure),
        kind,
        target: fields.text("target", draft.target, limits::TARGET_BYTES_MAX),
        from: fields.optional_text("from_target", draft.from_target, limits::TARGET_BYTES_MAX),
        section: fields.optional_text("section", draft.section, limits::TARGET_BYTES_MAX),
        at_ms: fields.duration("at_ms", draft.at_ms),
        paused_ms: sum(fields, "paused_ms", draft.paused_ms),
        scrolling_ms: sum(fields, "scrolling_ms", draft.scrolling_ms),
        attention_ms: sum(fields, "attention_ms", draft.attention_ms),
    }
}

fn activity(draft: &EventDraft<'_>, fields: &mut Fields) -> Activity {
    Activity {
        number: fields.count("number", draft.number),
        at_ms: fields.duration("at_ms", draft.at_ms),
        active_ms: sum(fields, "active_ms", draft.active_ms),
        idle_ms: sum(fields, "idle_ms", draft.idle_ms),
        elsewhere_section_ms: sum(fields, "elsewhere_section_ms", draft.elsewhere_section_ms),
        elsewhere_item_ms: sum(fields, "elsewhere_item_ms", draft.elsewhere_item_ms),
    }
}

fn custom(draft: &EventDraft<'_>, fields: &mut Fields) -> Custom {
    Custom {
        number: fields.count("number", draft.number),
        at_ms: fields.duration("at_ms", draft.at_ms),
        name: fields.text("name", draft.name, limits::NAME_BYTES_MAX),
        properties: draft.properties.and_then(|raw| properties(raw, fields)),
    }
}

/// A JSON object inside a text, as a table's column has no type for it.
fn properties(raw: &RawValue, fields: &mut Fields) -> Option<String> {
    let max = limits::PROPERTIES_BYTES_MAX;
    let text = serde_json::from_str::<String>(raw.get()).ok();
    let sound =
        text.filter(|text| text.len() <= max && matches!(serde_json::from_str(text), Ok(Value::Object(_))));
    if sound.is_none() {
        let detail = format!("`properties` must be a text of at most {max} bytes that holds a JSON object");
        fields.push("properties", Reason::WrongType, detail);
    }
    sound
}

/// Left out where nothing was summed.
fn sum(fields: &mut Fields, name: &'static str, raw: Raw<'_>) -> u64 {
    raw.map_or(0, |raw| fields.duration(name, Some(raw)))
}
