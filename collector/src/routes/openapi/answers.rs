//! The answers of the document.

use std::collections::BTreeMap;

use linger_wire::limits::{BATCH_EVENTS_MAX, COUNT_MAX};
use serde_json::{Map, Value, json};

use crate::problem::Sort;

/// Every answer to a batch, by status.
pub(super) fn of_batches() -> Value {
    let mut answers = Map::new();
    answers.insert("200".into(), kept("The sink has every sound event; the others are named."));
    answers
        .insert("202".into(), kept("Every sound event is on disk, synced, and goes to the sink from there."));
    answers.insert("204".into(), minimal());
    for (status, sorts) in by_status() {
        let titles: Vec<&str> = sorts.iter().map(|sort| sort.title()).collect();
        let mut answer = refusal(&sorts, &format!("{}. Nothing was kept.", titles.join("; ")));
        let again = matches!(status, 429 | 503);
        answer["headers"] = of_batch_headers(if again { &["Retry-After"] } else { &[] });
        answers.insert(status.to_string(), answer);
    }
    answers.into()
}

fn by_status() -> BTreeMap<u16, Vec<Sort>> {
    let mut sorts: BTreeMap<u16, Vec<Sort>> = BTreeMap::new();
    for sort in Sort::OF_BATCHES {
        sorts.entry(sort.status()).or_default().push(sort);
    }
    sorts
}

fn kept(description: &str) -> Value {
    json!({
        "description": description,
        "headers": of_batch_headers(&[]),
        "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Outcomes" } } },
    })
}

fn minimal() -> Value {
    let mut headers = of_batch_headers(&[]);
    headers["Preference-Applied"] = header("Preference-Applied", false);
    json!({ "description": "As 200 or 202, where no outcomes are wanted.", "headers": headers })
}

/// Pages of any origin may read every answer to a batch.
fn of_batch_headers(more: &[&str]) -> Value {
    let required: Vec<&str> = more.iter().copied().chain(["Vary"]).collect();
    headers(&required, &["Access-Control-Allow-Origin", "Access-Control-Expose-Headers"])
}

/// Headers that are always there, and those that are there for pages.
pub(super) fn headers(always: &[&str], for_pages: &[&str]) -> Value {
    let always = always.iter().map(|name| ((*name).to_owned(), header(name, true)));
    let for_pages = for_pages.iter().map(|name| ((*name).to_owned(), header(name, false)));
    Value::Object(always.chain(for_pages).collect())
}

fn header(name: &str, required: bool) -> Value {
    let schema = match name {
        "Retry-After" | "Access-Control-Max-Age" => json!({ "type": "integer", "minimum": 1 }),
        "Preference-Applied" => json!({ "const": "return=minimal" }),
        _ => json!({ "type": "string" }),
    };
    json!({ "required": required, "schema": schema })
}

/// A refusal of one of these sorts.
pub(super) fn refusal(sorts: &[Sort], description: &str) -> Value {
    let types: Vec<String> = sorts.iter().map(|sort| format!("urn:linger:problem:{}", sort.name())).collect();
    let schema = json!({
        "allOf": [{ "$ref": "#/components/schemas/Problem" }, { "properties": { "type": { "enum": types } } }],
    });
    json!({ "description": description, "content": { "application/problem+json": { "schema": schema } } })
}

pub(super) fn outcomes() -> Value {
    json!({
        "type": "object",
        "description": "What became of each event.",
        "required": ["accepted", "rejected"],
        "properties": {
            "accepted": { "type": "integer", "minimum": 0, "maximum": BATCH_EVENTS_MAX },
            "rejected": { "type": "array", "maxItems": BATCH_EVENTS_MAX, "items": rejected() },
            "retry": {
                "type": "array",
                "items": { "type": "integer", "minimum": 0 },
                "description": "Places of sound events that could not be kept now. This collector keeps all or answers 503.",
            },
        },
    })
}

fn rejected() -> Value {
    json!({
        "type": "object",
        "description": "`reason`, `field` and `detail` are those of the first problem.",
        "required": ["index", "number", "reason", "field", "detail", "problems"],
        "properties": {
            "index": { "type": "integer", "minimum": 0, "description": "The event's place in the batch." },
            "number": { "type": ["integer", "null"], "minimum": 0, "maximum": u32::MAX,
                        "description": format!("Its own number, where one could be read; a sound one is at most {COUNT_MAX}.") },
            "reason": { "type": "string" },
            "field": { "type": "string" },
            "detail": { "type": "string" },
            "problems": { "type": "array", "minItems": 1, "items": { "$ref": "#/components/schemas/Wrong" } },
        },
    })
}

pub(super) fn problem() -> Value {
    json!({
        "type": "object",
        "description": "Problem details (RFC 9457).",
        "required": ["type", "title", "status", "detail", "problems"],
        "properties": {
            "type": { "type": "string", "description": "Stable; programs sort by it." },
            "title": { "type": "string" },
            "status": { "type": "integer", "minimum": 400, "maximum": 599 },
            "detail": { "type": "string" },
            "problems": { "type": "array", "items": { "$ref": "#/components/schemas/Wrong" } },
        },
    })
}

pub(super) fn wrong() -> Value {
    json!({
        "type": "object",
        "required": ["field", "reason", "detail"],
        "properties": {
            "field": { "type": "string", "description": "Empty for the whole." },
            "reason": { "type": "string", "description": "Stable; reasons are only ever added." },
            "detail": { "type": "string" },
        },
    })
}
