//! Event by event: what was acknowledged against what has arrived.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use linger_wire::{Event, Id};

/// An event's identity: its visit and its number in it.
pub type EventId = (Id, u32);

/// What has arrived: how often each event, and whether it is what was sent.
#[derive(Clone, Debug, Default)]
pub struct Arrived {
    copies: BTreeMap<EventId, u32>,
    altered: BTreeSet<EventId>,
}

impl Arrived {
    /// Notes the events of a line, which have to be among these.
    pub fn note(&mut self, visit: Id, events: &[Event], sent: &[Event]) {
        for event in events {
            let id = (visit, event.number());
            *self.copies.entry(id).or_default() += 1;
            if !sent.contains(event) {
                self.altered.insert(id);
            }
        }
    }

    /// Events that are there more than once.
    pub fn doubled(&self) -> impl Iterator<Item = EventId> {
        self.copies.iter().filter(|(_, copies)| **copies > 1).map(|(id, _)| *id)
    }
}

/// What became of the acknowledged events. In events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Events of batches that were answered with 2xx.
    pub acknowledged: u64,
    /// Acknowledged and nowhere.
    pub lost: u64,
    /// There, and not as they were sent.
    pub altered: u64,
    /// Copies beyond the first.
    pub doubled: u64,
}

impl Account {
    /// Looks for every event of the acknowledged visits, each of which has events of these numbers.
    #[must_use]
    pub fn of(acknowledged: &BTreeSet<Id>, numbers: &Range<u32>, arrived: &Arrived) -> Self {
        let wanted = acknowledged.iter().flat_map(|visit| numbers.clone().map(|number| (*visit, number)));
        let lost = wanted.filter(|id| !arrived.copies.contains_key(id)).count();
        let doubled: u64 = arrived.copies.values().map(|copies| u64::from(copies - 1)).sum();
        Self {
            acknowledged: acknowledged.len() as u64 * numbers.len() as u64,
            lost: lost as u64,
            altered: arrived.altered.len() as u64,
            doubled,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use linger_wire::Custom;

    fn event(number: u32) -> Event {
        Event::Custom(Custom { number, at_ms: 0, name: "x".to_owned(), properties: None })
    }

    #[test]
    fn a_missing_a_changed_and_a_second_event_are_told_apart() {
        let [whole, torn, twice, unasked] = [1, 2, 3, 4].map(Id::from_bits);
        let sent = [event(0), event(1)];
        let mut arrived = Arrived::default();
        arrived.note(whole, &sent, &sent);
        arrived.note(torn, &sent[..1], &sent);
        arrived.note(twice, &sent, &sent);
        arrived.note(twice, &sent[1..], &sent);
        arrived.note(unasked, &[event(7)], &sent);
        let account = Account::of(&[whole, torn, twice].into(), &(0..2), &arrived);
        assert_eq!(account, Account { acknowledged: 6, lost: 1, altered: 1, doubled: 1 });
        assert_eq!(arrived.doubled().collect::<Vec<_>>(), [(twice, 1)]);
    }
}
