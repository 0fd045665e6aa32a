//! When hardly anybody comes, every request is older than the flush age before the next one comes: a record of its own.
//! An hour of that is reckoned by sending one request after the other, each once the one before has been delivered, with
//! the least flush age there is.

use std::collections::BTreeMap;

use super::{Bench, Row, float};
use crate::collector::Result;
use crate::collector::client::Connection;
use crate::collector::guest::Visit;
use crate::collector::report::Line;
use crate::collector::service::{Service, UNIT_BYTES};
use crate::collector::subject::{Subject, Tuning};

/// One visit a minute for an hour.
const VISITS: usize = 60;

pub(super) async fn measure(bench: &Bench) -> Result<Vec<Line>> {
    let folder = bench.folder(Row::Quiet)?;
    let service = Service::open_counting().await;
    let tuning = Tuning::to(&service.endpoint()).with("delivery.flush_age_ms", 10);
    let subject = Subject::start(&bench.collector, &folder, &tuning).await?;
    let mut connection = Connection::open(subject.address).await?;
    let (mut least_bytes, mut sizes) = (0, BTreeMap::<u64, u64>::new());
    for visit in Visit::sessions(0).take(if bench.quick { VISITS / 6 } else { VISITS }) {
        for post in visit.posts {
            let before = service.counts();
            connection.post(post.body.into()).await?;
            subject.drained().await?;
            let bytes = service.counts().since(before).0.data_bytes;
            least_bytes += bytes.next_multiple_of(UNIT_BYTES);
            *sizes.entry(bytes.div_ceil(UNIT_BYTES)).or_default() += 1;
        }
    }
    let counts = service.counts();
    subject.stop().await?;
    let [billed, least] =
        [counts.billed_bytes(), least_bytes].map(|bytes| float(bytes) / float(counts.0.data_bytes));
    let must = format!("≤ the least that the flush age allows: {least:.2}");
    let reached = format!(
        "{billed:.2} ({} records of {} bytes on average)",
        counts.0.records,
        counts.0.data_bytes / counts.0.records
    );
    let what = "billed bytes against bytes, one visit a minute";
    Ok(vec![Line::plain(what, &must, billed <= least, reached)])
}
