//! What Firehose bills: records, each rounded up.

use super::limits::{GB, PACKED_BYTES, RECORD_UNIT_BYTES};
use super::line::Shop;
use super::month::float;
use super::{Item, Kind, Line, Month};

/// How events lie in records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Records {
    /// One for each event, as the SDKs' tutorials do it.
    Event,
    /// One for each request, with all of its events.
    Request,
    /// Those of many guests together, up to a size.
    Packed,
}

/// What a record of so many bytes is billed as.
#[must_use]
pub const fn billed_bytes(record_bytes: u64) -> u64 {
    record_bytes.div_ceil(RECORD_UNIT_BYTES) * RECORD_UNIT_BYTES
}

impl Records {
    /// How many there are.
    pub(super) fn count(self, month: &Month) -> f64 {
        match self {
            Self::Event => float(month.sessions) * float(month.events),
            Self::Request => month.requests(),
            Self::Packed => month.bytes() / PACKED_BYTES,
        }
    }

    /// What they are billed as together.
    pub(super) fn billed(self, month: &Month) -> f64 {
        match self {
            Self::Event => self.count(month) * float(billed_bytes(month.event_bytes)),
            Self::Request => self.count(month) * float(billed_bytes(month.request_bytes())),
            // Where a record ends within its last unit is chance: half of it is empty on average.
            Self::Packed => month.bytes() + self.count(month) * float(RECORD_UNIT_BYTES) / 2.0,
        }
    }
}

/// The two lines that Firehose bills.
pub(super) fn lines(shop: Shop<'_>, month: &Month, records: Records) -> [Line; 2] {
    let gb = records.billed(month) / GB;
    let how = || format!("{gb:.2} GB billed of {:.2} sent", month.bytes() / GB);
    [
        shop.line(Kind::Ingest, how(), &[(Item::FirehoseIngest, gb)]),
        shop.line(Kind::Conversion, how(), &[(Item::FirehoseConversion, gb)]),
    ]
}
