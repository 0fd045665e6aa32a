//! What the answers to calls mean.

use std::time::Duration;

use super::machine::{Call, CallId, Denial, Machine};
use super::piece::Piece;
use super::source::Verdict;
use crate::dead_letter::Reason;
use crate::sink::{CallError, Outcome};

/// Waits while the sink denies: ours; an operator is at work, and a denied call costs nothing but a line in a log.
const DENIED_WAIT_MIN: Duration = Duration::from_secs(1);
const DENIED_WAIT_MAX: Duration = Duration::from_mins(1);

/// Doublings after which the wait has reached its cap.
const DENIED_DOUBLINGS_MAX: u32 = 6;

/// What a piece did not get through with, and how long it waits, as a part of the longest wait there may be. One
/// part for all of a call, so that what failed together can share a call again.
#[derive(Clone)]
struct Setback {
    detail: String,
    part: f64,
}

impl<P: Copy> Machine<P> {
    /// Each record had its outcome.
    pub(super) fn answer(&mut self, now: Duration, id: CallId, outcomes: Vec<Outcome>) {
        let Some(call) = self.calls.get(&id) else { return };
        if call.pieces.len() != outcomes.len() {
            let (sent, told) = (call.pieces.len(), outcomes.len());
            let detail = format!("{told} outcomes were told of {sent} records");
            return self.fail(now, id, CallError::Unanswered { detail });
        }
        self.denial = None;
        self.accepted += outcomes.iter().filter(|outcome| **outcome == Outcome::Accepted).count() as u64;
        self.adapt(id, &outcomes);
        if let Some(call) = self.calls.remove(&id) {
            self.part(now, call, outcomes);
        }
    }

    fn adapt(&mut self, id: CallId, outcomes: &[Outcome]) {
        if outcomes.iter().any(|outcome| matches!(outcome, Outcome::Throttled { .. })) {
            self.pace.throttle(id.0, self.latest_call);
        } else if outcomes.contains(&Outcome::Accepted) {
            self.pace.accept();
        }
    }

    /// What was taken is settled, and only the rest goes again.
    fn part(&mut self, now: Duration, call: Call<P>, outcomes: Vec<Outcome>) {
        let part = self.random.f64();
        let mut taken = Vec::new();
        for (piece, outcome) in call.pieces.into_iter().zip(outcomes) {
            match outcome {
                Outcome::Accepted => taken.push(piece),
                Outcome::Throttled { detail } => self.again(now, piece, Setback { detail, part }),
                Outcome::Failed { detail } => self.strike(now, piece, Setback { detail, part }),
            }
        }
        self.deliver(&taken);
    }

    fn deliver(&mut self, taken: &[Piece<P>]) {
        for possibly_doubled in [false, true] {
            let pieces = taken.iter().filter(|piece| piece.unanswered == possibly_doubled);
            let items = pieces.flat_map(|piece| &piece.parcel.items);
            let entries = items.map(|item| (&item.entry, item.position.position));
            self.settle(entries, Verdict::Delivered { possibly_doubled });
        }
    }

    fn again(&mut self, now: Duration, mut piece: Piece<P>, setback: Setback) {
        piece.failures = piece.failures.saturating_add(1);
        piece.detail = setback.detail;
        let wait = self.backoff.wait(piece.failures, setback.part);
        self.waiting.push(now + wait, piece);
    }

    /// The sink failed this record in particular. It counts against the record only if the sink has taken another
    /// since it was sent or failed before: else the sink may be what fails, and no line is given up for that.
    fn strike(&mut self, now: Duration, mut piece: Piece<P>, setback: Setback) {
        piece.failed = piece.failed.saturating_add(1);
        piece.strikes += u32::from(self.accepted > piece.taken_before);
        piece.taken_before = self.accepted;
        let attempts_max = self.settings.attempts_max;
        if piece.strikes >= attempts_max && piece.is_one_line() {
            piece.detail = setback.detail;
            self.give_up(piece, Reason::Exhausted);
        } else if piece.failed >= attempts_max && !piece.is_one_line() {
            let (first, second) = piece.halve();
            for half in std::iter::once(first).chain(second) {
                self.again(now, half, setback.clone());
            }
        } else {
            self.again(now, piece, setback);
        }
    }

    fn give_up(&mut self, piece: Piece<P>, reason: Reason) {
        for item in piece.parcel.items {
            self.letters.push(item, reason, piece.detail.clone(), piece.attempts);
        }
    }

    /// The call as a whole came to nothing.
    pub(super) fn fail(&mut self, now: Duration, id: CallId, error: CallError) {
        let Some(mut call) = self.calls.remove(&id) else { return };
        let detail = error.to_string();
        match error {
            CallError::Denied { detail } => return self.deny(now, id, call, detail),
            CallError::Refused { detail } => {
                self.denial = None;
                return self.isolate(now, call, &detail);
            }
            CallError::Throttled { .. } => self.pace.throttle(id.0, self.latest_call),
            CallError::Unanswered { .. } => {
                self.pace.shrink();
                call.pieces.iter_mut().for_each(|piece| piece.unanswered = true);
            }
            CallError::Unavailable { .. } => {}
        }
        self.denial = None;
        self.call_again(now, call, detail);
    }

    /// A whole call's failure is no record's fault, and is counted against none.
    fn call_again(&mut self, now: Duration, call: Call<P>, detail: String) {
        let part = self.random.f64();
        if !call.is_group {
            let setback = Setback { detail, part };
            return call.pieces.into_iter().for_each(|piece| self.again(now, piece, setback.clone()));
        }
        let mut group = call.pieces;
        for piece in &mut group {
            piece.failures = piece.failures.saturating_add(1);
            piece.detail.clone_from(&detail);
        }
        let failures = group.iter().map(|piece| piece.failures).max().unwrap_or(1);
        self.waiting.push_group(now + self.backoff.wait(failures, part), group);
    }

    /// Something in the call is to blame: each half goes by itself, at once. A line that is alone is the one.
    fn isolate(&mut self, now: Duration, call: Call<P>, detail: &str) {
        let mut pieces = call.pieces;
        for piece in &mut pieces {
            detail.clone_into(&mut piece.detail);
        }
        if pieces.len() > 1 {
            let second = pieces.split_off(pieces.len() / 2);
            self.waiting.push_group(now, pieces);
            self.waiting.push_group(now, second);
            return;
        }
        let Some(piece) = pieces.pop() else { return };
        let (first, second) = piece.halve();
        if let Some(second) = second {
            self.waiting.push_group(now, vec![first]);
            self.waiting.push_group(now, vec![second]);
        } else {
            self.give_up(first, Reason::Refused);
        }
    }

    /// The operator must act: all calls pause, and one asks now and then. Calls that were on their way when the pause
    /// began do not make it longer.
    fn deny(&mut self, now: Duration, id: CallId, call: Call<P>, why: String) {
        let before = self.denial.take();
        let is_new = before.as_ref().is_none_or(|denial| id.0 > denial.latest_call);
        let count = before.as_ref().map_or(0, |denial| denial.count) + u32::from(is_new);
        let until =
            before.filter(|_| !is_new).map_or_else(|| now + self.denied_wait(count), |denial| denial.until);
        self.denial = Some(Denial { until, count, why, latest_call: self.latest_call });
        if call.is_group {
            self.waiting.push_group(now, call.pieces);
        } else {
            call.pieces.into_iter().for_each(|piece| self.waiting.push(now, piece));
        }
    }

    /// Half of it is certain, so that it is slow.
    fn denied_wait(&mut self, count: u32) -> Duration {
        let doublings = count.saturating_sub(1).min(DENIED_DOUBLINGS_MAX);
        let ceiling = (DENIED_WAIT_MIN * (1 << doublings)).min(DENIED_WAIT_MAX);
        ceiling.mul_f64(f64::midpoint(1.0, self.random.f64()))
    }
}
