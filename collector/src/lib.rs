//! Takes batches from menu pages and gives every event in them one outcome: kept, or refused with a reason.
//!
//! A page cannot be trusted and is soon gone: whatever it sends must be checked here, and whatever is answered
//! must be true, as the page forgets what it was told is safe. So a batch walks one way:
//!
//! 1. [`admit`] reads the events one by one. A bad one is rejected with all that is wrong with it, and does not
//!    cost the others their place.
//! 2. The admitted events become one line (`linger_wire::line`) with what the collector adds: when it was received,
//!    from what sort of device. No address and no user agent text is kept or logged.
//! 3. The [`intake`] makes the line safe. The answer 2xx is given only then; where it cannot, the answer is 503, and
//!    the page sends the batch again.
//!
//! `admit` is pure. Only `routes` and `error` know HTTP, and only a [`sink`] knows where lines go.

use std::sync::Arc;

pub mod admit;
pub mod clock;
#[cfg(feature = "aws")]
pub mod credentials;
pub mod dead_letter;
pub mod deliver;
mod device;
pub mod edge;
pub mod entry;
mod error;
pub mod intake;
#[cfg(feature = "lambda")]
pub mod lambda;
pub mod ledger;
pub mod metrics;
pub mod pack;
pub mod pipeline;
mod problem;
mod routes;
#[cfg(feature = "server")]
pub mod server;
pub mod settings;
pub mod sink;
pub mod site;
pub mod spool;
#[cfg(feature = "lambda")]
pub mod transform;

pub use clock::{Clock, SystemClock};
pub use edge::EdgeSettings;
pub use intake::Intake;
pub use ledger::Ledger;
pub use metrics::MetricsSource;
pub use sink::{Fault, Faulty, Memory, Sink};
#[cfg(feature = "lake")]
pub use sink::{Lake, LakeConfig, LakeError};
pub use site::{Origins, Site, SiteError, Sites};

/// All that the router needs from outside.
pub struct Deps {
    /// The sites whose batches are taken.
    pub sites: Sites,
    /// What makes batches safe.
    pub intake: Arc<dyn Intake>,
    /// Where every event's outcome is counted.
    pub ledger: Arc<Ledger>,
    /// What tells the time.
    pub clock: Arc<dyn Clock>,
    /// What the edge allows.
    pub edge: EdgeSettings,
    /// What must be well, beside the intake, for `/readyz` to say so.
    pub readiness: Vec<Arc<dyn Readiness>>,
    /// What tells `/metrics` of what lies behind the edge.
    pub metrics: Vec<Arc<dyn MetricsSource>>,
    /// What a GB that is billed costs, for the metric in dollars. Default: [`metrics::DOLLARS_PER_GB`].
    pub dollars_per_gb: f64,
}

/// Something that may keep the collector from its work.
pub trait Readiness: Send + Sync {
    /// Whether it does not.
    ///
    /// # Errors
    /// What is wrong, for the operator.
    fn ready(&self) -> Result<(), String>;
}

impl Deps {
    /// With a ledger of its own, the machine's clock and the edge's defaults.
    #[must_use]
    pub fn new(sites: Sites, intake: Arc<dyn Intake>) -> Self {
        Self {
            sites,
            intake,
            ledger: Arc::default(),
            clock: Arc::new(SystemClock),
            edge: EdgeSettings::default(),
            readiness: Vec::new(),
            metrics: Vec::new(),
            dollars_per_gb: metrics::DOLLARS_PER_GB,
        }
    }
}

/// The collector as a router: `POST /v1/batches`, `GET /livez`, `/readyz`, `/metrics` and `/openapi.json`. Everything
/// else is answered with problem JSON (RFC 9457).
///
/// Whoever serves it puts the [`edge::Peer`] into each request's extensions, as `server` does; without it, requests
/// are limited by site only.
///
/// The router has a fallback for unknown paths. To serve more beside it, add routes to it, or give it another
/// `fallback` or `fallback_service`, which takes this one's place; merging it with a router that has a fallback
/// of its own panics, as axum allows only one.
pub fn app(deps: Deps) -> axum::Router {
    routes::router(deps)
}
