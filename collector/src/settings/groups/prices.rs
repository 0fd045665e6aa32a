//! What the bill is estimated by.

use super::super::key::{Fallback, Key, Kind};
use super::super::values::Values;

const INGEST_PER_GB: Key = Key::new(
    "prices.ingest_per_gb",
    Kind::Dollars,
    Fallback::Fixed("0.029"),
    "Dollars for a gigabyte that Firehose takes in; the default is that of us-east-1. For the estimate in the metrics \
     only.",
);
const CONVERSION_PER_GB: Key = Key::new(
    "prices.conversion_per_gb",
    Kind::Dollars,
    Fallback::Fixed("0.018"),
    "Dollars for a gigabyte that Firehose makes Parquet of; 0 for a stream without conversion.",
);

pub(super) const KEYS: &[Key] = &[INGEST_PER_GB, CONVERSION_PER_GB];

/// Prices in dollars.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prices {
    /// Of a gigabyte taken in.
    pub ingest_per_gb: f64,
    /// Of a gigabyte converted.
    pub conversion_per_gb: f64,
}

pub(super) fn of(values: &Values) -> Prices {
    Prices {
        ingest_per_gb: values.dollars(&INGEST_PER_GB),
        conversion_per_gb: values.dollars(&CONVERSION_PER_GB),
    }
}
