//! What happens to an event once it is told: queued, sent, sent again, kept for the next visit, or counted as dropped.

use alloc::string::String;

use linger_wire::FlushReason;

use super::Engine;
use crate::config::BATCH_BYTES_MIN;
use crate::effect::{Effect, Wish};
use crate::input::{Failure, Parcel, RequestId};
use crate::queue::{Front, Removed, Room};
use crate::time::Monotonic;

impl Engine {
    pub(super) fn enqueue(&mut self, now: Monotonic, json: String) {
        if self.queue.push(self.visits.len() - 1, json) {
            self.flush.begin(now);
        } else {
            self.visit().dropped += 1;
        }
    }

    pub(super) fn send_due(&mut self, now: Monotonic) {
        self.line.resume(now);
        if !self.line.is_free() {
            return;
        }
        if self.flush.is_due(now) {
            let reason = if self.flush.is_overdue() { self.reason } else { FlushReason::Age };
            self.flush(now, reason);
        } else if self.queue.waiting_events() >= self.config.batch_events_max {
            self.send(FlushReason::Count, Wish::Send);
        } else if self.queue.waiting_bytes() >= self.config.batch_bytes_max {
            self.send(FlushReason::Bytes, Wish::Send);
        }
    }

    /// Tells everything up to now and sends what one request holds. While the line is not free all of it waits.
    pub(super) fn flush(&mut self, now: Monotonic, reason: FlushReason) {
        self.take_slices(now);
        self.take_activity(now);
        if self.line.is_free() {
            self.send(reason, Wish::Send);
        }
        self.rearm(now);
    }

    /// The page may never come back: what can go goes now, and what cannot is kept for the next visit. Beside a
    /// collector that has just failed nothing is risked where it can be kept, not even what is on its way to it: should
    /// that arrive after all, it comes twice, and counts once.
    pub(super) fn leave(&mut self, now: Monotonic, reason: FlushReason) {
        let keeping = self.keeps && self.line.is_failing();
        // Parcels are in the storage still; the next visit, or this one when it is shown again, claims them anew.
        self.queue.let_parcels_go(keeping);
        if self.keeps {
            self.wish(Wish::LetGo);
        }
        self.line.resume(now);
        while !keeping && self.line.is_free_for_beacon() && self.send(reason, Wish::Beacon) {}
        self.keep(reason);
        self.rearm(now);
    }

    /// Hands what waits to the browser's storage, where the page allows that.
    fn keep(&mut self, reason: FlushReason) {
        while self.keeps && self.send(reason, Wish::Keep) {}
    }

    pub(super) fn take_unkept(&mut self, now: Monotonic, request: RequestId) {
        self.keeps = false;
        self.queue.release(request);
        self.leave(now, self.reason);
    }

    pub(super) fn claim(&mut self) {
        if self.keeps {
            self.wish(Wish::Claim);
        }
    }

    pub(super) fn take_parcel(&mut self, parcel: Parcel) {
        self.queue.push_parcel(parcel);
        self.flush.hasten();
    }

    fn rearm(&mut self, now: Monotonic) {
        if self.queue.waiting_events() == 0 {
            self.flush.clear();
            self.watch(now);
        } else {
            self.flush.hasten();
        }
    }

    fn send(&mut self, reason: FlushReason, wish: Wish) -> bool {
        let id = self.line.upcoming();
        // What is kept is not in flight, and comes back as one parcel that has to fit a line of its own.
        let room = if wish == Wish::Keep { self.config.batch_bytes_max } else { self.line.bytes_free() };
        let Some((body, events)) = self.cut(reason, id, room) else { return false };
        if wish == Wish::Keep {
            self.line.pass_over();
        } else {
            self.line.depart(body.len(), wish == Wish::Beacon);
        }
        self.reason = reason;
        self.effects.push(Effect { wish, request: id.0, events, body });
        true
    }

    /// A batch of what has waited longest, within so many bytes, and how many events are in it.
    fn cut(&mut self, reason: FlushReason, id: RequestId, bytes_max: usize) -> Option<(String, u32)> {
        match self.queue.front()? {
            Front::Parcel => self.queue.cut_parcel(id, bytes_max),
            Front::Visit(visit) => {
                let bytes = self.batch_bytes.min(bytes_max);
                let room = Room { events: self.config.batch_events_max, bytes };
                let head = self.visits[visit].head(reason);
                self.queue.cut(visit, head, room, id)
            }
        }
    }

    pub(super) fn succeed(&mut self, now: Monotonic, request: RequestId) {
        self.batch_bytes = self.config.batch_bytes_max;
        // A collector that could not take all of it has to be given time, as one that took nothing.
        if core::mem::take(&mut self.returned) {
            self.line.fail(now, request, Failure::Unavailable { retry_after_ms: None });
            self.flush.hasten();
        } else {
            self.line.succeed(request);
        }
        self.remove(request);
    }

    pub(super) fn fail(&mut self, now: Monotonic, request: RequestId, failure: Failure) {
        let beacon = self.line.fail(now, request, failure);
        if failure == Failure::Refused {
            let removed = self.remove(request);
            let visit = removed.visit.unwrap_or(self.visits.len() - 1);
            self.visits[visit].dropped += removed.events;
            return;
        }
        self.queue.release(request);
        self.flush.hasten();
        if !self.attendance.is_visible() {
            self.retreat(now, beacon && failure == Failure::NoAnswer);
        }
    }

    /// A request failed and the page may be gone any moment. A beacon that had no answer may have burst the keepalive
    /// quota, which other scripts of the page share: smaller ones may still fit.
    fn retreat(&mut self, now: Monotonic, unanswered_beacon: bool) {
        let splits = !self.keeps && unanswered_beacon && self.batch_bytes > BATCH_BYTES_MIN;
        if splits {
            self.batch_bytes = (self.batch_bytes / 2).max(BATCH_BYTES_MIN);
        }
        if splits || self.keeps {
            self.leave(now, self.reason);
        }
    }

    fn remove(&mut self, request: RequestId) -> Removed {
        let removed = self.queue.remove(request);
        if let Some(parcel) = removed.parcel {
            self.effects.push(Effect::bare(Wish::Forget, parcel.0));
        }
        removed
    }
}
