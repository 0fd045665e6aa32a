//! Requests at a fixed rate, whatever becomes of those before. Latency counts from when a request was due, so that a server
//! which stalls is charged with all that had to wait meanwhile (coordinated omission).

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use linger_wire::Id;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until};

use super::body::Template;
use super::client::Connection;
use super::{Result, problem};

/// What to send.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// Requests a second.
    pub per_second: u64,
    /// For how long.
    pub time: Duration,
    /// Connections they are spread over.
    pub connections: usize,
    /// The first visit's number.
    pub visit: u64,
}

struct Run {
    pace: Pace,
    template: Template,
    began: Instant,
    next: AtomicU64,
}

impl Run {
    /// When the next request is due, and its number; `None` after the last.
    fn take(&self) -> Option<(Instant, u64)> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let due = Duration::from_nanos(number * 1_000_000_000 / self.pace.per_second);
        (due < self.pace.time).then(|| (self.began + due, number))
    }
}

/// Sends, and tells how long each request took, from when it was due until it was answered, in order of length.
///
/// # Errors
/// When a request is not taken.
pub async fn latencies(address: SocketAddr, pace: Pace) -> Result<Vec<Duration>> {
    let template = Template::default();
    let mut connections = Vec::new();
    for _ in 0..pace.connections {
        connections.push(Connection::open(address).await?);
    }
    let run = Arc::new(Run { pace, template, began: Instant::now(), next: AtomicU64::new(0) });
    let mut tasks: JoinSet<Result<Vec<Duration>>> = JoinSet::new();
    for connection in connections {
        tasks.spawn(one(connection, Arc::clone(&run)));
    }
    let mut all = Vec::new();
    while let Some(ended) = tasks.join_next().await {
        all.extend(ended??);
    }
    all.sort_unstable();
    Ok(all)
}

async fn one(mut connection: Connection, run: Arc<Run>) -> Result<Vec<Duration>> {
    let mut taken = Vec::new();
    while let Some((due, number)) = run.take() {
        let body = run.template.of(Id::from_bits((run.pace.visit + number).into()));
        sleep_until(due).await;
        let status = connection.post(body).await?;
        if !status.is_success() {
            return Err(problem(format!("a request at a fixed rate was answered {status}")));
        }
        taken.push(due.elapsed());
    }
    Ok(taken)
}

/// The latency that so many of a thousand do not exceed.
#[must_use]
pub fn per_mille(sorted: &[Duration], share: usize) -> Duration {
    sorted.get((sorted.len() * share / 1000).min(sorted.len().saturating_sub(1))).copied().unwrap_or_default()
}
