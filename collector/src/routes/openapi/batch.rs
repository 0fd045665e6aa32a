//! A batch, in the document's words.

use linger_wire::limits::{
    BATCH_EVENTS_MAX, COUNT_MAX, LANG_BYTES_MAX, MENU_BYTES_MAX, NAME_BYTES_MAX, PATH_BYTES_MAX,
    PROPERTIES_BYTES_MAX, SAMPLE_PERCENT_MAX, SDK_BYTES_MAX, SITE_BYTES_MAX, TABLE_BYTES_MAX,
    TARGET_BYTES_MAX, VIEWPORT_PX_MAX, VISIT_MS_MAX, WALL_MS_MAX, WALL_MS_MIN,
};
use linger_wire::{EngineForm, FlushReason, Gaze, VERSION};
use serde_json::{Value, json};

pub(super) fn schema() -> Value {
    let required = [
        "v",
        "site",
        "visit",
        "session",
        "seq",
        "reason",
        "started_at_ms",
        "sent_at_ms",
        "dropped",
        "read_ms",
        "sdk",
        "engine",
        "viewport",
        "events",
    ];
    json!({
        "type": "object",
        "description": "One visit's context and some of its events. Fields that are not named here are left unread.",
        "required": required,
        "properties": properties(),
    })
}

fn properties() -> Value {
    json!({
        "v": { "const": VERSION },
        "site": text(SITE_BYTES_MAX, "The site's public key. It is no authentication."),
        "visit": id(),
        "session": id(),
        "seq": count("The batch's number in its visit."),
        "reason": { "enum": FlushReason::ALL.map(FlushReason::as_str), "description": "Why it was cut." },
        "started_at_ms": wall("When the visit began, by the page's clock."),
        "sent_at_ms": wall("When the batch was sent, by the page's clock."),
        "dropped": count("Events of this visit that the page had to drop so far."),
        "read_ms": count("Time at rest from which the page calls an exposure read."),
        "sdk": text(SDK_BYTES_MAX, "The SDK's version."),
        "engine": { "enum": EngineForm::ALL.map(EngineForm::as_str) },
        "viewport": viewport(),
        "path": optional(PATH_BYTES_MAX, "Path of the page, without query."),
        "menu": optional(MENU_BYTES_MAX, "Version of the menu."),
        "table": optional(TABLE_BYTES_MAX, "The table whose code was scanned."),
        "lang": optional(LANG_BYTES_MAX, "Language of the page, BCP 47."),
        "gaze": { "enum": Gaze::ALL.map(|gaze| Some(gaze.as_str())).into_iter().chain([None]).collect::<Vec<_>>(),
                  "description": "How attention is shared; upper where it is absent." },
        "sample_percent": { "type": ["integer", "null"], "minimum": 1, "maximum": SAMPLE_PERCENT_MAX,
                            "description": "Of a hundred sessions, how many are measured; all where it is absent." },
        "events": { "type": "array", "minItems": 1, "maxItems": BATCH_EVENTS_MAX,
                    "description": "Events, each judged by itself: whatever is no `Event` is refused by itself.",
                    "items": {} },
    })
}

/// Bytes of UTF-8 that a character takes at most.
const CHARACTER_BYTES_MAX: usize = 4;

/// JSON Schema counts characters, and the limits are of bytes. So it says what fits in any case: as many ASCII characters
/// as there are bytes, or a quarter of it of any others; no control characters, neither C0, nor DEL, nor C1.
fn text(bytes_max: usize, description: &str) -> Value {
    let others = bytes_max / CHARACTER_BYTES_MAX;
    json!({
        "description": format!("{description} At most {bytes_max} bytes of UTF-8; a schema cannot count them, so that some \
                                texts are taken that it does not allow."),
        "anyOf": [
            { "type": "string", "pattern": format!("^[ -~]{{1,{bytes_max}}}$") },
            { "type": "string", "pattern": format!(r"^[^\u0000-\u001f\u007f-\u009f]{{1,{others}}}$") },
        ],
    })
}

fn optional(bytes_max: usize, description: &str) -> Value {
    let mut schema = text(bytes_max, description);
    if let Some(forms) = schema["anyOf"].as_array_mut() {
        forms.push(json!({ "type": "null" }));
    }
    schema
}

fn id() -> Value {
    json!({
        "type": "string",
        "pattern": "^[A-Za-z0-9_-]{21}[A-D]$",
        "description": "128 random bits as URL-safe base64, least significant bits first.",
    })
}

fn count(description: &str) -> Value {
    json!({ "type": "integer", "minimum": 0, "maximum": COUNT_MAX, "description": description })
}

fn wall(description: &str) -> Value {
    let description = format!("{description} Milliseconds since 1970.");
    json!({ "type": "integer", "minimum": WALL_MS_MIN, "maximum": WALL_MS_MAX, "description": description })
}

fn viewport() -> Value {
    json!({
        "type": "array",
        "items": { "type": "integer", "minimum": 0, "maximum": VIEWPORT_PX_MAX },
        "minItems": 2,
        "maxItems": 2,
        "description": "Width and height in whole CSS pixels.",
    })
}

/// What a sound event is. It is not asked of `events`, as a wrong one does not fail the batch.
pub(super) fn event() -> Value {
    json!({
        "description": "A sound event: an array whose first entry says which. Later entries are left unread.",
        "oneOf": [
            entries("s", "An exposure of a section.", &exposure()),
            entries("i", "An exposure of an item.", &[exposure(), vec![nullable("section")]].concat()),
            entries("a", "Activity.", &activity()),
            entries("c", "An event of the page's own.", &custom()),
        ],
    })
}

fn entries(tag: &str, description: &str, rest: &[Value]) -> Value {
    let all: Vec<Value> = [json!({ "const": tag })].into_iter().chain(rest.iter().cloned()).collect();
    // An item's section, and an event's properties, may be left out at the end.
    let least = if matches!(tag, "i" | "c") { all.len() - 1 } else { all.len() };
    json!({ "type": "array", "description": description, "minItems": least, "prefixItems": all })
}

fn exposure() -> Vec<Value> {
    let times = ["at_ms", "paused_ms", "scrolling_ms", "attention_ms"].map(duration);
    let target = named("target", text(TARGET_BYTES_MAX, "The target's id."));
    [
        named("number", count("The event's number in its visit.")),
        named("exposure", count("The exposure's number.")),
        target,
    ]
    .into_iter()
    .chain([nullable("from")])
    .chain(times)
    .collect()
}

fn activity() -> Vec<Value> {
    let times = ["at_ms", "active_ms", "idle_ms", "elsewhere_section_ms", "elsewhere_item_ms"].map(duration);
    [named("number", count("The event's number in its visit."))].into_iter().chain(times).collect()
}

fn custom() -> Vec<Value> {
    vec![
        named("number", count("The event's number in its visit.")),
        duration("at_ms"),
        named("name", text(NAME_BYTES_MAX, "The page's name for it.")),
        json!({ "title": "properties", "type": ["object", "null"],
                "description": format!("At most {PROPERTIES_BYTES_MAX} bytes of JSON.") }),
    ]
}

fn named(name: &str, mut schema: Value) -> Value {
    schema["title"] = name.into();
    schema
}

fn nullable(name: &str) -> Value {
    named(name, optional(TARGET_BYTES_MAX, "A target's id."))
}

fn duration(name: &str) -> Value {
    json!({ "title": name, "type": "integer", "minimum": 0, "maximum": VISIT_MS_MAX })
}
