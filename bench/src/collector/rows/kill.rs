//! `kill -9` at random moments under load, each time started again on the same folder: what was acknowledged is there.

use std::collections::BTreeSet;
use std::path::Path;

use tokio::time::{Duration, sleep};

use super::{Bench, Row, fresh};
use crate::collector::Result;
use crate::collector::account::Account;
use crate::collector::report::Line;
use crate::collector::service::Service;
use crate::collector::subject::{Subject, Tuning};
use crate::collector::writers::Writers;
use crate::random::Random;

/// The table's number of kills.
const KILLS: u32 = 200;
const KILLS_QUICK: u32 = 20;

/// Connections that write when it is killed: enough that commits are of groups.
const CONNECTIONS: usize = 32;

/// It lives for so long, at most: from before its first commit to several flushes and segments.
const LIFE_MS_MAX: u64 = 400;

/// So that it is killed while it delivers, too.
const FLUSH_AGE_MS: u64 = 50;
const SEGMENT_BYTES: u64 = 1 << 20;

/// Phones send without end.
const BATCHES_MAX: u64 = u64::MAX;

/// What became of everything.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Event by event.
    pub account: Account,
    /// Visits with an event that is there twice though its page had sent it once: delivered, and delivered again by the
    /// next process, which had not heard of it.
    pub doubled_by_kill: usize,
}

/// Kills it so many times, in this folder.
///
/// # Errors
/// When the collector does not start, does not stop, or does not deliver what is left.
pub async fn run(binary: &Path, folder: &Path, kills: u32, seed: u64) -> Result<Outcome> {
    let folder = fresh(folder)?;
    let service = Service::open_keeping().await;
    let tuning = Tuning::to(&service.endpoint())
        .with("delivery.flush_age_ms", FLUSH_AGE_MS)
        .with("spool.segment_bytes", SEGMENT_BYTES);
    let writers = Writers::new(BATCHES_MAX);
    let mut random = Random::new(seed);
    for _ in 0..kills {
        let mut subject = Subject::start(binary, &folder, &tuning).await?;
        let writing = writers.begin(subject.address, CONNECTIONS);
        sleep(Duration::from_millis(random.below(LIFE_MS_MAX))).await;
        subject.kill()?;
        writing.join_all().await;
    }
    let last = Subject::start(binary, &folder, &tuning).await?;
    last.drained().await?;
    last.stop().await?;
    outcome(&service, &writers)
}

fn outcome(service: &Service, writers: &Writers) -> Result<Outcome> {
    let template = writers.template();
    let arrived = service.arrived(template)?;
    let account = Account::of(&writers.acknowledged(), &template.numbers, &arrived);
    let sent_again = writers.sent_again();
    let doubled: BTreeSet<_> = arrived.doubled().map(|(visit, _)| visit).collect();
    Ok(Outcome { account, doubled_by_kill: doubled.difference(&sent_again).count() })
}

pub(super) async fn measure(bench: &Bench) -> Result<Vec<Line>> {
    let kills = if bench.quick { KILLS_QUICK } else { KILLS };
    let Outcome { account, doubled_by_kill } =
        run(&bench.collector, &bench.folder.join(Row::Kill.id()), kills, 0).await?;
    let reached = format!(
        "{} lost of {}; {} copies doubled, of {doubled_by_kill} batches that had been sent once",
        account.lost, account.acknowledged, account.doubled
    );
    let holds = account.lost == 0 && account.altered == 0 && account.acknowledged > 0;
    let what = format!("`kill -9` at random moments under load, {kills} times: acknowledged events");
    Ok(vec![Line::plain(&what, "0 lost", holds, reached)])
}
