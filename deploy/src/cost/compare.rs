//! The way in by itself, as linger does it and as others' tutorials build it: ingest, conversion and edge for a month,
//! without S3, Athena and QuickSight.

use serde::Serialize;

use super::ingest::{self, Records};
use super::limits::MONTH_S;
use super::limits::{
    FUNCTION_GB, FUNCTION_S, HTTP_API_STEP_BYTES, TRANSFORM_AGE_S, TRANSFORM_BYTES, TRANSFORM_S,
};
use super::line::Shop;
use super::month::float;
use super::{Item, Kind, Line, Month, Prices};

/// A way from the page into the stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// A REST API called for each event, which is a record: what most tutorials build.
    RestPerEvent,
    /// A REST API called for each batch, whose mapping makes a record of each event.
    RestPerBatch,
    /// A function called for each batch, which makes a record of each event.
    FunctionPerEvent,
    /// The page as a guest of Cognito, a record for each event: what the AWS SDK's tutorial builds.
    GuestPerEvent,
    /// `lambda-url`: a record for each batch.
    FunctionPacked,
    /// `direct`, with a record for each batch, before the transformation.
    GuestPacked,
    /// `server`: records of many guests.
    ServerPacked,
}

impl Way {
    /// All of them, the dearest first.
    pub const ALL: [Self; 7] = [
        Self::RestPerEvent,
        Self::RestPerBatch,
        Self::FunctionPerEvent,
        Self::GuestPerEvent,
        Self::FunctionPacked,
        Self::GuestPacked,
        Self::ServerPacked,
    ];

    const fn records(self) -> Records {
        match self {
            Self::RestPerEvent | Self::RestPerBatch | Self::FunctionPerEvent | Self::GuestPerEvent => {
                Records::Event
            }
            Self::FunctionPacked | Self::GuestPacked => Records::Request,
            Self::ServerPacked => Records::Packed,
        }
    }
}

/// A way and what it costs.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Compared {
    /// The way.
    pub way: Way,
    /// Dollars of the month.
    pub usd: f64,
}

/// What each way costs a month.
#[must_use]
pub fn compare(prices: &Prices, month: &Month) -> Vec<Compared> {
    let shop = Shop { prices, region: month.region };
    let sum = |way: Way| {
        let stream = ingest::lines(shop, month, way.records());
        let edge = match way {
            Way::RestPerEvent => Some(rest_api(shop, float(month.sessions) * float(month.events))),
            Way::RestPerBatch => Some(rest_api(shop, month.requests())),
            Way::FunctionPerEvent | Way::FunctionPacked => Some(function(shop, month)),
            Way::GuestPerEvent | Way::GuestPacked | Way::ServerPacked => None,
        };
        stream.iter().chain(&edge).map(|line| line.usd).sum()
    };
    Way::ALL.into_iter().map(|way| Compared { way, usd: sum(way) }).collect()
}

/// A REST API's calls.
pub(super) fn rest_api(shop: Shop<'_>, calls: f64) -> Line {
    shop.line(Kind::Api, format!("{} REST calls", counted(calls)), &[(Item::RestApiRequest, calls)])
}

/// An HTTP API's calls, metered by their size.
pub(super) fn http_api(shop: Shop<'_>, month: &Month) -> Line {
    let calls = month.requests() * float(month.request_bytes().div_ceil(HTTP_API_STEP_BYTES));
    shop.line(Kind::Api, format!("{} HTTP calls", counted(calls)), &[(Item::HttpApiRequest, calls)])
}

/// The collector as a function.
pub(super) fn function(shop: Shop<'_>, month: &Month) -> Line {
    let calls = month.requests();
    let gb_s = calls * FUNCTION_S * FUNCTION_GB;
    let how = format!("{} calls of {:.0} ms with 128 MB", counted(calls), FUNCTION_S * 1e3);
    shop.line(Kind::Function, how, &[(Item::LambdaRequest, calls), (Item::LambdaGbSecond, gb_s)])
}

/// Calls of the transformation, at most: by size, and one for each age that has something in it.
pub(super) fn transform_calls(month: &Month, records: Records) -> f64 {
    let by_age = (MONTH_S / TRANSFORM_AGE_S).min(records.count(month));
    month.bytes() / TRANSFORM_BYTES + by_age
}

/// The transformation.
pub(super) fn transformation(shop: Shop<'_>, month: &Month, records: Records) -> Line {
    let calls = transform_calls(month, records);
    let gb_s = calls * TRANSFORM_S * FUNCTION_GB;
    let how = format!("{} calls of {:.0} ms with 128 MB, at most", counted(calls), TRANSFORM_S * 1e3);
    shop.line(Kind::Transformation, how, &[(Item::LambdaRequest, calls), (Item::LambdaGbSecond, gb_s)])
}

/// A count as people read it.
pub(super) fn counted(count: f64) -> String {
    match count {
        count if count >= 1e6 => format!("{:.2} million", count / 1e6),
        count if count >= 1e4 => format!("{:.1} thousand", count / 1e3),
        count => format!("{count:.0}"),
    }
}
