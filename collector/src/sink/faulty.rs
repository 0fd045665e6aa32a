//! A sink that fails as it is told, call by call, so that what happens then can be tested.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{BoxFuture, CallError, Memory, Outcome, PackLimits, Record, Sink};

/// What goes wrong with a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The call as a whole comes to nothing.
    Call(CallError),
    /// The records are kept, and the call ends without an answer.
    KeptUnanswered,
    /// The records at these places are throttled, the others kept.
    Throttles(Vec<usize>),
    /// The records at these places fail, the others are kept.
    Fails(Vec<usize>),
    /// Nothing: this call goes well.
    None,
}

/// Keeps records as [`Memory`] does, unless it was told otherwise.
#[derive(Debug, Default)]
pub struct Faulty {
    memory: Memory,
    faults: Mutex<VecDeque<Fault>>,
    /// The fault of every call once the others are used up.
    lasting: Mutex<Option<CallError>>,
}

impl Faulty {
    /// One that does not fail yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The faults of the next calls, in their order, after those told before.
    pub fn script(&self, faults: impl IntoIterator<Item = Fault>) {
        lock(&self.faults).extend(faults);
    }

    /// Refuses every call with this error from now on.
    pub fn refuse(&self, error: CallError) {
        *lock(&self.lasting) = Some(error);
    }

    /// Takes records again.
    pub fn recover(&self) {
        *lock(&self.lasting) = None;
    }

    /// The records that were kept.
    #[must_use]
    pub fn records(&self) -> Vec<Record> {
        self.memory.records()
    }

    fn next(&self) -> Fault {
        let lasting = || lock(&self.lasting).clone().map(Fault::Call);
        lock(&self.faults).pop_front().or_else(lasting).unwrap_or(Fault::None)
    }

    fn answer(&self, records: Vec<Record>) -> Result<Vec<Outcome>, CallError> {
        let count = records.len();
        let (bad, outcome) = match self.next() {
            Fault::Call(error) => return Err(error),
            Fault::KeptUnanswered => {
                self.memory.keep(records);
                return Err(CallError::Unanswered { detail: "no answer came".to_owned() });
            }
            Fault::Throttles(bad) => (bad, Outcome::Throttled { detail: "too many".to_owned() }),
            Fault::Fails(bad) => (bad, Outcome::Failed { detail: "an inner failure".to_owned() }),
            Fault::None => (Vec::new(), Outcome::Accepted),
        };
        let kept = records.into_iter().enumerate().filter(|(place, _)| !bad.contains(place));
        self.memory.keep(kept.map(|(_, record)| record));
        let of = |place| if bad.contains(&place) { outcome.clone() } else { Outcome::Accepted };
        Ok((0..count).map(of).collect())
    }
}

impl Sink for Faulty {
    fn name(&self) -> &'static str {
        "faulty"
    }

    fn limits(&self) -> PackLimits {
        self.memory.limits()
    }

    fn put(&self, records: Vec<Record>) -> BoxFuture<'_, Result<Vec<Outcome>, CallError>> {
        Box::pin(std::future::ready(self.answer(records)))
    }

    fn probe(&self) -> BoxFuture<'_, Result<(), CallError>> {
        Box::pin(std::future::ready(lock(&self.lasting).clone().map_or(Ok(()), Err)))
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
