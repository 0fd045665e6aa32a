//! A million events that nobody fetches: the sink is a port on which nobody listens.

use tokio::time::{Duration, Instant, sleep};

use super::{Bench, Row, float};
use crate::collector::guest::LOAD_EVENTS;
use crate::collector::program::free_address;
use crate::collector::report::{Bounds, Line, Side};
use crate::collector::subject::{PENDING, Subject, Tuning};
use crate::collector::writers::Writers;
use crate::collector::wrk::CONNECTIONS;
use crate::collector::{Result, problem};

const MEMORY: Bounds =
    Bounds { side: Side::AtMost, must: 80.0, aim: 50.0, show: |value| format!("{value:.0} MB") };

const EVENTS: u64 = 1_000_000;

/// For so long it goes on trying, with all of it spooled.
const TRYING: Duration = Duration::from_secs(5);

pub(super) async fn measure(bench: &Bench) -> Result<Vec<Line>> {
    let folder = bench.folder(Row::Backlog)?;
    let nobody = Tuning::to(&format!("http://{}", free_address()?));
    // What is left at the end is left, and nobody waits for it.
    let tuning = nobody.with("delivery.drain_ms", 0).with("spool.bytes_max", 2 << 30);
    let subject = Subject::start(&bench.collector, &folder, &tuning).await?;
    let before = subject.cpu();
    let batches = EVENTS / LOAD_EVENTS as u64;
    let began = Instant::now();
    Writers::new(batches).begin(subject.address, CONNECTIONS).join_all().await;
    let cpu_us = subject.cpu().saturating_sub(before).as_secs_f64() * 1e6 / float(batches);
    let per_second = float(batches) / began.elapsed().as_secs_f64();
    let filled = held(&subject).await?;
    subject.stop().await?;
    let again = Subject::start(&bench.collector, &folder, &tuning).await?;
    let restarted = held(&again).await?;
    again.stop().await?;
    let more = format!(
        "started again on it {restarted:.0} MB; {per_second:.0} a second, {cpu_us:.1} µs of CPU each"
    );
    let what = "most resident memory with a million events spooled and the sink down";
    Ok(vec![MEMORY.line(what, filled.max(restarted), &more)])
}

/// The most memory so far in megabytes, with all events waiting.
async fn held(subject: &Subject) -> Result<f64> {
    sleep(TRYING).await;
    let pending = subject.metrics().await?.sum(PENDING);
    if pending < float(EVENTS) {
        return Err(problem(format!("only {pending} events wait")));
    }
    Ok(float(subject.memory().most_bytes) / 1e6)
}
