//! Whether the process runs, and whether it can store what it is sent.

use std::sync::Arc;

use axum::extract::State;

use crate::Deps;
use crate::error::Refusal;

/// The process answers.
pub(crate) async fn live() -> &'static str {
    "ok\n"
}

/// The sink takes rows.
pub(crate) async fn ready(State(deps): State<Arc<Deps>>) -> Result<&'static str, Refusal> {
    deps.sink.ready().map(|()| "ok\n").map_err(|reason| Refusal::NotReady { reason })
}
