//! What the edge takes, and how much of it.

use std::net::IpAddr;
use std::time::Duration;

use super::super::form::Form;
use super::super::key::{Fallback, Key, Kind, Unit};
use super::super::values::Values;

const NO_LIMIT: &str = "0 is no limit, and nobody sends four thousand million batches a minute";

const ADDRESS_PER_MINUTE: Key = Key::new(
    "edge.address_per_minute",
    Kind::number(0, 4_000_000_000, Unit::Count, NO_LIMIT),
    Fallback::Fixed("600"),
    "Batches taken from one address in a minute, on average; 0 for no limit. A whole restaurant may share an address. \
     More are answered with 429.",
);
const SITE_PER_MINUTE: Key = Key::new(
    "edge.site_per_minute",
    Kind::number(0, 4_000_000_000, Unit::Count, NO_LIMIT),
    Fallback::Fixed("60000"),
    "Batches taken for one site in a minute, on average; 0 for no limit. More are answered with 429: it bounds what a \
     stranger who knows the key can cost.",
);
const TRUSTED_PROXIES: Key = Key::new(
    "edge.trusted_proxies",
    Kind::List(Form::Network),
    Fallback::Unset,
    "Addresses and networks of the proxies whose `X-Forwarded-For` is believed; nobody's where it is not given.",
)
.for_example("[\"127.0.0.1\", \"10.0.0.0/8\"]");
const HEADER_TIMEOUT_MS: Key = Key::new(
    "edge.header_timeout_ms",
    Kind::number(
        100,
        300_000,
        Unit::Milliseconds,
        "phones on bad lines need seconds, attackers take minutes",
    ),
    Fallback::Fixed("10000"),
    "Time in which a request's headers have to arrive.",
);
const BODY_TIMEOUT_MS: Key = Key::new(
    "edge.body_timeout_ms",
    Kind::number(
        100,
        300_000,
        Unit::Milliseconds,
        "phones on bad lines need seconds, attackers take minutes",
    ),
    Fallback::Fixed("20000"),
    "Time in which a request's body has to arrive.",
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
    ADDRESS_PER_MINUTE,
    SITE_PER_MINUTE,
    TRUSTED_PROXIES,
    HEADER_TIMEOUT_MS,
    BODY_TIMEOUT_MS,
    CONNECTIONS_MAX,
    HTTP2,
];

/// The edge's settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// Batches of one address in a minute; `None` for no limit.
    pub address_per_minute: Option<u32>,
    /// Batches for one site in a minute; `None` for no limit.
    pub site_per_minute: Option<u32>,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<Network>,
    /// Time in which headers have to arrive.
    pub header_timeout: Duration,
    /// Time in which a body has to arrive.
    pub body_timeout: Duration,
    /// Connections open at once, at most.
    pub connections_max: usize,
    /// Whether HTTP/2 is spoken.
    pub http2: bool,
}

/// An address, or all that share their first bits with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    /// The address.
    pub address: IpAddr,
    /// How many of its bits count: 32 or 128 for one address alone.
    pub bits: u8,
}

pub(super) fn of(values: &Values) -> Edge {
    Edge {
        address_per_minute: limit(values, &ADDRESS_PER_MINUTE),
        site_per_minute: limit(values, &SITE_PER_MINUTE),
        trusted_proxies: values.list(&TRUSTED_PROXIES).iter().filter_map(|text| network(text)).collect(),
        header_timeout: Duration::from_millis(values.number(&HEADER_TIMEOUT_MS)),
        body_timeout: Duration::from_millis(values.number(&BODY_TIMEOUT_MS)),
        connections_max: usize::try_from(values.number(&CONNECTIONS_MAX)).unwrap_or(usize::MAX),
        http2: values.flag(&HTTP2),
    }
}

fn limit(values: &Values, key: &Key) -> Option<u32> {
    u32::try_from(values.number(key)).ok().filter(|limit| *limit > 0)
}

fn network(text: &str) -> Option<Network> {
    let (address, bits) = text.split_once('/').map_or((text, None), |(address, bits)| (address, Some(bits)));
    let address: IpAddr = address.parse().ok()?;
    let whole = if address.is_ipv4() { 32 } else { 128 };
    let bits = bits.map_or(Some(whole), |bits| bits.parse().ok())?;
    Some(Network { address, bits })
}
