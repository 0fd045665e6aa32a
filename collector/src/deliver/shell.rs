//! The loop around the state machine: reads the source, calls the sink, writes dead letters, keeps one timer.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::task::{AbortHandle, Id, JoinError, JoinHandle, JoinSet};
use tokio::time::Instant;

use super::counters::DeliveryCounters;
use super::machine::{CallId, Effect, Input, Letter, Machine, WriteId};
use super::settings::DeliverySettings;
use super::source::{Queued, Settle, Source, Verdict};
use crate::clock::Clock;
use crate::dead_letter::{Content, DeadLetter, DeadLetterError, DeadLetters};
use crate::ledger::Ledger;
use crate::sink::{CallError, Outcome, Record, Sink};

/// What delivery works with.
pub struct Parts<S: Source> {
    /// Where entries are read.
    pub source: S,
    /// What is told of entries that had their outcome.
    pub settle: Arc<dyn Settle<S::Position>>,
    /// Where records go.
    pub sink: Arc<dyn Sink>,
    /// Where entries go that the sink does not take.
    pub dead_letters: DeadLetters,
    /// Where outcomes are counted.
    pub ledger: Arc<Ledger>,
    /// Where all else is counted.
    pub counters: Arc<DeliveryCounters>,
    /// The clock that stamps entries and dead letters.
    pub clock: Arc<dyn Clock>,
    /// What waits are drawn from; different for each process.
    pub seed: u64,
}

/// What was not settled when delivery ended. It is still in the source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// Bytes of entries that had been read, by estimate.
    pub bytes: usize,
    /// Calls that were broken off: the sink may have taken them, so that their events may come twice.
    pub calls: usize,
}

/// Delivery, as a task. Dropped, it stops at once; what is not settled stays in the source.
#[derive(Debug)]
pub struct Delivery {
    task: JoinHandle<Left>,
    /// Stops the task when the rest is dropped, `drain` and `finish` included.
    _guard: AbortOnDrop,
    drain: oneshot::Sender<()>,
    counters: Arc<DeliveryCounters>,
}

#[derive(Debug)]
struct AbortOnDrop(AbortHandle);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Delivery {
    /// Begins to deliver.
    ///
    /// # Errors
    /// All that is wrong with the settings, by themselves and for this sink.
    pub fn try_start<S: Source>(settings: DeliverySettings, parts: Parts<S>) -> Result<Self, Vec<String>> {
        let problems = settings.problems_with(&parts.sink.limits());
        if !problems.is_empty() {
            return Err(problems);
        }
        let counters = Arc::clone(&parts.counters);
        let (drain, drained) = oneshot::channel();
        let task = tokio::spawn(Shell::new(settings, parts).run(drained));
        let guard = AbortOnDrop(task.abort_handle());
        Ok(Self { task, _guard: guard, drain, counters })
    }

    /// What tells whether it makes progress.
    #[must_use]
    pub fn health(&self) -> Health {
        Health { task: self.task.abort_handle(), counters: Arc::clone(&self.counters) }
    }

    /// Takes nothing more in, sends at once what is in memory, and waits for the answers, within the time for it.
    ///
    /// # Panics
    /// If the source or delivery itself has panicked.
    pub async fn drain(self) -> Left {
        // Where it has ended already there is nothing to drain.
        let _ = self.drain.send(());
        self.task.await.unwrap_or_else(rethrow)
    }

    /// Waits until the source has ended and all that came from it is settled.
    ///
    /// # Panics
    /// If the source or delivery itself has panicked.
    pub async fn finish(self) -> Left {
        self.task.await.unwrap_or_else(rethrow)
    }
}

/// Only [`Delivery`] stops the task, and it is gone then: whatever else ended it was a panic.
fn rethrow<T>(error: JoinError) -> T {
    std::panic::resume_unwind(error.into_panic())
}

/// Tells whether delivery makes progress.
#[derive(Clone, Debug)]
pub struct Health {
    task: AbortHandle,
    counters: Arc<DeliveryCounters>,
}

impl Health {
    /// Whether the sink takes something, as far as is known.
    ///
    /// # Errors
    /// Why not, for the operator.
    pub fn ready(&self) -> Result<(), String> {
        if self.task.is_finished() {
            return Err("delivery has ended".to_owned());
        }
        self.counters.snapshot().not_ready.map_or(Ok(()), Err)
    }
}

/// What came of a job.
enum Done<S: Source> {
    Read(S, Option<Vec<Queued<S::Position>>>),
    Called(CallId, Vec<usize>, Result<Vec<Outcome>, CallError>),
    Wrote(WriteId, Result<(), DeadLetterError>),
}

/// What a job is, should it panic.
#[derive(Clone, Copy)]
enum Job {
    Read,
    Call(CallId),
    Write(WriteId),
}

type Joined<S> = Result<(Id, Done<S>), JoinError>;

struct Shell<S: Source> {
    machine: Machine<S::Position>,
    settings: DeliverySettings,
    began: Instant,
    /// Here while nothing is being read.
    source: Option<S>,
    settle: Arc<dyn Settle<S::Position>>,
    sink: Arc<dyn Sink>,
    dead_letters: DeadLetters,
    ledger: Arc<Ledger>,
    counters: Arc<DeliveryCounters>,
    clock: Arc<dyn Clock>,
    done: JoinSet<Done<S>>,
    jobs: HashMap<Id, Job>,
}

impl<S: Source> Shell<S> {
    fn new(settings: DeliverySettings, parts: Parts<S>) -> Self {
        Self {
            machine: Machine::new(settings.clone(), parts.sink.limits(), parts.seed),
            settings,
            began: Instant::now(),
            source: Some(parts.source),
            settle: parts.settle,
            sink: parts.sink,
            dead_letters: parts.dead_letters,
            ledger: parts.ledger,
            counters: parts.counters,
            clock: parts.clock,
            done: JoinSet::new(),
            jobs: HashMap::new(),
        }
    }

    async fn run(mut self, mut drained: oneshot::Receiver<()>) -> Left {
        let mut is_draining = false;
        loop {
            self.carry_out();
            if self.machine.is_done() {
                return self.left();
            }
            let deadline = self.machine.next_deadline().map(|at| self.began + at);
            tokio::select! {
                _ = &mut drained, if !is_draining => {
                    is_draining = true;
                    self.handle(Input::Drained);
                }
                Some(joined) = self.done.join_next_with_id() => self.join(joined),
                () = until(deadline) => self.handle(Input::Woken),
            }
        }
    }

    fn handle(&mut self, input: Input<S::Position>) {
        self.machine.handle(self.began.elapsed(), input);
    }

    fn left(&self) -> Left {
        Left { bytes: self.machine.held_bytes(), calls: self.calls_in_flight() }
    }

    fn calls_in_flight(&self) -> usize {
        self.jobs.values().filter(|job| matches!(job, Job::Call(_))).count()
    }

    // What is to be done.

    fn carry_out(&mut self) {
        for effect in self.machine.take_effects() {
            match effect {
                Effect::Call { id, records, again } => self.call(id, records, again),
                Effect::DeadLetter { id, letters } => self.write(id, letters),
                Effect::Settle { positions, events, verdict } => self.settle(&positions, events, verdict),
            }
        }
        self.read();
        self.show();
    }

    fn spawn(&mut self, job: Job, done: impl Future<Output = Done<S>> + Send + 'static) {
        let id = self.done.spawn(done).id();
        self.jobs.insert(id, job);
    }

    fn read(&mut self) {
        let Some(room) = self.machine.room() else { return };
        if let Some(mut source) = self.source.take() {
            self.spawn(Job::Read, async move {
                let entries = source.next(room).await;
                Done::Read(source, entries)
            });
        }
    }

    fn call(&mut self, id: CallId, records: Vec<Record>, again: usize) {
        self.counters.counts().resent_records += again as u64;
        let (sink, timeout) = (Arc::clone(&self.sink), self.settings.call_timeout);
        let sizes = records.iter().map(|record| record.data.len()).collect();
        self.spawn(Job::Call(id), async move {
            let result = tokio::time::timeout(timeout, sink.put(records)).await;
            Done::Called(id, sizes, result.unwrap_or_else(|_| Err(no_answer(timeout))))
        });
    }

    fn write(&mut self, id: WriteId, letters: Vec<Letter<S::Position>>) {
        let (at_ms, sink) = (self.clock.now_ms(), self.sink.name());
        let letters = letters.into_iter().map(|letter| DeadLetter {
            reason: letter.reason,
            detail: letter.detail,
            attempts: letter.attempts,
            at_ms,
            sink: sink.to_owned(),
            content: Content::of(letter.entry.line),
        });
        let (letters, dead_letters) = (letters.collect(), self.dead_letters.clone());
        self.spawn(Job::Write(id), async move { Done::Wrote(id, dead_letters.write(letters).await) });
    }

    fn settle(&mut self, positions: &[S::Position], events: u64, verdict: Verdict) {
        match verdict {
            Verdict::Delivered { possibly_doubled } => {
                self.ledger.delivered(events, possibly_doubled);
                self.counters.counts().last_delivery_at_ms = Some(self.clock.now_ms());
            }
            Verdict::DeadLettered { reason } => {
                tracing::warn!(events, reason = reason.as_str(), "events became dead letters");
                self.ledger.dead_lettered(reason.as_str(), events);
            }
        }
        self.settle.settle(positions, verdict);
    }

    fn show(&self) {
        let mut counts = self.counters.counts();
        counts.concurrency = self.machine.concurrency();
        counts.calls_in_flight = self.calls_in_flight();
        counts.held_bytes = self.machine.held_bytes();
        counts.not_ready = self.machine.ready().err();
    }

    // What was done.

    fn join(&mut self, joined: Joined<S>) {
        match joined {
            Ok((job, done)) => {
                self.jobs.remove(&job);
                self.end(done);
            }
            Err(error) => self.end_panicked(error),
        }
    }

    fn end(&mut self, done: Done<S>) {
        match done {
            Done::Read(source, Some(entries)) => {
                self.source = Some(source);
                let wall_ms = self.clock.now_ms();
                self.handle(Input::Read { entries, wall_ms });
            }
            Done::Read(_, None) => self.handle(Input::Ended),
            Done::Called(id, sizes, result) => self.end_call(id, &sizes, result),
            Done::Wrote(id, Ok(())) => self.handle(Input::Written(id)),
            Done::Wrote(id, Err(error)) => self.keep(id, error.to_string()),
        }
    }

    fn end_call(&mut self, id: CallId, sizes: &[usize], result: Result<Vec<Outcome>, CallError>) {
        let billed_bytes = self.sink.limits().billed_bytes;
        self.counters.counts().count(&result, sizes, billed_bytes);
        match result {
            Ok(outcomes) => self.handle(Input::Answered(id, outcomes)),
            Err(error) => {
                tracing::warn!(sink = self.sink.name(), records = sizes.len(), %error, "a call failed");
                self.handle(Input::CallFailed(id, error));
            }
        }
    }

    fn keep(&mut self, id: WriteId, why: String) {
        tracing::error!(why, "dead letters could not be written; they are kept in memory and the spool");
        self.counters.counts().dead_letter_failures += 1;
        self.handle(Input::WriteFailed(id, why));
    }

    /// A sink that panics has told nothing. A source that does has lost its place: delivery ends with it.
    fn end_panicked(&mut self, error: JoinError) {
        match self.jobs.remove(&error.id()) {
            Some(Job::Call(id)) => {
                let detail = format!("the sink panicked: {error}");
                self.end_call(id, &[], Err(CallError::Unanswered { detail }));
            }
            Some(Job::Write(id)) => self.keep(id, format!("the store panicked: {error}")),
            Some(Job::Read) | None => rethrow(error),
        }
    }
}

fn no_answer(timeout: Duration) -> CallError {
    CallError::Unanswered { detail: format!("no answer in {} ms", timeout.as_millis()) }
}

async fn until(deadline: Option<Instant>) {
    match deadline {
        Some(deadline) => tokio::time::sleep_until(deadline).await,
        None => std::future::pending().await,
    }
}
