//! A visit: its ids, what it numbers, and the sums that belong to no target.

use alloc::string::String;

use linger_wire::encode::{self, Head};
use linger_wire::{Activity, FlushReason, Kind};

use crate::attendance::Elapsed;
use crate::exposure::take_ms;
use crate::input::VisitStart;
use crate::targets::TargetIndex;
use crate::time::{MICROS_PER_MS, Monotonic};

/// One kind's part of the activity sums, in microseconds.
#[derive(Clone, Copy, Debug, Default)]
struct KindSums {
    /// Active time with no target of the kind viewable.
    elsewhere: u64,
    /// Parts of milliseconds left from slices that were rounded down: handed to the next one, so that attention
    /// still sums to active time.
    carry: u64,
}

/// One page life.
#[derive(Clone, Debug)]
pub(crate) struct Visit {
    start: VisitStart,
    started: Monotonic,
    read_ms: u32,
    next_event: u32,
    next_exposure: u32,
    next_batch: u32,
    pub(crate) dropped: u32,
    /// The last target that became viewable, by kind.
    last: [Option<TargetIndex>; 2],
    sums: [KindSums; 2],
    active: u64,
    idle: u64,
}

impl Visit {
    pub(crate) fn new(now: Monotonic, start: VisitStart, read_ms: u32) -> Self {
        Self {
            start,
            started: now,
            read_ms,
            next_event: 0,
            next_exposure: 0,
            next_batch: 0,
            dropped: 0,
            last: [None, None],
            sums: [KindSums::default(); 2],
            active: 0,
            idle: 0,
        }
    }

    pub(crate) const fn at_ms(&self, at: Monotonic) -> u64 {
        at.since(self.started) / MICROS_PER_MS
    }

    pub(crate) const fn number_event(&mut self) -> u32 {
        number(&mut self.next_event)
    }

    /// Numbers a new exposure and tells which target it came from.
    pub(crate) const fn number_exposure(
        &mut self,
        kind: Kind,
        target: TargetIndex,
    ) -> (u32, Option<TargetIndex>) {
        let from = self.last[kind as usize].replace(target);
        (number(&mut self.next_exposure), from)
    }

    pub(crate) fn pass(&mut self, elapsed: Elapsed) {
        self.active += elapsed.active;
        self.idle += elapsed.idle;
    }

    /// Active time that no target of the kind may claim.
    pub(crate) fn pass_elsewhere(&mut self, kind: Kind, active: u64) {
        self.sums[kind as usize].elsewhere += active;
    }

    /// Rounds one slice's attention to milliseconds, with what earlier roundings left.
    pub(crate) fn round_attention(&mut self, kind: Kind, attention: u64) -> u64 {
        let carry = &mut self.sums[kind as usize].carry;
        *carry += attention;
        take_ms(carry)
    }

    /// Attention of an exposure that ended too short to be told: it stays in the sum.
    pub(crate) fn keep_attention(&mut self, kind: Kind, attention: u64) {
        self.sums[kind as usize].carry += attention;
    }

    /// Takes the sums as an event; `None` where no time has passed since the last.
    pub(crate) fn activity(&mut self, now: Monotonic) -> Option<Activity> {
        if self.active.max(self.idle) < MICROS_PER_MS {
            return None;
        }
        Some(Activity {
            number: self.number_event(),
            at_ms: self.at_ms(now),
            active_ms: take_ms(&mut self.active),
            idle_ms: take_ms(&mut self.idle),
            elsewhere_section_ms: take_ms(&mut self.sums[Kind::Section as usize].elsewhere),
            elsewhere_item_ms: take_ms(&mut self.sums[Kind::Item as usize].elsewhere),
        })
    }

    #[cfg(feature = "debug")]
    pub(crate) const fn active_ms(&self) -> u64 {
        self.active / MICROS_PER_MS
    }

    #[cfg(feature = "debug")]
    pub(crate) const fn idle_ms(&self) -> u64 {
        self.idle / MICROS_PER_MS
    }

    /// Begins the visit's next batch.
    pub(crate) fn head(&mut self, reason: FlushReason) -> String {
        let seq = number(&mut self.next_batch);
        let head = Head {
            identity: &self.start.identity,
            page: &self.start.page,
            seq,
            reason,
            dropped: self.dropped,
            read_ms: self.read_ms,
        };
        let mut out = String::new();
        encode::head(&mut out, &head);
        out
    }
}

const fn number(next: &mut u32) -> u32 {
    let number = *next;
    *next += 1;
    number
}
