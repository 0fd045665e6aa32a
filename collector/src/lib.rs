//! Takes batches from menu pages and gives every event in them one outcome: stored, or refused with a reason.
//!
//! A page cannot be trusted and is soon gone: whatever it sends must be checked here, and whatever is answered
//! must be true, as the page forgets what it was told is safe. So a batch walks one way:
//!
//! 1. [`admit`] reads the events one by one. A bad one is rejected with all that is wrong with it, and does not
//!    cost the others their place.
//! 2. [`enrich`] turns each admitted event into a [`Row`]: when it was received, when it happened by this
//!    clock, on what sort of device. No address and no user agent text is kept or logged.
//! 3. The [`sink`] makes the rows durable. The answer 202 is given only then; where the sink cannot, the answer
//!    is 503, and the page sends the batch again.
//!
//! `admit` and `enrich` are pure: time and facts are arguments. Only `routes` and `error` know HTTP, and only
//! `sink` knows where rows go.

use std::sync::Arc;

pub mod admit;
pub mod clock;
mod device;
pub mod enrich;
pub mod entry;
mod error;
pub mod intake;
pub mod ledger;
mod routes;
pub mod row;
pub mod sink;
pub mod site;
pub mod spool;

pub use clock::{Clock, SystemClock};
pub use row::Row;
pub use sink::old::{Sink, SinkError};
pub use sink::{Faulty, Lake, LakeConfig, LakeError, Memory};
pub use site::{Origins, Site, SiteError, Sites};

/// All that the collector needs from outside.
pub struct Deps {
    /// The sites whose batches are taken.
    pub sites: Sites,
    /// Where rows go.
    pub sink: Arc<dyn Sink>,
    /// What tells the time.
    pub clock: Arc<dyn Clock>,
}

/// The collector as a router: `POST /v1/batches`, `GET /livez`, `GET /readyz`. Everything else is answered with
/// problem JSON (RFC 9457).
///
/// The router has a fallback for unknown paths. To serve more beside it, add routes to it, or give it another
/// `fallback` or `fallback_service`, which takes this one's place; merging it with a router that has a fallback
/// of its own panics, as axum allows only one.
pub fn app(deps: Deps) -> axum::Router {
    routes::router(Arc::new(deps))
}
