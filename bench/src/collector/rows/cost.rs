//! What a million sessions cost: the requests that the SDK's engine sends of sessions with twenty events, the units that
//! the double bills for them, and AWS's prices (us-east-1, November 2026).

use bytes::Bytes;

use super::cold::{self, Warm};
use super::{Bench, Row, float};
use crate::collector::Result;
use crate::collector::client::Connection;
use crate::collector::guest::Visit;
use crate::collector::report::{Bounds, Line, Side};
use crate::collector::service::Service;
use crate::collector::subject::{Subject, Tuning};

const SERVER: Bounds = Bounds { side: Side::AtMost, must: 0.28, aim: 0.15, show: dollars };
const LAMBDA: Bounds = Bounds { side: Side::AtMost, must: 1.37, aim: 0.90, show: dollars };

/// Firehose, Direct PUT: <https://aws.amazon.com/firehose/pricing/>. A gigabyte as 10⁹ bytes, the dearer reading.
const INGEST_PER_GB: f64 = 0.029;
/// Conversion to Parquet.
const CONVERSION_PER_GB: f64 = 0.018;
const GB: f64 = 1e9;

/// Lambda on arm64: <https://aws.amazon.com/lambda/pricing/>. A function URL costs nothing more.
const PER_REQUEST: f64 = 0.20 / 1e6;
const PER_GB_SECOND: f64 = 0.000_013_333_4;
/// The least memory a function can have: 128 MB.
const FUNCTION_GB: f64 = 0.125;

const MILLION: f64 = 1e6;

/// Enough that the last record, which is not full, is nothing.
const SESSIONS: usize = 2_000;

fn dollars(value: f64) -> String {
    format!("${value:.2}")
}

pub(super) async fn measure(bench: &Bench) -> Result<Vec<Line>> {
    let count = if bench.quick { SESSIONS / 10 } else { SESSIONS };
    let posts: Vec<Bytes> =
        Visit::sessions(0).take(count).flat_map(|visit| visit.posts).map(|post| post.body.into()).collect();
    let sessions = float(count as u64);
    let each = float(posts.len() as u64) / sessions;
    let sent = float(posts.iter().map(|body| body.len() as u64).sum()) / sessions;
    let (billed, raw) = packed(bench, &posts).await?;
    let (billed, raw) = (billed / sessions, raw / sessions);
    let warm = cold::warm(bench, &posts[..posts.len().min(500)]).await?;
    let server = billed * MILLION / GB * (INGEST_PER_GB + CONVERSION_PER_GB);
    let packed = format!(
        "{each:.2} requests and {sent:.0} bytes a session, {raw:.0} as lines, {billed:.0} billed; host not counted"
    );
    let function =
        format!("{:.1} ms and {:.0} billed bytes a request", warm.seconds * 1e3, warm.billed_bytes);
    Ok(vec![
        SERVER.line("a million sessions of 20 events, server", server, &packed),
        LAMBDA.line("a million sessions of 20 events, Lambda URL", on_lambda(each, &warm), &function),
    ])
}

fn on_lambda(requests: f64, warm: &Warm) -> f64 {
    let request = PER_REQUEST + warm.seconds * FUNCTION_GB * PER_GB_SECOND;
    let stored = warm.billed_bytes / GB * (INGEST_PER_GB + CONVERSION_PER_GB);
    requests * MILLION * (request + stored)
}

/// Billed and raw bytes of all requests, sent to the server as one evening of many restaurants.
async fn packed(bench: &Bench, posts: &[Bytes]) -> Result<(f64, f64)> {
    let folder = bench.folder(Row::Cost)?;
    let service = Service::open_counting().await;
    let subject = Subject::start(&bench.collector, &folder, &Tuning::to(&service.endpoint())).await?;
    let mut connection = Connection::open(subject.address).await?;
    for body in posts {
        connection.post(body.clone()).await?;
    }
    subject.drained().await?;
    subject.stop().await?;
    let counts = service.counts();
    Ok((float(counts.billed_bytes()), float(counts.0.data_bytes)))
}
