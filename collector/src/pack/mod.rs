//! Puts lines together to records: as few bytes billed as the limits allow, and nothing waits longer than it may.
//!
//! A service bills a record by a unit it rounds up to, so a record is cut where it ends just under a multiple of that
//! unit. What waits goes when a record of it is full, or when the oldest of it is due; then all of it goes, as one record
//! that is not full costs the fewest units there can be.
//!
//! The order of what was pushed is kept in each record and from record to record, so the order within a visit is. It
//! holds up to the call: a record that failed and goes again arrives after later ones. Readers order a visit's events
//! by their numbers.
//!
//! Pure: time is an argument, counted from any one moment.

mod cut;
mod lane;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use linger_wire::Id;

use crate::entry::Entry;
use crate::sink::{PackLimits, Record};
use lane::Lane;

/// What ends a line in a record.
const NEWLINE: u8 = b'\n';

/// An entry, and by what its owner knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item<P> {
    /// Whatever the owner wants back with it.
    pub position: P,
    /// The line.
    pub entry: Entry,
}

impl<P> Item<P> {
    /// Bytes it takes in a record.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.entry.line.len() + 1
    }
}

/// A record, and the items in it, in their order. The items' lines are slices of the record's data: nothing is held
/// twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel<P> {
    /// What is in it; at least one.
    pub items: Vec<Item<P>>,
    /// What the sink gets.
    pub record: Record,
}

impl<P> Parcel<P> {
    /// Joins items. There must be at least one.
    pub(crate) fn new(mut items: Vec<Item<P>>) -> Self {
        let mut data = BytesMut::with_capacity(items.iter().map(Item::bytes).sum());
        for item in &items {
            data.extend_from_slice(&item.entry.line);
            data.extend_from_slice(&[NEWLINE]);
        }
        let data = data.freeze();
        let mut start = 0;
        for item in &mut items {
            let end = start + item.entry.line.len();
            item.entry.line = data.slice(start..end);
            start = end + 1;
        }
        Self::of(items, data)
    }

    fn of(items: Vec<Item<P>>, data: Bytes) -> Self {
        let events = items.iter().map(|item| item.entry.events).sum();
        let visit = items.first().map_or(Id::from_bits(0), |item| item.entry.visit);
        Self { items, record: Record { visit, events, data } }
    }

    /// Parts it in the middle of its items, without copying a line. A parcel of one item stays whole.
    pub(crate) fn halve(mut self) -> (Self, Option<Self>) {
        if self.items.len() < 2 {
            return (self, None);
        }
        let second = self.items.split_off(self.items.len() / 2);
        let middle: usize = self.items.iter().map(Item::bytes).sum();
        let data = self.record.data;
        (Self::of(self.items, data.slice(..middle)), Some(Self::of(second, data.slice(middle..))))
    }
}

/// An entry that no record can hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TooLarge<P> {
    /// The entry.
    pub item: Item<P>,
    /// Which limit it is over, and by how much.
    pub detail: String,
}

/// Lines that wait to be packed. Records are cut by [`Pack::cut`].
#[derive(Clone, Debug)]
pub struct Pack<P> {
    limits: PackLimits,
    /// One for each visit where records hold one visit only; else one, under `None`.
    lanes: BTreeMap<Option<Id>, Lane<P>>,
    /// When the oldest of each lane is due.
    due: BTreeSet<(Duration, Option<Id>)>,
    /// Lanes that hold a full record.
    full: BTreeSet<Option<Id>>,
}

impl<P> Pack<P> {
    /// An empty one.
    #[must_use]
    pub const fn new(limits: PackLimits) -> Self {
        Self { limits, lanes: BTreeMap::new(), due: BTreeSet::new(), full: BTreeSet::new() }
    }

    /// Takes an entry, which must leave at `due`.
    ///
    /// # Errors
    /// The entry, where it alone is over a limit of the sink.
    pub fn push(&mut self, item: Item<P>, due: Duration) -> Result<(), TooLarge<P>> {
        if let Some(detail) = self.excess(&item) {
            return Err(TooLarge { item, detail });
        }
        let key = self.limits.by_visit.then_some(item.entry.visit);
        let lane = self.lanes.entry(key).or_default();
        if let Some(earlier) = lane.due().filter(|earlier| *earlier > due) {
            self.due.remove(&(earlier, key));
        }
        lane.push(item, due);
        self.due.insert((lane.due().unwrap_or(due), key));
        if lane.is_full(&self.limits) {
            self.full.insert(key);
        }
        Ok(())
    }

    fn excess(&self, item: &Item<P>) -> Option<String> {
        let bytes_max = self.limits.record_bytes_max.min(self.limits.call_bytes_max);
        let (bytes, events) = (item.bytes(), item.entry.events);
        if bytes > bytes_max {
            return Some(format!(
                "the line has {bytes} bytes with its newline; a record has at most {bytes_max}"
            ));
        }
        let events_max = self.limits.record_events_max;
        (events > events_max)
            .then(|| format!("the line has {events} events; a record has at most {events_max}"))
    }

    /// The records that are full or due by `now`.
    #[must_use]
    pub fn cut(&mut self, now: Duration) -> Vec<Parcel<P>> {
        let mut parcels = Vec::new();
        while let Some(key) = self.full.pop_first() {
            self.cut_full(key, &mut parcels);
        }
        while let Some((_, key)) = self.due.first().filter(|(due, _)| *due <= now).copied() {
            self.cut_rest(key, &mut parcels);
        }
        parcels
    }

    /// All that waits, whether due or not.
    #[must_use]
    pub fn flush(&mut self) -> Vec<Parcel<P>> {
        self.cut(Duration::MAX)
    }

    /// When something will be due.
    #[must_use]
    pub fn deadline(&self) -> Option<Duration> {
        self.due.first().map(|(due, _)| *due)
    }

    /// Whether nothing waits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lanes.is_empty()
    }

    fn cut_full(&mut self, key: Option<Id>, parcels: &mut Vec<Parcel<P>>) {
        let Some(lane) = self.lanes.get_mut(&key) else { return };
        if let Some(due) = lane.due() {
            self.due.remove(&(due, key));
        }
        while lane.is_full(&self.limits) {
            parcels.push(lane.cut(&self.limits));
        }
        match lane.due() {
            Some(due) => _ = self.due.insert((due, key)),
            None => _ = self.lanes.remove(&key),
        }
    }

    /// What is left of a lane after its full records fits in one.
    fn cut_rest(&mut self, key: Option<Id>, parcels: &mut Vec<Parcel<P>>) {
        let Some(lane) = self.lanes.remove(&key) else { return };
        if let Some(due) = lane.due() {
            self.due.remove(&(due, key));
        }
        parcels.push(lane.into_parcel());
    }
}
