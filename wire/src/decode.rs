//! Reads what [`crate::encode`] writes, from hands that may not be ours: every field is checked against
//! [`crate::limits`], and all that is wrong is reported at once.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::batch::{EngineForm, FlushReason, Header, Page, VERSION};
use crate::event::{Activity, Custom, Event, Exposure, Kind};
use crate::field::Fields;
use crate::limits;
use crate::{Problem, Reason};

/// A batch whose header is sound and whose events are still unread.
#[derive(Debug)]
pub struct Envelope<'a> {
    /// What holds for all events.
    pub header: Header,
    /// The events as they came, in order; read each with [`event`].
    pub events: Vec<&'a RawValue>,
}

/// The header's fields, each still as it came: so a wrong one does not hide the next. Fields this version does
/// not know are left unread, as later versions may only add.
#[derive(Deserialize)]
struct Draft<'a> {
    #[serde(borrow)]
    v: Option<&'a RawValue>,
    site: Option<&'a RawValue>,
    visit: Option<&'a RawValue>,
    session: Option<&'a RawValue>,
    seq: Option<&'a RawValue>,
    reason: Option<&'a RawValue>,
    started_at_ms: Option<&'a RawValue>,
    sent_at_ms: Option<&'a RawValue>,
    dropped: Option<&'a RawValue>,
    read_ms: Option<&'a RawValue>,
    sdk: Option<&'a RawValue>,
    engine: Option<&'a RawValue>,
    viewport: Option<&'a RawValue>,
    path: Option<&'a RawValue>,
    menu: Option<&'a RawValue>,
    table: Option<&'a RawValue>,
    lang: Option<&'a RawValue>,
    gaze: Option<&'a RawValue>,
    sample_percent: Option<&'a RawValue>,
    events: Option<&'a RawValue>,
}

/// Reads a batch's header and parts its events.
///
/// # Errors
/// All that is wrong with the header. A body that is not a JSON object, or is of another version, is one problem
/// alone, as nothing else can be said of it.
pub fn batch(body: &[u8]) -> Result<Envelope<'_>, Vec<Problem>> {
    let draft: Draft<'_> = serde_json::from_slice(body).map_err(|error| {
        let detail = format!("the body must be one JSON object, a batch of version {VERSION}: {error}");
        vec![Problem { field: "", reason: Reason::NotAnEvent, detail }]
    })?;
    check_version(draft.v)?;
    let mut fields = Fields::of_batch();
    let header = read_header(&draft, &mut fields);
    let events = read_events(draft.events, &mut fields);
    fields.finish(Envelope { header, events })
}

fn check_version(v: Option<&RawValue>) -> Result<(), Vec<Problem>> {
    let mut fields = Fields::of_batch();
    let version = fields.integer("v", v, 0, i64::MAX);
    if fields.is_sound() && version != i64::from(VERSION) {
        let detail = format!("version {version} is not read here; send \"v\":{VERSION}");
        fields.push("v", Reason::UnknownVersion, detail);
    }
    fields.finish(())
}

fn read_header(draft: &Draft<'_>, fields: &mut Fields) -> Header {
    Header {
        page: read_page(draft, fields),
        visit: fields.id("visit", draft.visit),
        session: fields.id("session", draft.session),
        seq: fields.count("seq", draft.seq),
        reason: fields.choice("reason", draft.reason, &FlushReason::ALL, FlushReason::as_str),
        started_at_ms: fields.wall("started_at_ms", draft.started_at_ms),
        sent_at_ms: fields.wall("sent_at_ms", draft.sent_at_ms),
        dropped: fields.count("dropped", draft.dropped),
        read_ms: fields.count("read_ms", draft.read_ms),
    }
}

fn read_page(draft: &Draft<'_>, fields: &mut Fields) -> Page {
    Page {
        site: fields.text("site", draft.site, limits::SITE_BYTES_MAX),
        sdk: fields.text("sdk", draft.sdk, limits::SDK_BYTES_MAX),
        engine: fields.choice("engine", draft.engine, &EngineForm::ALL, EngineForm::as_str),
        viewport: read_viewport(fields, draft.viewport),
        path: fields.optional_text("path", draft.path, limits::PATH_BYTES_MAX),
        menu: fields.optional_text("menu", draft.menu, limits::MENU_BYTES_MAX),
        table: fields.optional_text("table", draft.table, limits::TABLE_BYTES_MAX),
        lang: fields.optional_text("lang", draft.lang, limits::LANG_BYTES_MAX),
        gaze: fields.gaze(draft.gaze),
        sample_percent: fields.sample_percent(draft.sample_percent),
    }
}

fn read_viewport(fields: &mut Fields, raw: Option<&RawValue>) -> [u32; 2] {
    let Some(raw) = raw else {
        fields.missing("viewport");
        return [0; 2];
    };
    let max = limits::VIEWPORT_PX_MAX;
    let mut sides = Fields::of_batch();
    if let Ok([width, height]) = serde_json::from_str::<[&RawValue; 2]>(raw.get()) {
        let pixels = [width, height].map(|side| sides.integer("viewport", Some(side), 0, max.into()));
        if sides.is_sound() {
            return pixels.map(|side| u32::try_from(side).unwrap_or(0));
        }
    }
    let detail = format!("`viewport` must be [width, height] in whole CSS pixels, each at most {max}");
    fields.push("viewport", Reason::OutOfRange, detail);
    [0; 2]
}

fn read_events<'a>(raw: Option<&'a RawValue>, fields: &mut Fields) -> Vec<&'a RawValue> {
    let Some(raw) = raw else {
        fields.missing("events");
        return Vec::new();
    };
    let Ok(events) = serde_json::from_str::<Vec<&RawValue>>(raw.get()) else {
        fields.push("events", Reason::WrongType, "`events` must be an array of events".to_owned());
        return Vec::new();
    };
    let max = limits::BATCH_EVENTS_MAX;
    if events.is_empty() || events.len() > max {
        let detail = format!("`events` has {} entries; a batch has 1 to {max}", events.len());
        fields.push("events", Reason::OutOfRange, detail);
    }
    events
}

/// Reads one event.
///
/// # Errors
/// All that is wrong with it.
pub fn event(raw: &RawValue) -> Result<Event, Vec<Problem>> {
    let Ok(entries) = serde_json::from_str::<Vec<&RawValue>>(raw.get()) else {
        let detail = "an event must be an array such as [\"s\",0,0,\"mains\",null,0,1200,300,900]".to_owned();
        return Err(vec![Problem { field: "", reason: Reason::NotAnEvent, detail }]);
    };
    let tag = entries.first().and_then(|tag| serde_json::from_str::<String>(tag.get()).ok());
    let mut entries = Entries { fields: Fields::of_batch(), rest: entries.into_iter().skip(1) };
    let event = match tag.as_deref() {
        Some("s") => Event::Exposure(entries.exposure(Kind::Section)),
        Some("i") => Event::Exposure(entries.exposure(Kind::Item)),
        Some("a") => Event::Activity(entries.activity()),
        Some("c") => Event::Custom(entries.custom()),
        _ => {
            let detail = "an event's first entry must be \"s\", \"i\", \"a\" or \"c\"".to_owned();
            return Err(vec![Problem { field: "type", reason: Reason::UnknownType, detail }]);
        }
    };
    entries.fields.finish(event)
}

/// An event's entries after the tag, taken in order. Entries past those this version knows are left unread.
struct Entries<'a> {
    fields: Fields,
    rest: core::iter::Skip<vec::IntoIter<&'a RawValue>>,
}

impl Entries<'_> {
    fn exposure(&mut self, kind: Kind) -> Exposure {
        Exposure {
            number: self.number(),
            exposure: self.fields.count("exposure", self.rest.next()),
            kind,
            target: self.fields.text("target", self.rest.next(), limits::TARGET_BYTES_MAX),
            from: self.optional_target("from"),
            at_ms: self.duration("at_ms"),
            paused_ms: self.duration("paused_ms"),
            scrolling_ms: self.duration("scrolling_ms"),
            attention_ms: self.duration("attention_ms"),
            section: if kind == Kind::Item { self.optional_target("section") } else { None },
        }
    }

    fn activity(&mut self) -> Activity {
        Activity {
            number: self.number(),
            at_ms: self.duration("at_ms"),
            active_ms: self.duration("active_ms"),
            idle_ms: self.duration("idle_ms"),
            elsewhere_section_ms: self.duration("elsewhere_section_ms"),
            elsewhere_item_ms: self.duration("elsewhere_item_ms"),
        }
    }

    fn custom(&mut self) -> Custom {
        Custom {
            number: self.number(),
            at_ms: self.duration("at_ms"),
            name: self.fields.text("name", self.rest.next(), limits::NAME_BYTES_MAX),
            properties: self.properties(),
        }
    }

    fn number(&mut self) -> u32 {
        self.fields.count("number", self.rest.next())
    }

    fn duration(&mut self, name: &'static str) -> u64 {
        self.fields.duration(name, self.rest.next())
    }

    fn optional_target(&mut self, name: &'static str) -> Option<String> {
        let raw = self.rest.next().filter(|raw| raw.get() != "null");
        self.fields.optional_text(name, raw, limits::TARGET_BYTES_MAX)
    }

    fn properties(&mut self) -> Option<String> {
        let raw = self.rest.next().filter(|raw| raw.get() != "null")?;
        let max = limits::PROPERTIES_BYTES_MAX;
        if raw.get().len() > max {
            let detail = format!("`properties` has {} bytes; at most {max} are kept", raw.get().len());
            self.fields.push("properties", Reason::TooLong, detail);
        }
        if !matches!(serde_json::from_str(raw.get()), Ok(Value::Object(_))) {
            let detail = "`properties` must be a JSON object or null".to_owned();
            self.fields.push("properties", Reason::WrongType, detail);
        }
        Some(raw.get().to_owned())
    }
}
