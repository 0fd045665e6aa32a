//! Every fault of the service, drawn from a seed, while batches come: none is lost, and what is doubled was taken without an
//! answer, and is counted.

use std::path::Path;
use std::time::Duration;

use linger_aws_double::{Fault, Plan, RecordError, Which};

use super::{Bench, Row, float, fresh};
use crate::collector::Result;
use crate::collector::account::Account;
use crate::collector::report::Line;
use crate::collector::service::Service;
use crate::collector::subject::{Subject, Tuning};
use crate::collector::writers::Writers;

/// The table's script.
const BATCHES: u64 = 10_000;

const CONNECTIONS: usize = 16;

/// Short, so that the script is many calls.
const FLUSH_AGE_MS: u64 = 10;
const CALL_TIMEOUT_MS: u64 = 250;
const BACKOFF_BASE_MS: u64 = 5;
const BACKOFF_MAX_MS: u64 = 50;
const IN_FLIGHT_BYTES: u64 = 1 << 22;

/// Events whose earlier call had no answer.
const POSSIBLY_DOUBLED: &str = "linger_events_possibly_doubled_total";

/// Each of them with its chances in a thousand: a put in four ends badly.
fn faults() -> Vec<(Fault, u16)> {
    let late = Fault::Late(Duration::from_millis(CALL_TIMEOUT_MS / 5));
    let records = |which, error| Fault::Records(which, error);
    vec![
        (late, 20),
        (records(Which::Share(300), RecordError::Throttled), 30),
        (records(Which::Share(300), RecordError::Internal), 30),
        (records(Which::All, RecordError::Internal), 10),
        (Fault::Throttle, 20),
        (Fault::internal(), 20),
        (Fault::Status(503), 20),
        (Fault::denied(), 5),
        (Fault::Silence, 10),
        (Fault::Reset, 20),
        (Fault::TakeThenSilence, 15),
        (Fault::TakeThenReset, 15),
        (Fault::TakeThenTruncate, 15),
        (Fault::TakeThenMiscount, 15),
    ]
}

/// What became of everything.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Event by event.
    pub account: Account,
    /// Events that are there twice though every call with them was answered.
    pub doubled_unasked: usize,
    /// What the collector's own count of events that may be doubled says.
    pub counted: f64,
    /// Puts that met a fault, and all puts.
    pub calls: (u64, u64),
}

impl Outcome {
    /// Whether it is as it must be.
    #[must_use]
    pub fn holds(&self) -> bool {
        let Account { acknowledged, lost, altered, doubled } = self.account;
        let counted = self.counted >= float(doubled);
        acknowledged > 0 && lost == 0 && altered == 0 && self.doubled_unasked == 0 && counted
    }
}

/// Sends so many batches through the collector to a service that fails by this seed.
///
/// # Errors
/// When the collector does not deliver them all.
pub async fn run(binary: &Path, folder: &Path, batches: u64, seed: u64) -> Result<Outcome> {
    let folder = fresh(folder)?;
    let service = Service::open_keeping().await;
    // Each once, and then by chance.
    service.script(faults().into_iter().map(|(fault, _)| fault));
    service.plan(Plan::new(seed, faults()));
    let tuning = Tuning::to(&service.endpoint())
        .with("delivery.flush_age_ms", FLUSH_AGE_MS)
        .with("delivery.call_timeout_ms", CALL_TIMEOUT_MS)
        .with("delivery.backoff_base_ms", BACKOFF_BASE_MS)
        .with("delivery.backoff_max_ms", BACKOFF_MAX_MS)
        .with("delivery.attempts_max", 1000)
        .with("delivery.in_flight_bytes_max", IN_FLIGHT_BYTES);
    let subject = Subject::start(binary, &folder, &tuning).await?;
    let writers = Writers::new(batches);
    writers.begin(subject.address, CONNECTIONS).join_all().await;
    subject.drained().await?;
    let counted = subject.metrics().await?.sum(POSSIBLY_DOUBLED);
    subject.stop().await?;
    outcome(&service, &writers, counted)
}

fn outcome(service: &Service, writers: &Writers, counted: f64) -> Result<Outcome> {
    let template = writers.template();
    let arrived = service.arrived(template)?;
    let unanswered = service.unanswered()?;
    let puts = service.counts().0;
    Ok(Outcome {
        account: Account::of(&writers.acknowledged(), &template.numbers, &arrived),
        doubled_unasked: arrived.doubled().filter(|event| !unanswered.contains(event)).count(),
        counted,
        calls: (puts.calls_failed + puts.calls_unanswered, puts.calls),
    })
}

pub(super) async fn measure(bench: &Bench) -> Result<Vec<Line>> {
    let batches = if bench.quick { BATCHES / 10 } else { BATCHES };
    let outcome = run(&bench.collector, &bench.folder.join(Row::Faults.id()), batches, 0).await?;
    let Account { acknowledged, lost, doubled, .. } = outcome.account;
    let (failed, calls) = outcome.calls;
    let reached = format!(
        "{lost} lost of {acknowledged}; {doubled} doubled, {} of them not by accept-then-timeout, {} counted as possibly \
         doubled; {failed} of {calls} calls failed whole",
        outcome.doubled_unasked, outcome.counted
    );
    let what = format!("{batches} batches through every fault of the service");
    let must = "0 lost; doubled only by accept-then-timeout, each counted";
    Ok(vec![Line::plain(&what, must, outcome.holds(), reached)])
}
