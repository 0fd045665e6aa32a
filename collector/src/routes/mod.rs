//! The paths of the collector.

mod answer;
mod batches;
mod body;
mod content;
mod cors;
mod openapi;
mod reports;

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::HeaderMap;
use axum::routing::{get, post};
use governor::clock::DefaultClock;

use crate::Deps;
use crate::device::Devices;
use crate::edge::limit::Limits;
use crate::edge::{Peer, client};
use crate::error::{Limited, Refusal};
use crate::metrics::Metrics;

/// What the handlers share.
pub(crate) struct Shared {
    deps: Deps,
    devices: Devices,
    limits: Limits,
    metrics: Metrics,
    openapi: String,
}

impl Shared {
    fn new(mut deps: Deps) -> Self {
        let sources = std::mem::take(&mut deps.metrics);
        Self {
            devices: Devices::new(),
            limits: Limits::new(&deps.edge, &deps.sites, DefaultClock::default()),
            metrics: Metrics::new(deps.ledger.clone(), sources, deps.dollars_per_gb),
            openapi: openapi::document().to_string(),
            deps,
        }
    }

    /// Counts the request against its address's rate. Without a peer nobody knows whose it is.
    fn check_address(&self, peer: Option<&Peer>, headers: &HeaderMap) -> Result<(), Refusal> {
        let Some(&Peer(peer)) = peer else { return Ok(()) };
        let address = self.client(peer, headers);
        self.limits.address(address).map_err(|wait| self.too_many(Limited::Address, wait))
    }

    fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let trusted = &self.deps.edge.trusted_proxies;
        if trusted.is_empty() {
            return peer;
        }
        // What is no text is no list of addresses either.
        let forwarded =
            headers.get_all("x-forwarded-for").iter().map(|line| line.to_str().unwrap_or_default());
        client::address(peer, forwarded, trusted)
    }

    fn check_rate_of_site(&self, key: &str) -> Result<(), Refusal> {
        self.limits.site(key).map_err(|wait| self.too_many(Limited::Site, wait))
    }

    fn too_many(&self, of: Limited, wait: Duration) -> Refusal {
        self.metrics.edge.limited(of);
        Refusal::TooMany { of, wait }
    }
}

pub(crate) fn router(deps: Deps) -> Router {
    Router::new()
        .route("/v1/batches", post(batches::post).options(cors::preflight))
        .route("/livez", get(reports::live))
        .route("/readyz", get(reports::ready))
        .route("/metrics", get(reports::metrics))
        .route("/openapi.json", get(reports::openapi))
        .method_not_allowed_fallback(async || Refusal::WrongMethod)
        .fallback(async || Refusal::UnknownPath)
        .with_state(Arc::new(Shared::new(deps)))
}
