//! What the edge takes, and how much of it.

use std::time::Duration;

use super::super::form::Form;
use super::super::key::{Fallback, Key, Kind, Unit};
use super::super::problem::Problem;
use super::super::values::Values;
use super::conflict;
use crate::edge::{Network, Rate};

const NO_LIMIT: &str = "0 is no limit, and no machine takes a million batches a second";
const BURST: &str = "at least as many as in a second, or 0 with no limit";
const PHONES: &str = "phones on bad lines need seconds, attackers take minutes";

const ADDRESS_PER_S: Key = Key::new(
    "edge.address_per_s",
    Kind::number(0, 1_000_000, Unit::Count, NO_LIMIT),
    Fallback::Fixed("50"),
    "Batches taken from one address in a second, on average; 0 for no limit. A whole restaurant may share an address. \
     More are answered with 429.",
);
const ADDRESS_BURST: Key = Key::new(
    "edge.address_burst",
    Kind::number(0, 100_000_000, Unit::Count, BURST),
    Fallback::Fixed("1000"),
    "Batches taken from one address at once, after a pause: a restaurant that is back in the network.",
);
const SITE_PER_S: Key = Key::new(
    "edge.site_per_s",
    Kind::number(0, 1_000_000, Unit::Count, NO_LIMIT),
    Fallback::Fixed("500"),
    "Batches taken for one site in a second, on average; 0 for no limit. It bounds what a stranger who knows the key \
     can cost.",
);
const SITE_BURST: Key = Key::new(
    "edge.site_burst",
    Kind::number(0, 100_000_000, Unit::Count, BURST),
    Fallback::Fixed("5000"),
    "Batches taken for one site at once, after a pause.",
);
const TRUSTED_PROXIES: Key = Key::new(
    "edge.trusted_proxies",
    Kind::List(Form::Network),
    Fallback::Unset,
    "Addresses and networks of the proxies whose `X-Forwarded-For` is believed; no others' is.",
)
.for_example("[\"127.0.0.1\", \"10.0.0.0/8\"]");
const HEADER_TIMEOUT_MS: Key = Key::new(
    "edge.header_timeout_ms",
    Kind::number(100, 300_000, Unit::Milliseconds, PHONES),
    Fallback::Fixed("10000"),
    "Time in which a request's headers have to arrive.",
);
const BODY_TIMEOUT_MS: Key = Key::new(
    "edge.body_timeout_ms",
    Kind::number(100, 300_000, Unit::Milliseconds, PHONES),
    Fallback::Fixed("30000"),
    "Time in which a request's body has to arrive.",
);
const IDLE_TIMEOUT_MS: Key = Key::new(
    "edge.idle_timeout_ms",
    Kind::number(100, 3_600_000, Unit::Milliseconds, "whoever is in front should give a connection up first"),
    Fallback::Fixed("75000"),
    "Time a connection may be silent between requests; longer than that of the proxy or load balancer in front, which \
     is 60 seconds with AWS's.",
);
const CONNECTIONS_MAX: Key = Key::new(
    "edge.connections_max",
    Kind::number(1, 1_000_000, Unit::Count, "each is a file to the system, whose limit has to allow it"),
    Fallback::Fixed("4096"),
    "Connections open at once, at most; more wait to be accepted.",
);
const HTTP2: Key = Key::new(
    "edge.http2",
    Kind::Flag,
    Fallback::Fixed("true"),
    "Whether HTTP/2 is spoken with those who ask for it.",
);

pub(super) const KEYS: &[Key] = &[
    ADDRESS_PER_S,
    ADDRESS_BURST,
    SITE_PER_S,
    SITE_BURST,
    TRUSTED_PROXIES,
    HEADER_TIMEOUT_MS,
    BODY_TIMEOUT_MS,
    IDLE_TIMEOUT_MS,
    CONNECTIONS_MAX,
    HTTP2,
];

/// The edge's settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// From one address.
    pub address: Rate,
    /// For one site.
    pub site: Rate,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<Network>,
    /// Time in which headers have to arrive.
    pub header_timeout: Duration,
    /// Time in which a body has to arrive.
    pub body_timeout: Duration,
    /// Time a connection may be silent between requests.
    pub idle_timeout: Duration,
    /// Connections open at once, at most.
    pub connections_max: usize,
    /// Whether HTTP/2 is spoken.
    pub http2: bool,
}

pub(super) fn of(values: &Values) -> Edge {
    Edge {
        address: rate(values, &ADDRESS_PER_S, &ADDRESS_BURST),
        site: rate(values, &SITE_PER_S, &SITE_BURST),
        // One that is no network is a problem already, and is left out here.
        trusted_proxies: values.list(&TRUSTED_PROXIES).iter().filter_map(|text| text.parse().ok()).collect(),
        header_timeout: Duration::from_millis(values.number(&HEADER_TIMEOUT_MS)),
        body_timeout: Duration::from_millis(values.number(&BODY_TIMEOUT_MS)),
        idle_timeout: Duration::from_millis(values.number(&IDLE_TIMEOUT_MS)),
        connections_max: usize::try_from(values.number(&CONNECTIONS_MAX)).unwrap_or(usize::MAX),
        http2: values.flag(&HTTP2),
    }
}

fn rate(values: &Values, per_s: &Key, burst: &Key) -> Rate {
    let number = |key| u32::try_from(values.number(key)).unwrap_or(u32::MAX);
    Rate { per_s: number(per_s), burst: number(burst) }
}

pub(super) fn conflicts(values: &Values) -> Vec<Problem> {
    let pairs = [(&ADDRESS_PER_S, &ADDRESS_BURST), (&SITE_PER_S, &SITE_BURST)];
    pairs.into_iter().filter_map(|(per_s, burst)| too_small_a_burst(values, per_s, burst)).collect()
}

fn too_small_a_burst(values: &Values, per_s: &Key, burst: &Key) -> Option<Problem> {
    let Rate { per_s: rate, burst: at_once } = self::rate(values, per_s, burst);
    let found = format!("`{}` is {rate} and `{}` is {at_once}", per_s.path, burst.path);
    let allowed = "allow at once what is allowed in a second, at least".to_owned();
    (at_once < rate).then(|| conflict(values, burst, found, allowed))
}
