//! How records are handed to the sink.

use std::time::Duration;

use super::super::key::{Fallback, Key, Kind, Unit};
use super::super::problem::Problem;
use super::super::value::Value;
use super::super::values::Values;
use super::conflict;
use super::place::{self, SinkName};
use super::spool;
use crate::deliver::DeliverySettings;

const FLUSH_AGE_MS: Key = Key::new(
    "delivery.flush_age_ms",
    Kind::number(
        10,
        900_000,
        Unit::Milliseconds,
        "a record costs at least 5 KiB, so that very small ages cost much, and after 15 minutes figures are stale",
    ),
    Fallback::Derived { words: "30000; 500 with the sink `lake`", value: flush_age },
    "Age of the oldest waiting event at which a record is sent though it is not full. Longer is cheaper.",
);
const CONCURRENCY_MAX: Key = Key::new(
    "delivery.concurrency_max",
    Kind::number(1, 256, Unit::Count, "each call holds up to 4 MiB"),
    Fallback::Fixed("8"),
    "Calls under way at once, at most; throttling lowers it for a while.",
);
const ATTEMPTS_MAX: Key = Key::new(
    "delivery.attempts_max",
    Kind::number(1, 1000, Unit::Count, "a record that failed a thousand times alone will not be taken"),
    Fallback::Fixed("12"),
    "Attempts after which a record that fails while others are taken becomes a dead letter. An outage counts none.",
);
const CALL_TIMEOUT_MS: Key = Key::new(
    "delivery.call_timeout_ms",
    Kind::number(
        100,
        300_000,
        Unit::Milliseconds,
        "4 MiB take a while on a slow line, and who waits for minutes waits for nobody",
    ),
    Fallback::Fixed("10000"),
    "Time after which a call counts as unanswered and is made again, which may store events twice; their ids tell.",
);
const BACKOFF_BASE_MS: Key = Key::new(
    "delivery.backoff_base_ms",
    Kind::number(1, 60_000, Unit::Milliseconds, "it is doubled with each attempt"),
    Fallback::Fixed("200"),
    "Bound of the first pause after a failure. Each pause is drawn at random between nothing and its bound.",
);
const BACKOFF_MAX_MS: Key = Key::new(
    "delivery.backoff_max_ms",
    Kind::number(1, 3_600_000, Unit::Milliseconds, "the sink is not noticed to be back for as long"),
    Fallback::Fixed("30000"),
    "Bound of any pause.",
);
const DRAIN_MS: Key = Key::new(
    "delivery.drain_ms",
    Kind::number(
        0,
        600_000,
        Unit::Milliseconds,
        "what is left stays in the spool, so nobody need wait longer",
    ),
    Fallback::Fixed("25000"),
    "Time for delivering what is waiting when the process is told to stop; Kubernetes kills after 30 seconds, `docker \
     stop` after 10.",
);
const IN_FLIGHT_BYTES_MAX: Key = Key::new(
    "delivery.in_flight_bytes_max",
    Kind::number(
        4 << 20,
        1 << 32,
        Unit::Bytes,
        "below 4 MiB not one call of Firehose is full, and above 4 GiB memory ends first",
    ),
    Fallback::Fixed("8388608"),
    "Bytes read from the spool and not yet taken by the sink, at most: the delivery's share of memory.",
);

pub(super) const KEYS: &[Key] = &[
    FLUSH_AGE_MS,
    CONCURRENCY_MAX,
    ATTEMPTS_MAX,
    CALL_TIMEOUT_MS,
    BACKOFF_BASE_MS,
    BACKOFF_MAX_MS,
    DRAIN_MS,
    IN_FLIGHT_BYTES_MAX,
];

pub(super) fn of(values: &Values) -> DeliverySettings {
    let ms = |key| Duration::from_millis(values.number(key));
    DeliverySettings {
        flush_age: ms(&FLUSH_AGE_MS),
        concurrency_max: count(values, &CONCURRENCY_MAX),
        attempts_max: u32::try_from(values.number(&ATTEMPTS_MAX)).unwrap_or(u32::MAX),
        call_timeout: ms(&CALL_TIMEOUT_MS),
        backoff_base: ms(&BACKOFF_BASE_MS),
        backoff_max: ms(&BACKOFF_MAX_MS),
        drain: ms(&DRAIN_MS),
        in_flight_bytes_max: count(values, &IN_FLIGHT_BYTES_MAX),
        age_max: spool::age_max(values),
    }
}

fn count(values: &Values, key: &Key) -> usize {
    usize::try_from(values.number(key)).unwrap_or(usize::MAX)
}

/// A file of the lake costs nothing, and whoever watches the dashboard waits for it.
#[expect(clippy::unnecessary_wraps, reason = "other defaults that follow from keys may be none")]
fn flush_age(values: &Values) -> Option<Value> {
    Some(Value::Number(if place::sink(values) == SinkName::Lake { 500 } else { 30_000 }))
}

pub(super) fn conflicts(values: &Values) -> Vec<Problem> {
    let (base, max) = (values.number(&BACKOFF_BASE_MS), values.number(&BACKOFF_MAX_MS));
    let found = format!("`delivery.backoff_base_ms` is {base} and `delivery.backoff_max_ms` is {max}");
    let allowed = "give a first bound that is no longer than the last".to_owned();
    (base > max).then(|| conflict(values, &BACKOFF_MAX_MS, found, allowed)).into_iter().collect()
}
