//! Lines that may share a record, in their order.

use std::collections::VecDeque;
use std::time::Duration;

use super::cut;
use super::{Item, Parcel};
use crate::sink::PackLimits;

/// What waits, with the sums that say whether a record is full.
#[derive(Clone, Debug)]
pub(super) struct Lane<P> {
    items: VecDeque<(Item<P>, Duration)>,
    bytes: usize,
    events: u64,
    due: Option<Duration>,
}

impl<P> Default for Lane<P> {
    fn default() -> Self {
        Self { items: VecDeque::new(), bytes: 0, events: 0, due: None }
    }
}

impl<P> Lane<P> {
    pub(super) fn push(&mut self, item: Item<P>, due: Duration) {
        self.bytes += item.bytes();
        self.events += u64::from(item.entry.events);
        self.due = Some(self.due.map_or(due, |earliest| earliest.min(due)));
        self.items.push_back((item, due));
    }

    /// When the first of what waits must leave; `None` where nothing waits.
    pub(super) const fn due(&self) -> Option<Duration> {
        self.due
    }

    /// Whether more waits than a record holds, or as much: only then is it known which cuts there are.
    pub(super) fn is_full(&self, limits: &PackLimits) -> bool {
        let bytes_max = limits.record_bytes_max.min(limits.call_bytes_max);
        self.bytes >= bytes_max || self.events >= u64::from(limits.record_events_max)
    }

    /// A record of the oldest, cut where it wastes least. Something must wait.
    pub(super) fn cut(&mut self, limits: &PackLimits) -> Parcel<P> {
        let sizes = self.items.iter().map(|(item, _)| (item.bytes(), item.entry.events));
        let count = cut::best(sizes, limits);
        let items: Vec<Item<P>> = self.items.drain(..count).map(|(item, _)| item).collect();
        self.bytes -= items.iter().map(Item::bytes).sum::<usize>();
        self.events -= items.iter().map(|item| u64::from(item.entry.events)).sum::<u64>();
        self.due = self.items.iter().map(|(_, due)| *due).min();
        Parcel::new(items)
    }

    /// All of it, which fits in one record.
    pub(super) fn into_parcel(self) -> Parcel<P> {
        Parcel::new(self.items.into_iter().map(|(item, _)| item).collect())
    }
}
