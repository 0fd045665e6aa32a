//! A record on its way, and what it went through.

use std::time::Duration;

use crate::entry::Entry;
use crate::pack::{Item, Parcel};

/// What delivery keeps with an entry.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ticket<P> {
    pub(super) position: P,
    pub(super) expires: Duration,
}

/// What an entry takes in memory beside its line: the entry, its ticket, and its place in a queue or two. Rounded up.
const ENTRY_BYTES: usize = 192;

pub(super) const fn held_bytes(entry: &Entry) -> usize {
    entry.line.len() + ENTRY_BYTES
}

/// A record with its history.
#[derive(Clone, Debug)]
pub(super) struct Piece<P> {
    pub(super) parcel: Parcel<Ticket<P>>,
    /// Calls that carried it.
    pub(super) attempts: u32,
    /// Calls since it was cut or parted that did not take it: what waits grow by.
    pub(super) failures: u32,
    /// Those among them in which the sink failed this record in particular.
    pub(super) failed: u32,
    /// Those among these between which the sink took another.
    pub(super) strikes: u32,
    /// How many records the sink had taken in all when this was first sent, or last failed.
    pub(super) taken_before: u64,
    /// Whether a call with it had no answer.
    pub(super) unanswered: bool,
    /// What the sink said last.
    pub(super) detail: String,
}

impl<P> Piece<P> {
    pub(super) const fn new(parcel: Parcel<Ticket<P>>) -> Self {
        Self {
            parcel,
            attempts: 0,
            failures: 0,
            failed: 0,
            strikes: 0,
            taken_before: 0,
            unanswered: false,
            detail: String::new(),
        }
    }

    pub(super) fn bytes(&self) -> usize {
        self.parcel.record.data.len()
    }

    pub(super) fn is_one_line(&self) -> bool {
        self.parcel.items.len() == 1
    }

    /// When the first of its entries is too old.
    pub(super) fn expires(&self) -> Duration {
        self.parcel.items.iter().map(|item| item.position.expires).min().unwrap_or(Duration::MAX)
    }

    /// Two of half the lines each; one line stays whole. The attempts stay, the failures start anew: one half is
    /// likely sound.
    pub(super) fn halve(self) -> (Self, Option<Self>) {
        let Self { parcel, attempts, taken_before, unanswered, detail, .. } = self;
        let half =
            |parcel| Self { attempts, taken_before, unanswered, detail: detail.clone(), ..Self::new(parcel) };
        let (first, second) = parcel.halve();
        (half(first), second.map(half))
    }

    /// Takes out the entries that are too old; what is left, if anything.
    pub(super) fn without_expired(self, now: Duration) -> (Vec<Item<Ticket<P>>>, Option<Self>) {
        if self.expires() > now {
            return (Vec::new(), Some(self));
        }
        let Self { parcel, attempts, failures, taken_before, unanswered, detail, .. } = self;
        let (expired, fresh): (Vec<_>, Vec<_>) =
            parcel.items.into_iter().partition(|item| item.position.expires <= now);
        let rest = (!fresh.is_empty()).then(|| Self {
            attempts,
            failures,
            taken_before,
            unanswered,
            detail,
            ..Self::new(Parcel::new(fresh))
        });
        (expired, rest)
    }
}
