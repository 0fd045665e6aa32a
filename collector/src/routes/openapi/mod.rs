//! What the collector answers, as `OpenAPI` 3.1. Limits, statuses and names are those of the code.

mod answers;
mod batch;

use linger_wire::limits::BATCH_BYTES_MAX;
use serde_json::{Value, json};

use crate::problem::Sort;

/// The whole document.
pub(super) fn document() -> Value {
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "linger collector",
            "version": env!("CARGO_PKG_VERSION"),
            "description": DESCRIPTION,
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "paths": {
            "/v1/batches": { "post": post(), "options": preflight() },
            "/livez": { "get": live() },
            "/readyz": { "get": ready() },
            "/metrics": { "get": metrics() },
            "/openapi.json": { "get": openapi() },
        },
        "components": { "schemas": schemas() },
    })
}

const DESCRIPTION: &str = "Takes what menu pages measure, and answers with a 2xx only when it is safe. A site's key is \
    public: it says which menu a batch belongs to and is no authentication. Whoever knows it can send for it, as anybody \
    can who can open the menu; a site's list of origins keeps other people's pages out, not programs.";

fn schemas() -> Value {
    json!({
        "Batch": batch::schema(),
        "Event": batch::event(),
        "Outcomes": answers::outcomes(),
        "Problem": answers::problem(),
        "Wrong": answers::wrong(),
    })
}

fn post() -> Value {
    let batch = json!({ "schema": { "$ref": "#/components/schemas/Batch" } });
    json!({
        "operationId": "sendBatch",
        "summary": "Send a batch of one visit's events",
        "description": format!(
            "The body has at most {BATCH_BYTES_MAX} bytes, inflated too. Each event is judged by itself: a wrong one is \
             refused with its reasons in the answer, and costs the others nothing. Whatever is sent twice is told apart \
             by its visit and number, so to send again is always safe. Requests marked `Sec-Fetch-Mode: no-cors`, as \
             beacons are, are answered with 204."
        ),
        "parameters": [
            { "name": "Content-Encoding", "in": "header", "required": false, "schema": { "enum": ["identity"] },
              "description": "`gzip` is taken too." },
            { "name": "Prefer", "in": "header", "required": false, "schema": { "type": "string" },
              "description": "`return=minimal` (RFC 7240) asks for 204, without the outcomes of the events." },
        ],
        "requestBody": {
            "required": true,
            "content": { "application/json": batch, "text/plain": batch },
        },
        "responses": answers::of_batches(),
    })
}

fn preflight() -> Value {
    json!({
        "operationId": "preflight",
        "summary": "Ask, as browsers do, whether a page may send",
        "responses": { "204": {
            "description": "The headers say whether pages of the origin may send: those of every origin that a site lists.",
            "headers": answers::headers(&["Allow", "Vary"], &[
                "Access-Control-Allow-Headers",
                "Access-Control-Allow-Methods",
                "Access-Control-Allow-Origin",
                "Access-Control-Expose-Headers",
                "Access-Control-Max-Age",
            ]),
        } },
    })
}

fn live() -> Value {
    json!({
        "operationId": "live",
        "summary": "Ask whether the process runs",
        "responses": { "200": text("It does.", "text/plain; charset=utf-8") },
    })
}

fn ready() -> Value {
    let reason =
        "It is not: the spool is full or its disk fails, the sink refuses, or the process is stopping.";
    json!({
        "operationId": "ready",
        "summary": "Ask whether batches are taken",
        "responses": {
            "200": text("They are.", "text/plain; charset=utf-8"),
            "503": answers::refusal(&[Sort::NotReady], reason),
        },
    })
}

fn metrics() -> Value {
    json!({
        "operationId": "metrics",
        "summary": "Read the metrics",
        "responses": { "200": text("OpenMetrics text, as Prometheus reads it.", crate::metrics::CONTENT_TYPE) },
    })
}

fn openapi() -> Value {
    json!({
        "operationId": "openapi",
        "summary": "Read this document",
        "responses": { "200": {
            "description": "OpenAPI 3.1.",
            "content": { "application/json": { "schema": { "type": "object" } } },
        } },
    })
}

fn text(description: &str, content_type: &str) -> Value {
    json!({ "description": description, "content": { content_type: { "schema": { "type": "string" } } } })
}
