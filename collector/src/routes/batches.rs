//! `POST /v1/batches`: read, admit, keep, answer.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Instant;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use linger_wire::line::{self, Receipt};

use super::answer::Answer;
use super::{Shared, body, content, cors};
use crate::admit::{self, Admission, Rejection};
use crate::dead_letter::Reason;
use crate::entry::Entry;
use crate::error::Refusal;
use crate::intake::Kept;

/// Takes a batch.
pub(crate) async fn post(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let started = Instant::now();
    let (parts, body) = request.into_parts();
    let response = match take(&shared, &parts, body).await {
        Ok(answer) => answered(&shared, answer, &parts.headers),
        Err(refusal) => refused(&shared, refusal),
    };
    shared.metrics.edge.took(started.elapsed());
    // Refusals too, and to any origin: a page that cannot read its refusal takes it for a broken network and sends
    // the same wrong batch again and again. No answer holds anything but what the page itself sent.
    cors::readable_by(response, parts.headers.get(header::ORIGIN))
}

fn answered(shared: &Shared, answer: Answer, headers: &HeaderMap) -> Response {
    shared.metrics.edge.answered();
    answer.into_response(content::wanted(headers))
}

fn refused(shared: &Shared, refusal: Refusal) -> Response {
    shared.metrics.edge.refused(refusal.sort());
    refusal.into_response()
}

async fn take(shared: &Shared, parts: &Parts, body: Body) -> Result<Answer, Refusal> {
    let headers = &parts.headers;
    shared.check_address(parts.extensions.get(), headers)?;
    let coding = content::coding(headers)?;
    let body = body::read(headers, body, shared.deps.edge.body_timeout).await?;
    shared.metrics.edge.body(body.len());
    let (entry, rejected) = admit(shared, headers, &body::decoded(coding, body)?)?;
    let accepted = entry.as_ref().map_or(0, |entry| entry.events);
    let kept = keep(shared, entry).await?;
    count(shared, kept, accepted, &rejected);
    Ok(Answer { kept: kept.unwrap_or(Kept::Spooled), accepted, rejected })
}

/// Everything between the body and the intake; pure but for the clock. No entry where no event is sound.
fn admit(
    shared: &Shared,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<(Option<Entry>, Vec<Rejection>), Refusal> {
    let received_at_ms = shared.deps.clock.now_ms();
    let (header, Admission { accepted, rejected }) =
        admit::batch::<Cow<'_, str>>(body).map_err(Refusal::Invalid)?;
    check_site(shared, headers, &header.page.site)?;
    shared.check_rate_of_site(&header.page.site)?;
    let events = u32::try_from(accepted.len()).expect("a batch has at most BATCH_EVENTS_MAX events");
    tracing::debug!(site = header.page.site, accepted = events, rejected = rejected.len(), "batch admitted");
    if accepted.is_empty() {
        return Ok((None, rejected));
    }
    let device = shared.devices.of(headers.get(header::USER_AGENT).map(HeaderValue::as_bytes));
    let line = line::write(&header, Receipt { received_at_ms, device }, &accepted).into();
    Ok((Some(Entry { visit: header.visit, events, line }), rejected))
}

fn check_site(shared: &Shared, headers: &HeaderMap, key: &str) -> Result<(), Refusal> {
    let site = shared.deps.sites.find(key).ok_or_else(|| Refusal::UnknownSite { key: key.to_owned() })?;
    match cors::origin(headers) {
        Some(origin) if !site.origins.allow(origin) => {
            Err(Refusal::ForeignOrigin { origin: origin.to_owned(), site: key.to_owned() })
        }
        _ => Ok(()),
    }
}

async fn keep(shared: &Shared, entry: Option<Entry>) -> Result<Option<Kept>, Refusal> {
    let Some(entry) = entry else { return Ok(None) };
    let events = entry.events;
    match shared.deps.intake.accept(entry).await {
        Ok(kept) => {
            shared.metrics.edge.kept();
            Ok(Some(kept))
        }
        Err(error) => {
            tracing::warn!(events, %error, "a batch was not kept");
            shared.metrics.edge.not_kept(&error);
            Err(Refusal::NotStored(error))
        }
    }
}

/// Events are counted when they are safe, and not before. What is spooled the spool has counted, as it may be delivered
/// before this is reached, and whoever sent it may be gone.
fn count(shared: &Shared, kept: Option<Kept>, accepted: u32, rejected: &[Rejection]) {
    let ledger = &shared.deps.ledger;
    ledger.rejected(rejected.iter().map(|rejection| rejection.first().reason.as_str()));
    match kept {
        None | Some(Kept::Spooled) => {}
        Some(Kept::Delivered) => {
            ledger.received(accepted.into());
            ledger.delivered(accepted.into(), false);
        }
        Some(Kept::SetAside) => {
            ledger.received(accepted.into());
            ledger.dead_lettered(Reason::Refused.as_str(), accepted.into());
        }
    }
}
