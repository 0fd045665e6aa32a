//! `/metrics`: what the collector did and costs, in `OpenMetrics` text, which Prometheus reads. Numbers are gathered when
//! they are asked for. This is the only module that knows how they are written.

mod described;
mod edge;
mod figures;
mod scrape;

use std::sync::Arc;

use prometheus_client::encoding::text;
use prometheus_client::registry::Registry;

use crate::Ledger;

pub(crate) use edge::EdgeCounts;
pub use figures::{CredentialsFigures, DeliveryFigures, MetricsSource, ServerFigures, SpoolFigures};
use scrape::Scrape;

/// What a scraper is told the text is (`OpenMetrics` 1.0, "Protocol negotiation").
pub(crate) const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Dollars for a GB (2^30 bytes) that Firehose takes and converts to Parquet: $0.029 and $0.018, the list prices of
/// us-east-1 in November 2026.
pub const DOLLARS_PER_GB: f64 = 0.047;

/// All metrics.
#[derive(Debug)]
pub(crate) struct Metrics {
    registry: Registry,
    pub(crate) edge: Arc<EdgeCounts>,
}

impl Metrics {
    pub(crate) fn new(
        ledger: Arc<Ledger>,
        sources: Vec<Arc<dyn MetricsSource>>,
        dollars_per_gb: f64,
    ) -> Self {
        let edge = Arc::new(EdgeCounts::default());
        let scrape = Scrape { ledger, edge: edge.clone(), sources, dollars_per_gb };
        let mut registry = Registry::with_prefix(described::PREFIX);
        registry.register_collector(Box::new(scrape));
        Self { registry, edge }
    }

    /// The text of all metrics now.
    pub(crate) fn text(&self) -> String {
        let mut out = String::new();
        text::encode(&mut out, &self.registry).expect("memory takes all");
        out
    }
}

/// The tables of `docs/metrics.md`.
#[must_use]
pub fn tables() -> String {
    described::tables()
}
