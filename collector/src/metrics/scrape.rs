//! Gathers all numbers at one instant and writes them.

use std::fmt::{self, Debug, Formatter};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use prometheus_client::collector::Collector;
use prometheus_client::encoding::{
    DescriptorEncoder, EncodeCounterValue, EncodeGaugeValue, MetricEncoder, NoLabelSet,
};
use prometheus_client::metrics::MetricType;

use super::described::{self as of, Described, In, Kind};
use super::edge::{BUCKETS_US, EdgeCounts};
use super::{CredentialsFigures, DeliveryFigures, MetricsSource, ServerFigures, SpoolFigures};
use crate::Ledger;
use crate::error::Limited;
use crate::intake::IntakeError;
use crate::problem::Sort;

/// Where the numbers come from.
pub(super) struct Scrape {
    pub(super) ledger: Arc<Ledger>,
    pub(super) edge: Arc<EdgeCounts>,
    pub(super) sources: Vec<Arc<dyn MetricsSource>>,
    pub(super) dollars_per_gb: f64,
}

impl Debug for Scrape {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Scrape").field("sources", &self.sources.len()).finish_non_exhaustive()
    }
}

impl Collector for Scrape {
    fn encode(&self, encoder: DescriptorEncoder<'_>) -> fmt::Result {
        let mut page = Page(encoder);
        self.events(&mut page)?;
        self.edge(&mut page)?;
        self.known(|source| source.server()).map_or(Ok(()), |figures| server(&mut page, &figures))?;
        self.known(|source| source.spool()).map_or(Ok(()), |figures| spool(&mut page, figures))?;
        self.known(|source| source.delivery())
            .map_or(Ok(()), |figures| self.delivery(&mut page, &figures))?;
        self.known(|source| source.credentials()).map_or(Ok(()), |figures| credentials(&mut page, figures))
    }
}

impl Scrape {
    fn known<T>(&self, ask: impl Fn(&dyn MetricsSource) -> Option<T>) -> Option<T> {
        self.sources.iter().find_map(|source| ask(source.as_ref()))
    }

    fn events(&self, page: &mut Page<'_>) -> fmt::Result {
        let counts = self.ledger.snapshot();
        page.counter(&of::EVENTS_RECEIVED, counts.received)?;
        page.counter(&of::EVENTS_RECOVERED, counts.recovered)?;
        page.counter(&of::EVENTS_DELIVERED, counts.delivered)?;
        page.counters(&of::EVENTS_REJECTED, counts.rejected)?;
        page.counters(&of::EVENTS_DEAD_LETTERED, counts.dead_lettered)?;
        page.gauge(&of::EVENTS_PENDING, counts.pending)?;
        page.counter(&of::EVENTS_POSSIBLY_DOUBLED, counts.possibly_doubled)
    }

    fn edge(&self, page: &mut Page<'_>) -> fmt::Result {
        let edge = &self.edge;
        requests(page, edge)?;
        duration(page, edge)?;
        page.counter(&of::REQUEST_BODY, read(&edge.body_bytes))?;
        let limited = Limited::ALL.iter().zip(&edge.limited).map(|(of, count)| (of.as_str(), read(count)));
        page.counters(&of::REQUESTS_LIMITED, limited)?;
        page.counter(&of::BATCHES_KEPT, read(&edge.kept))?;
        let not_kept = IntakeError::NAMES.into_iter().zip(edge.not_kept.iter().map(read));
        page.counters(&of::BATCHES_NOT_KEPT, not_kept)
    }

    fn delivery(&self, page: &mut Page<'_>, figures: &DeliveryFigures) -> fmt::Result {
        page.counters(&of::DELIVERY_CALLS, figures.calls.iter().copied())?;
        page.counters(&of::DELIVERY_RECORDS, figures.records.iter().copied())?;
        page.counter(&of::DELIVERY_RETRIES, figures.retries)?;
        page.gauge(&of::DELIVERY_CONCURRENCY, figures.concurrency)?;
        page.counter(&of::DELIVERY_RAW, figures.raw_bytes)?;
        page.counter(&of::DELIVERY_BILLED, figures.billed_bytes)?;
        page.counter(&of::DELIVERY_BILLED_UNITS, figures.billed_bytes / BILLED_UNIT_BYTES)?;
        page.counter(&of::DELIVERY_COST, gigabytes(figures.billed_bytes) * self.dollars_per_gb)
    }
}

/// What Firehose rounds a record up to (Direct PUT; Firehose pricing).
const BILLED_UNIT_BYTES: u64 = 5 * 1024;

#[expect(clippy::cast_precision_loss, reason = "an estimate of dollars needs no more than 53 bits of bytes")]
fn gigabytes(bytes: u64) -> f64 {
    bytes as f64 / (1_u64 << 30) as f64
}

fn requests(page: &mut Page<'_>, edge: &EdgeCounts) -> fmt::Result {
    let mut family = page.family(&of::REQUESTS)?;
    let mut one = |class: &str, problem: &str, count: u64| {
        family
            .encode_family(&[("class", class), ("problem", problem)])?
            .encode_counter::<NoLabelSet, _, u64>(&count, None)
    };
    one("2xx", "none", read(&edge.answered))?;
    for sort in Sort::OF_BATCHES {
        let class = if sort.status() < 500 { "4xx" } else { "5xx" };
        one(class, sort.name(), read(&edge.refused[sort as usize]))?;
    }
    Ok(())
}

fn duration(page: &mut Page<'_>, edge: &EdgeCounts) -> fmt::Result {
    let counts: Vec<u64> = edge.durations.iter().map(read).collect();
    let bounds = BUCKETS_US.iter().map(|us| seconds(*us)).chain([f64::INFINITY]);
    let buckets: Vec<(f64, u64)> = bounds.zip(counts.iter().copied()).collect();
    let sum_s = seconds(read(&edge.duration_us));
    let mut family = page.family(&of::REQUEST_DURATION)?;
    family.encode_histogram::<NoLabelSet>(sum_s, counts.iter().sum(), &buckets, None)
}

#[expect(clippy::cast_precision_loss, reason = "sums of microseconds reach 53 bits after three centuries")]
fn seconds(us: u64) -> f64 {
    us as f64 / 1e6
}

fn server(page: &mut Page<'_>, figures: &ServerFigures) -> fmt::Result {
    page.gauge(&of::CONNECTIONS_OPEN, figures.open)?;
    page.counter(&of::CONNECTIONS, figures.accepted)?;
    page.counters(&of::CONNECTIONS_CUT, figures.cut.iter().copied())
}

fn spool(page: &mut Page<'_>, figures: SpoolFigures) -> fmt::Result {
    page.gauge(&of::SPOOL, figures.bytes)?;
    page.gauge(&of::SPOOL_LIMIT, figures.bytes_max)?;
    page.gauge(&of::SPOOL_BATCHES, figures.batches)?;
    page.gauge(&of::SPOOL_OLDEST_AGE, seconds(figures.oldest_age_ms.saturating_mul(1000)))?;
    page.counter(&of::SPOOL_COMMITS, figures.commits)?;
    page.counter(&of::SPOOL_COMMITTED_BATCHES, figures.committed_batches)
}

fn credentials(page: &mut Page<'_>, figures: CredentialsFigures) -> fmt::Result {
    page.gauge(&of::CREDENTIALS_EXPIRY, figures.expires_at_ms / 1000)
}

fn read(counter: &AtomicU64) -> u64 {
    counter.load(Ordering::Relaxed)
}

/// The text that is being written.
struct Page<'a>(DescriptorEncoder<'a>);

impl Page<'_> {
    #[expect(clippy::needless_pass_by_value, reason = "numbers, some of which are made for this call")]
    fn counter(&mut self, of: &'static Described, value: impl EncodeCounterValue) -> fmt::Result {
        self.family(of)?.encode_counter::<NoLabelSet, _, u64>(&value, None)
    }

    #[expect(clippy::needless_pass_by_value, reason = "numbers, some of which are made for this call")]
    fn gauge(&mut self, of: &'static Described, value: impl EncodeGaugeValue) -> fmt::Result {
        self.family(of)?.encode_gauge(&value)
    }

    /// A counter with one label.
    fn counters(
        &mut self,
        of: &'static Described,
        values: impl IntoIterator<Item = (&'static str, u64)>,
    ) -> fmt::Result {
        let mut family = self.family(of)?;
        for (value, count) in values {
            let labels = [(of.labels[0], value)];
            family.encode_family(&labels)?.encode_counter::<NoLabelSet, _, u64>(&count, None)?;
        }
        Ok(())
    }

    fn family(&mut self, of: &'static Described) -> Result<MetricEncoder<'_>, fmt::Error> {
        let kind = match of.kind {
            Kind::Counter => MetricType::Counter,
            Kind::Gauge => MetricType::Gauge,
            Kind::Histogram => MetricType::Histogram,
        };
        self.0.encode_descriptor(of.name, of.help, of.unit.map(In::unit), kind)
    }
}
