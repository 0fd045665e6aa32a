//! Whether the process runs, and whether it can keep what it is sent.

use std::sync::Arc;

use axum::extract::State;

use super::Shared;
use crate::error::Refusal;

/// The process answers.
pub(crate) async fn live() -> &'static str {
    "ok\n"
}

/// The intake takes batches.
pub(crate) async fn ready(State(shared): State<Arc<Shared>>) -> Result<&'static str, Refusal> {
    shared.deps.intake.ready().map(|()| "ok\n").map_err(|reason| Refusal::NotReady { reason })
}
