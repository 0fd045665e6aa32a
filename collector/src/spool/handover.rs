//! Hands what many senders bring to the one thread that commits it, all that waits at once, and the outcome back to all
//! of them.
//!
//! Nothing but this crosses threads on the way of a batch. It names its locks by `super::sync`, so that a test compiles
//! it with those of a model checker, which tries the orders in which threads may run.

use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use super::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// Where items wait, each for the outcome of the group it will be in.
pub(super) struct Handover<T, O> {
    waiting: Mutex<Waiting<T, O>>,
    filled: Condvar,
    /// The outcome of a group that nobody answers, as the thread that took it has died.
    lost: O,
}

struct Waiting<T, O> {
    items: Vec<T>,
    answer: Arc<Answer<O>>,
    /// Whether the committing thread sleeps: only then must it be woken, which is a call of the system.
    idle: bool,
    closed: bool,
}

/// The outcome of one group, and who waits for it.
struct Answer<O>(Mutex<Answered<O>>);

struct Answered<O> {
    outcome: Option<O>,
    wakers: Vec<Waker>,
}

impl<O> Default for Answer<O> {
    fn default() -> Self {
        Self(Mutex::new(Answered { outcome: None, wakers: Vec::new() }))
    }
}

impl<O> Answer<O> {
    fn lock(&self) -> MutexGuard<'_, Answered<O>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn give(&self, outcome: O) {
        let mut answered = self.lock();
        answered.outcome = Some(outcome);
        let wakers = mem::take(&mut answered.wakers);
        drop(answered);
        wakers.into_iter().for_each(Waker::wake);
    }
}

impl<T, O: Clone> Handover<T, O> {
    /// An open one. `lost` is the outcome of what is not answered.
    pub(super) fn new(lost: O) -> Self {
        let waiting = Waiting { items: Vec::new(), answer: Arc::default(), idle: false, closed: false };
        Self { waiting: Mutex::new(waiting), filled: Condvar::new(), lost }
    }

    /// Lets an item wait. To drop the ticket does not take it back.
    ///
    /// # Errors
    /// The item, where this is closed.
    pub(super) fn submit(&self, item: T) -> Result<Ticket<O>, T> {
        let mut waiting = self.lock();
        if waiting.closed {
            return Err(item);
        }
        waiting.items.push(item);
        let answer = Arc::clone(&waiting.answer);
        let idle = mem::take(&mut waiting.idle);
        drop(waiting);
        if idle {
            self.filled.notify_one();
        }
        Ok(Ticket { answer, place: None })
    }

    /// Takes all that waits into `items`, in place of what is there; sleeps until something does. `None` when this is
    /// closed and nothing waits.
    pub(super) fn take(&self, items: &mut Vec<T>) -> Option<Duty<O>> {
        items.clear();
        let mut waiting = self.lock();
        while waiting.items.is_empty() {
            if waiting.closed {
                return None;
            }
            waiting.idle = true;
            waiting = self.filled.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
        waiting.idle = false;
        mem::swap(items, &mut waiting.items);
        let answer = mem::take(&mut waiting.answer);
        Some(Duty { answer, lost: Some(self.lost.clone()) })
    }

    /// Takes nothing more. What waits is still committed.
    pub(super) fn close(&self) {
        self.lock().closed = true;
        self.filled.notify_one();
    }

    /// Nobody commits any more: whatever waits is lost.
    pub(super) fn abandon(&self) {
        let mut waiting = self.lock();
        waiting.closed = true;
        waiting.items.clear();
        let answer = mem::take(&mut waiting.answer);
        drop(waiting);
        answer.give(self.lost.clone());
    }

    fn lock(&self) -> MutexGuard<'_, Waiting<T, O>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A group that was taken, to be answered; where it is dropped instead, it is lost.
pub(super) struct Duty<O> {
    answer: Arc<Answer<O>>,
    lost: Option<O>,
}

impl<O> Duty<O> {
    /// Tells all senders of the group.
    pub(super) fn answer(mut self, outcome: O) {
        self.lost = None;
        self.answer.give(outcome);
    }
}

impl<O> Drop for Duty<O> {
    fn drop(&mut self) {
        if let Some(lost) = self.lost.take() {
            self.answer.give(lost);
        }
    }
}

/// The outcome of an item's group, when there is one.
pub(super) struct Ticket<O> {
    answer: Arc<Answer<O>>,
    /// Where its waker is among those of the group.
    place: Option<usize>,
}

impl<O: Clone> Future for Ticket<O> {
    type Output = O;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<O> {
        let answer = Arc::clone(&self.answer);
        let mut answered = answer.lock();
        if let Some(outcome) = &answered.outcome {
            return Poll::Ready(outcome.clone());
        }
        if let Some(place) = self.place {
            answered.wakers[place].clone_from(context.waker());
        } else {
            self.place = Some(answered.wakers.len());
            answered.wakers.push(context.waker().clone());
        }
        Poll::Pending
    }
}
