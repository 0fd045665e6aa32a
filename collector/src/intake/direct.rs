//! An intake with no disk: a batch is safe once the sink has it, and is answered only then.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::{BufMut, Bytes, BytesMut};
use tokio::time::{Instant, sleep_until, timeout_at};

use super::{Intake, IntakeError, Kept};
use crate::clock::Clock;
use crate::dead_letter::{Content, DeadLetter, DeadLetters, Reason};
use crate::entry::Entry;
use crate::sink::{BoxFuture, CallError, Outcome, Record, Sink};

/// How long this intake tries. All defaults are ours: a page that gets no answer waits with its next batch, so an
/// answer 503 after a few seconds is worth more than a 200 after many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DirectSettings {
    /// From a batch's arrival to its answer, where [`until`] sets no earlier end. Default: 8 s.
    pub within: Duration,
    /// One call, at most. Default: 3 s.
    pub call_timeout: Duration,
    /// The longest pause before the second call; it doubles with every call. Default: 50 ms.
    pub backoff_base: Duration,
    /// The longest pause at all. Default: 1 s.
    pub backoff_max: Duration,
}

impl Default for DirectSettings {
    fn default() -> Self {
        Self {
            within: Duration::from_secs(8),
            call_timeout: Duration::from_secs(3),
            backoff_base: Duration::from_millis(50),
            backoff_max: Duration::from_secs(1),
        }
    }
}

tokio::task_local! {
    static UNTIL: Instant;
}

/// Runs a request whose batch must be answered by some time: a Lambda invocation has an end that only its shell knows.
pub async fn until<F: Future>(end: Instant, request: F) -> F::Output {
    UNTIL.scope(end, request).await
}

/// Hands each batch to the sink as a record of its own, as often as there is time. One that the sink will never take
/// becomes a dead letter, so that no page sends it for ever.
pub struct Direct {
    sink: Arc<dyn Sink>,
    dead_letters: DeadLetters,
    clock: Arc<dyn Clock>,
    settings: DirectSettings,
    rng: Mutex<fastrand::Rng>,
}

/// Why a call did not deliver.
enum Failure {
    /// Another call may.
    Passing(String),
    /// No call will, until the operator acts.
    Lasting(String),
    /// No call with this batch ever will.
    Refused(String),
}

impl Direct {
    /// An intake before `sink`; `seed` is of the pauses' jitter.
    #[must_use]
    pub fn new(
        sink: Arc<dyn Sink>,
        dead_letters: DeadLetters,
        clock: Arc<dyn Clock>,
        settings: DirectSettings,
        seed: u64,
    ) -> Self {
        Self { sink, dead_letters, clock, settings, rng: Mutex::new(fastrand::Rng::with_seed(seed)) }
    }

    async fn deliver(&self, entry: Entry) -> Result<Kept, IntakeError> {
        let own = Instant::now() + self.settings.within;
        let end = UNTIL.try_with(|end| own.min(*end)).unwrap_or(own);
        let record = record(&entry);
        let mut attempts = 0;
        loop {
            attempts += 1;
            let reason = match self.call(record.clone(), end).await {
                Ok(()) => return Ok(Kept::Delivered),
                Err(Failure::Refused(detail)) => return self.set_aside(entry, detail, attempts).await,
                Err(Failure::Lasting(reason)) => return Err(IntakeError::Sink { reason }),
                Err(Failure::Passing(reason)) => reason,
            };
            let next = Instant::now() + self.pause(attempts);
            if next >= end {
                return Err(IntakeError::Sink { reason: format!("{reason}, after {attempts} calls") });
            }
            sleep_until(next).await;
        }
    }

    async fn call(&self, record: Record, end: Instant) -> Result<(), Failure> {
        let end = end.min(Instant::now() + self.settings.call_timeout);
        match timeout_at(end, self.sink.put(vec![record])).await {
            Err(_) => Err(Failure::Passing("no answer in time".to_owned())),
            Ok(Err(error)) => Err(failed(error)),
            Ok(Ok(outcomes)) => outcomes.into_iter().next().map_or_else(unanswered, settled),
        }
    }

    async fn set_aside(&self, entry: Entry, detail: String, attempts: u32) -> Result<Kept, IntakeError> {
        let letter = DeadLetter {
            reason: Reason::Refused,
            detail,
            attempts,
            at_ms: self.clock.now_ms(),
            sink: self.sink.name().to_owned(),
            content: Content::of(entry.line),
        };
        let kept = self.dead_letters.write(vec![letter]).await;
        kept.map(|()| Kept::SetAside).map_err(|error| IntakeError::Sink { reason: error.to_string() })
    }

    /// Full jitter, as all functions that are throttled come back at once without it (AWS Architecture Blog,
    /// "Exponential Backoff And Jitter").
    fn pause(&self, attempts: u32) -> Duration {
        let doubled =
            self.settings.backoff_base.saturating_mul(1_u32.checked_shl(attempts - 1).unwrap_or(u32::MAX));
        let part = self.rng.lock().unwrap_or_else(PoisonError::into_inner).f64();
        doubled.min(self.settings.backoff_max).mul_f64(part)
    }
}

impl Intake for Direct {
    fn accept(&self, entry: Entry) -> BoxFuture<'_, Result<Kept, IntakeError>> {
        Box::pin(self.deliver(entry))
    }

    fn ready(&self) -> Result<(), String> {
        Ok(())
    }
}

fn record(entry: &Entry) -> Record {
    let mut data = BytesMut::with_capacity(entry.line.len() + 1);
    data.extend_from_slice(&entry.line);
    data.put_u8(b'\n');
    Record { visit: entry.visit, events: entry.events, data: Bytes::from(data) }
}

fn failed(error: CallError) -> Failure {
    match error {
        CallError::Refused { detail } => Failure::Refused(detail),
        CallError::Denied { .. } => Failure::Lasting(error.to_string()),
        CallError::Throttled { .. } | CallError::Unavailable { .. } | CallError::Unanswered { .. } => {
            Failure::Passing(error.to_string())
        }
    }
}

fn settled(outcome: Outcome) -> Result<(), Failure> {
    match outcome {
        Outcome::Accepted => Ok(()),
        Outcome::Throttled { detail } => Err(Failure::Passing(format!("throttled: {detail}"))),
        Outcome::Failed { detail } => Err(Failure::Passing(detail)),
    }
}

fn unanswered() -> Result<(), Failure> {
    Err(Failure::Passing("the sink said nothing of the record".to_owned()))
}

#[cfg(test)]
mod tests;
