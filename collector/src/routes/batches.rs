//! `POST /v1/batches`: admit, enrich, store, answer.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use linger_wire::decode::{self, Envelope};
use serde::Serialize;

use super::cors;
use crate::admit::{self, Admission, Rejection};
use crate::enrich::{self, Facts};
use crate::error::{Refusal, Wrong};
use crate::{Deps, Row};

/// The answer 202: what was stored, and what was refused and why.
#[derive(Serialize)]
struct Answer {
    accepted: usize,
    rejected: Vec<Refused>,
}

/// A refused event. Its first problem stands out, as most have only one.
#[derive(Serialize)]
struct Refused {
    index: usize,
    number: Option<u32>,
    reason: &'static str,
    field: &'static str,
    detail: String,
    problems: Vec<Wrong>,
}

impl From<Rejection> for Refused {
    fn from(rejection: Rejection) -> Self {
        let first = rejection.problems.first().expect("a rejection has at least one problem");
        Self {
            index: rejection.index,
            number: rejection.number,
            reason: first.reason.as_str(),
            field: first.field,
            detail: first.detail.clone(),
            problems: rejection.problems.into_iter().map(Wrong::from).collect(),
        }
    }
}

/// Takes a batch.
pub(crate) async fn post(
    State(deps): State<Arc<Deps>>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let result = take(&deps, &headers, body).await;
    let response = result.map(|answer| (StatusCode::ACCEPTED, Json(answer))).into_response();
    // Refusals too, and to any origin: a page that cannot read its refusal takes it for a broken network and sends
    // the same wrong batch again and again. No answer holds anything but what the page itself sent.
    cors::readable_by(response, cors::origin(&headers))
}

async fn take(
    deps: &Deps,
    headers: &HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Answer, Refusal> {
    check_content(headers)?;
    let body = body.map_err(|rejection| unread(&rejection))?;
    let (rows, admission) = read(deps, headers, &body)?;
    let answer =
        Answer { accepted: rows.len(), rejected: admission.into_iter().map(Refused::from).collect() };
    store(deps, rows).await?;
    Ok(answer)
}

fn unread(rejection: &BytesRejection) -> Refusal {
    if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE { Refusal::TooLarge } else { Refusal::BrokenOff }
}

/// Everything between the body and the sink; pure but for the clock.
fn read(deps: &Deps, headers: &HeaderMap, body: &[u8]) -> Result<(Vec<Row>, Vec<Rejection>), Refusal> {
    let received_at_ms = deps.clock.now_ms();
    let Envelope { header, events } = decode::batch(body).map_err(Refusal::Invalid)?;
    check_site(deps, headers, &header.page.site)?;
    let Admission { accepted, rejected } = admit::events(&events);
    tracing::debug!(
        site = header.page.site,
        accepted = accepted.len(),
        rejected = rejected.len(),
        "batch admitted"
    );
    let user_agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
    Ok((enrich::enrich(Facts { received_at_ms, user_agent }, &header, accepted), rejected))
}

fn check_site(deps: &Deps, headers: &HeaderMap, key: &str) -> Result<(), Refusal> {
    let site = deps.sites.find(key).ok_or_else(|| Refusal::UnknownSite { key: key.to_owned() })?;
    match cors::origin(headers) {
        Some(origin) if !site.origins.allow(origin) => {
            Err(Refusal::ForeignOrigin { origin: origin.to_owned(), site: key.to_owned() })
        }
        _ => Ok(()),
    }
}

async fn store(deps: &Deps, rows: Vec<Row>) -> Result<(), Refusal> {
    if rows.is_empty() {
        return Ok(());
    }
    let count = rows.len();
    deps.sink.accept(rows).await.map_err(|error| {
        tracing::warn!(rows = count, %error, "the sink refused a batch's rows");
        Refusal::NotStored
    })
}

fn check_content(headers: &HeaderMap) -> Result<(), Refusal> {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if !content_type.is_some_and(is_batch_type) {
        return Err(Refusal::ContentType);
    }
    match headers.get(header::CONTENT_ENCODING) {
        Some(coding) if !coding.as_bytes().eq_ignore_ascii_case(b"identity") => Err(Refusal::ContentCoding),
        _ => Ok(()),
    }
}

/// Whether a `Content-Type` is one of a batch, in UTF-8, as JSON always is (RFC 8259, section 8.1).
fn is_batch_type(content_type: &str) -> bool {
    let mut parts = content_type.split(';').map(str::trim);
    let essence = parts.next().unwrap_or_default();
    let known = ["application/json", "text/plain"].iter().any(|one| essence.eq_ignore_ascii_case(one));
    known && parts.all(|parameter| !is_foreign_charset(parameter))
}

fn is_foreign_charset(parameter: &str) -> bool {
    parameter.split_once('=').is_some_and(|(name, value)| {
        name.eq_ignore_ascii_case("charset") && !value.trim_matches('"').eq_ignore_ascii_case("utf-8")
    })
}

#[cfg(test)]
mod tests {
    use super::is_batch_type;

    #[test]
    fn content_types_of_batches_are_known_by_any_spelling() {
        for good in ["application/json", "text/plain;charset=UTF-8", "Text/Plain; Charset=\"utf-8\"; x=y"] {
            assert!(is_batch_type(good), "{good}");
        }
        for bad in ["", "text/html", "application/jsonl", "text/plain;charset=latin1", "multipart/form-data"]
        {
            assert!(!is_batch_type(bad), "{bad}");
        }
    }
}
