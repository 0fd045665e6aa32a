//! The paths of the collector.

mod batches;
mod cors;
mod health;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use linger_wire::limits::BATCH_BYTES_MAX;

use crate::Deps;
use crate::error::Refusal;

pub(crate) fn router(deps: Arc<Deps>) -> Router {
    let batches = post(batches::post).options(cors::preflight).layer(DefaultBodyLimit::max(BATCH_BYTES_MAX));
    Router::new()
        .route("/v1/batches", batches)
        .route("/livez", get(health::live))
        .route("/readyz", get(health::ready))
        .method_not_allowed_fallback(async || Refusal::WrongMethod)
        .fallback(async || Refusal::UnknownPath)
        .with_state(deps)
}
