//! Every metric, with its unit and meaning. `docs/metrics.md` is written from this.

use std::fmt::Write;
use std::sync::LazyLock;

use prometheus_client::registry::Unit;

/// How a metric moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Only up, from 0 at the start.
    Counter,
    /// Up and down.
    Gauge,
    /// Counts by size.
    Histogram,
}

impl Kind {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Gauge => "gauge",
            Self::Histogram => "histogram",
        }
    }
}

/// What a metric counts, where its name does not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum In {
    Bytes,
    Seconds,
    Dollars,
}

static DOLLARS: LazyLock<Unit> = LazyLock::new(|| Unit::Other("dollars".to_owned()));

impl In {
    pub(super) fn unit(self) -> &'static Unit {
        match self {
            Self::Bytes => &Unit::Bytes,
            Self::Seconds => &Unit::Seconds,
            Self::Dollars => &DOLLARS,
        }
    }
}

/// One metric.
#[derive(Debug)]
pub(super) struct Described {
    /// Its name without prefix, unit and `_total`.
    pub(super) name: &'static str,
    /// Its unit, which becomes the name's end.
    pub(super) unit: Option<In>,
    pub(super) kind: Kind,
    /// Its label, where it has one, or two.
    pub(super) labels: &'static [&'static str],
    pub(super) help: &'static str,
}

/// What all names begin with.
pub(super) const PREFIX: &str = "linger";

const fn counter(name: &'static str, help: &'static str) -> Described {
    Described { name, unit: None, kind: Kind::Counter, labels: &[], help }
}

const fn gauge(name: &'static str, help: &'static str) -> Described {
    Described { name, unit: None, kind: Kind::Gauge, labels: &[], help }
}

impl Described {
    const fn by(self, labels: &'static [&'static str]) -> Self {
        Self { labels, ..self }
    }

    const fn measured(self, unit: In) -> Self {
        Self { unit: Some(unit), ..self }
    }

    /// Its name as it is scraped.
    pub(super) fn full_name(&self) -> String {
        let unit = self.unit.map(|unit| format!("_{}", unit.unit().as_str())).unwrap_or_default();
        let total = if self.kind == Kind::Counter { "_total" } else { "" };
        format!("{PREFIX}_{}{unit}{total}", self.name)
    }
}

pub(super) static EVENTS_RECEIVED: Described =
    counter("events_received", "Events of batches that were answered with a 2xx, refused ones included");
pub(super) static EVENTS_RECOVERED: Described =
    counter("events_recovered", "Events that an earlier process had acknowledged and left in the spool");
pub(super) static EVENTS_DELIVERED: Described =
    counter("events_delivered", "Events that the sink has accepted");
pub(super) static EVENTS_REJECTED: Described =
    counter("events_rejected", "Events that were refused and their page told, by reason").by(&["reason"]);
pub(super) static EVENTS_DEAD_LETTERED: Described =
    counter("events_dead_lettered", "Events that were kept as dead letters, by reason").by(&["reason"]);
pub(super) static EVENTS_PENDING: Described =
    gauge("events_pending", "Acknowledged events that wait for the sink");
pub(super) static EVENTS_POSSIBLY_DOUBLED: Described = counter(
    "events_possibly_doubled",
    "Delivered events that the sink may have taken twice, as an earlier call with them had no answer",
);

pub(super) static REQUESTS: Described =
    counter("requests", "Answers to POST /v1/batches, by class of the status and by problem; none for a 2xx")
        .by(&["class", "problem"]);
pub(super) static REQUEST_DURATION: Described = Described {
    name: "request_duration",
    unit: Some(In::Seconds),
    kind: Kind::Histogram,
    labels: &[],
    help: "From the head of a POST /v1/batches to its answer, the commit included",
};
pub(super) static REQUEST_BODY: Described =
    counter("request_body", "Bodies of batches as they were sent, compressed ones not inflated")
        .measured(In::Bytes);
pub(super) static REQUESTS_LIMITED: Described =
    counter("requests_limited", "Requests that were answered with 429, by whose rate was reached")
        .by(&["rate"]);
pub(super) static BATCHES_KEPT: Described = counter("batches_kept", "Batches that were made safe");
pub(super) static BATCHES_NOT_KEPT: Described =
    counter("batches_not_kept", "Batches that were answered with 503, by reason").by(&["reason"]);

pub(super) static CONNECTIONS_OPEN: Described = gauge("connections_open", "Connections that are open");
pub(super) static CONNECTIONS: Described = counter("connections", "Connections that were accepted");
pub(super) static CONNECTIONS_CUT: Described = counter(
    "connections_cut",
    "Connections that were ended by this side, by reason: idle, slow (no whole request head in time), handshake (TLS)",
)
.by(&["reason"]);

pub(super) static SPOOL: Described = gauge("spool", "What the spool holds on disk").measured(In::Bytes);
pub(super) static SPOOL_LIMIT: Described =
    gauge("spool_limit", "What the spool may hold").measured(In::Bytes);
pub(super) static SPOOL_BATCHES: Described = gauge("spool_batches", "Batches in the spool");
pub(super) static SPOOL_OLDEST_AGE: Described =
    gauge("spool_oldest_age", "Age of the oldest batch that waits for the sink; 0 where none does")
        .measured(In::Seconds);
pub(super) static SPOOL_COMMITS: Described = counter(
    "spool_commits",
    "Commits to disk (fdatasync); batches over commits is how well they are grouped",
);
pub(super) static SPOOL_COMMITTED_BATCHES: Described =
    counter("spool_committed_batches", "Batches that these commits made safe");

pub(super) static DELIVERY_CALLS: Described =
    counter("delivery_calls", "Calls to the sink, by outcome").by(&["outcome"]);
pub(super) static DELIVERY_RECORDS: Described =
    counter("delivery_records", "Records in these calls, by outcome").by(&["outcome"]);
pub(super) static DELIVERY_RETRIES: Described = counter("delivery_retries", "Records that were sent again");
pub(super) static DELIVERY_CONCURRENCY: Described =
    gauge("delivery_concurrency", "Calls that may run at once now; it falls when the sink throttles");
pub(super) static DELIVERY_RAW: Described =
    counter("delivery_raw", "Bytes of accepted records").measured(In::Bytes);
pub(super) static DELIVERY_BILLED: Described =
    counter("delivery_billed", "The same, each record rounded up to what is billed").measured(In::Bytes);
pub(super) static DELIVERY_BILLED_UNITS: Described =
    counter("delivery_billed_units", "The same in units of 5 KiB; nothing where the sink bills nothing");
pub(super) static DELIVERY_COST: Described = counter(
    "delivery_cost",
    "What the billed bytes cost at the list price that is set (ingest and conversion), an estimate",
)
.measured(In::Dollars);

pub(super) static CREDENTIALS_EXPIRY: Described = gauge(
    "credentials_expiry_timestamp",
    "When the credentials in use end, since 1970; they are renewed well before",
)
.measured(In::Seconds);

/// All metrics, by what they are of.
pub(super) static GROUPS: [(&str, &[&Described]); 6] = [
    (
        "Events",
        &[
            &EVENTS_RECEIVED,
            &EVENTS_RECOVERED,
            &EVENTS_DELIVERED,
            &EVENTS_REJECTED,
            &EVENTS_DEAD_LETTERED,
            &EVENTS_PENDING,
            &EVENTS_POSSIBLY_DOUBLED,
        ],
    ),
    (
        "Edge",
        &[&REQUESTS, &REQUEST_DURATION, &REQUEST_BODY, &REQUESTS_LIMITED, &BATCHES_KEPT, &BATCHES_NOT_KEPT],
    ),
    ("Server", &[&CONNECTIONS_OPEN, &CONNECTIONS, &CONNECTIONS_CUT]),
    (
        "Spool",
        &[&SPOOL, &SPOOL_LIMIT, &SPOOL_BATCHES, &SPOOL_OLDEST_AGE, &SPOOL_COMMITS, &SPOOL_COMMITTED_BATCHES],
    ),
    (
        "Delivery",
        &[
            &DELIVERY_CALLS,
            &DELIVERY_RECORDS,
            &DELIVERY_RETRIES,
            &DELIVERY_CONCURRENCY,
            &DELIVERY_RAW,
            &DELIVERY_BILLED,
            &DELIVERY_BILLED_UNITS,
            &DELIVERY_COST,
        ],
    ),
    ("Credentials", &[&CREDENTIALS_EXPIRY]),
];

/// The tables of `docs/metrics.md`.
pub(super) fn tables() -> String {
    let mut out = String::new();
    for (title, metrics) in GROUPS {
        let _ = write!(
            out,
            "\n## {title}\n\n| metric | type | unit | labels | meaning |\n|---|---|---|---|---|\n"
        );
        for metric in metrics {
            row(&mut out, metric);
        }
    }
    out
}

fn row(out: &mut String, metric: &Described) {
    let (name, kind, help) = (metric.full_name(), metric.kind.as_str(), metric.help);
    let labels: Vec<String> = metric.labels.iter().map(|label| format!("`{label}`")).collect();
    let _ = writeln!(
        out,
        "| `{name}` | {kind} | {} | {} | {help} |",
        metric.unit.map_or("", |unit| unit.unit().as_str()),
        labels.join(", ")
    );
}
