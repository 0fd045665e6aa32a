//! Under load, beside nginx and Express: the same batches, connections and machine, one after another.

use std::time::Duration;

use tokio::time::{Instant, sleep};

use super::{Bench, Row, float};
use crate::collector::baseline;
use crate::collector::body::Template;
use crate::collector::paced::{self, Pace};
use crate::collector::report::{Bounds, Line, Side};
use crate::collector::service::Service;
use crate::collector::subject::{Subject, Tuning};
use crate::collector::wrk::{CONNECTIONS, Load, Seen};
use crate::collector::{Result, problem};

const RATIO: Bounds =
    Bounds { side: Side::AtLeast, must: 0.25, aim: 0.4, show: |value| format!("{value:.2}") };
const TIMES_LESS: Bounds =
    Bounds { side: Side::AtLeast, must: 30.0, aim: 50.0, show: |value| format!("{value:.0}×") };
const CPU: Bounds =
    Bounds { side: Side::AtMost, must: 25.0, aim: 15.0, show: |value| format!("{value:.1} µs") };
const P99: Bounds =
    Bounds { side: Side::AtMost, must: 25.0, aim: 10.0, show: |value| format!("{value:.1} ms") };
const MEMORY: Bounds =
    Bounds { side: Side::AtMost, must: 40.0, aim: 30.0, show: |value| format!("{value:.0} MB") };
const BILLED: Bounds =
    Bounds { side: Side::AtMost, must: 1.05, aim: 1.05, show: |value| format!("{value:.3}") };

/// Warm before it counts: connections, allocators, the page cache.
const WARM_UP: Duration = Duration::from_secs(3);

/// How often nginx and the collector take turns: what else the machine does meets both.
const ROUNDS: usize = 3;

/// What is first numbered in the paced run, so that its visits are none of wrk's.
const PACED_VISIT: u64 = 1 << 40;

/// A server of so few requests a second is measured shortly.
const EXPRESS_TIME: Duration = Duration::from_secs(8);

struct Times {
    round: Duration,
    paced: Duration,
}

impl Times {
    const fn of(bench: &Bench) -> Self {
        let (round, paced) = if bench.quick { (4, 5) } else { (12, 30) };
        Self { round: Duration::from_secs(round), paced: Duration::from_secs(paced) }
    }
}

/// What the rounds came to.
struct Rounds {
    /// Requests a second of nginx and of the collector, round by round.
    rates: Vec<(f64, f64)>,
    nginx_cpu_us: f64,
    /// Microseconds a request, delivery and what follows the last answer included.
    cpu_us: f64,
    billed: f64,
    most_bytes: u64,
}

pub(super) async fn measure(bench: &Bench) -> Result<Vec<Line>> {
    let folder = bench.folder(Row::Load)?;
    let times = Times::of(bench);
    let service = Service::open_counting().await;
    let mut load = Load::try_new(&folder, &bench.scripts.join("load.lua"))?;
    let subject = Subject::start(&bench.collector, &folder, &Tuning::to(&service.endpoint())).await?;
    let rounds = rounds(bench, &times, &mut load, &subject, &service).await?;
    let (mine, p99, most_bytes) = paced(&times, &rounds, &subject).await?;
    subject.stop().await?;
    let express_cpu_us = express(bench, &mut load, &service).await?;
    Ok(lines(&rounds, (mine, p99), most_bytes, express_cpu_us))
}

async fn rounds(
    bench: &Bench,
    times: &Times,
    load: &mut Load,
    subject: &Subject,
    service: &Service,
) -> Result<Rounds> {
    let (mut nginx, nginx_address) = baseline::nginx(&subject.folder).await?;
    load.run(nginx_address, WARM_UP).await?;
    load.run(subject.address, WARM_UP).await?;
    subject.drained().await?;
    let (before, nginx_before, mine_before) = (service.counts(), nginx.cpu(), subject.cpu());
    let mut seen = Vec::new();
    for _ in 0..if bench.quick { 1 } else { ROUNDS } {
        let theirs = load.run(nginx_address, times.round).await?;
        let ours = load.run(subject.address, times.round).await?;
        subject.drained().await?;
        seen.push((theirs, ours));
    }
    let counts = service.counts();
    let nginx_cpu = nginx.cpu().saturating_sub(nginx_before);
    // Asked to, as a master that is killed leaves its workers behind.
    nginx.stop().await?;
    let requests = |one: fn(&(Seen, Seen)) -> u64| float(seen.iter().map(one).sum::<u64>());
    Ok(Rounds {
        rates: seen.iter().map(|(theirs, ours)| (theirs.per_second(), ours.per_second())).collect(),
        nginx_cpu_us: micros(nginx_cpu) / requests(|(theirs, _)| theirs.requests),
        cpu_us: micros(subject.cpu().saturating_sub(mine_before)) / requests(|(_, ours)| ours.requests),
        billed: counts.since(before).billed_share(),
        most_bytes: subject.memory().most_bytes,
    })
}

/// Half of the load that was reached: the rate, the 99th percentile in milliseconds, and the most memory so far.
async fn paced(times: &Times, rounds: &Rounds, subject: &Subject) -> Result<(u64, f64, u64)> {
    let (_, rate) = middle(&rounds.rates).ok_or_else(|| problem("no round was measured".to_owned()))?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a rate is positive and small"
    )]
    let per_second = (rate / 2.0) as u64;
    let pace = Pace { per_second, time: times.paced, connections: CONNECTIONS, visit: PACED_VISIT };
    let latencies = paced::latencies(subject.address, pace).await?;
    let p99 = paced::per_mille(&latencies, 990).as_secs_f64() * 1e3;
    Ok((per_second, p99, subject.memory().most_bytes))
}

/// CPU of Express a request, in microseconds.
async fn express(bench: &Bench, load: &mut Load, service: &Service) -> Result<f64> {
    let folder = bench.folder.join(Row::Load.id());
    let server = bench.scripts.join("node/server.mjs");
    let (express, address) = baseline::express(&folder, &server, &service.endpoint()).await?;
    load.run(address, WARM_UP).await?;
    let before = settled(|| express.cpu()).await;
    let seen = load.run(address, EXPRESS_TIME).await?;
    Ok(micros(settled(|| express.cpu()).await.saturating_sub(before)) / float(seen.requests))
}

/// A figure that grows no more: requests that were cut off at the end of a run are still worked on.
async fn settled(look: impl Fn() -> Duration) -> Duration {
    const CALM: Duration = Duration::from_millis(300);
    let began = Instant::now();
    let mut last = look();
    loop {
        sleep(CALM).await;
        let now = look();
        if now == last || began.elapsed() > CALM * 50 {
            return now;
        }
        last = now;
    }
}

/// The round in the middle, by the ratio of both rates.
fn middle(rates: &[(f64, f64)]) -> Option<(f64, f64)> {
    let mut sorted = rates.to_vec();
    sorted.sort_by(|(a, b), (c, d)| (b / a).total_cmp(&(d / c)));
    sorted.get(sorted.len() / 2).copied()
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

fn lines(rounds: &Rounds, (half, p99): (u64, f64), most_bytes: u64, express_cpu_us: f64) -> Vec<Line> {
    let (theirs, ours) = middle(&rounds.rates).unwrap_or_default();
    let rates = format!("{ours:.0} of {theirs:.0} a second, bodies of {} bytes", Template::default().bytes());
    let cpu = format!("to delivery; nginx {:.1} µs", rounds.nginx_cpu_us);
    vec![
        RATIO.line(
            "durable acknowledgement of 10 events, 256 connections: requests against nginx's 204",
            ours / theirs,
            &rates,
        ),
        TIMES_LESS.line(
            "CPU a request against Express with the AWS SDK",
            express_cpu_us / rounds.cpu_us,
            &format!("{express_cpu_us:.0} µs"),
        ),
        CPU.line("CPU a durable request of 10 events", rounds.cpu_us, &cpu),
        P99.line("99th percentile at half that load", p99, &format!("at {half} a second")),
        MEMORY.line(
            "most resident memory under that load",
            float(most_bytes.max(rounds.most_bytes)) / 1e6,
            "",
        ),
        BILLED.line("billed bytes against bytes, under load", rounds.billed, ""),
    ]
}
