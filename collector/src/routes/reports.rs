//! What the collector says of itself: whether it runs, whether it can keep what it is sent, what it counted, and what it
//! answers.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;

use super::Shared;
use crate::error::Refusal;
use crate::metrics::CONTENT_TYPE;

/// The process answers.
pub(crate) async fn live() -> &'static str {
    "ok\n"
}

/// The intake takes batches, and nothing else is known that keeps them from the sink.
pub(crate) async fn ready(State(shared): State<Arc<Shared>>) -> Result<&'static str, Refusal> {
    let deps = &shared.deps;
    let all = std::iter::once(deps.intake.ready()).chain(deps.readiness.iter().map(|one| one.ready()));
    let reasons: Vec<String> = all.filter_map(Result::err).collect();
    if reasons.is_empty() { Ok("ok\n") } else { Err(Refusal::NotReady { reason: reasons.join("; ") }) }
}

/// What was counted.
pub(crate) async fn metrics(State(shared): State<Arc<Shared>>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, CONTENT_TYPE)], shared.metrics.text())
}

/// What is answered, for programs.
pub(crate) async fn openapi(State(shared): State<Arc<Shared>>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], shared.openapi.clone())
}
