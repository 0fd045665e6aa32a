//! The paths of the collector.

mod answer;
mod batches;
mod body;
mod content;
mod cors;
mod health;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use crate::Deps;
use crate::device::Devices;
use crate::error::Refusal;

/// What the handlers share.
pub(crate) struct Shared {
    pub(crate) deps: Deps,
    pub(crate) devices: Devices,
}

pub(crate) fn router(deps: Deps) -> Router {
    let shared = Arc::new(Shared { deps, devices: Devices::new() });
    Router::new()
        .route("/v1/batches", post(batches::post).options(cors::preflight))
        .route("/livez", get(health::live))
        .route("/readyz", get(health::ready))
        .method_not_allowed_fallback(async || Refusal::WrongMethod)
        .fallback(async || Refusal::UnknownPath)
        .with_state(shared)
}
