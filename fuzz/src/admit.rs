//! Admission: every event has one verdict, in the batch's order; what is accepted makes a row each, and a line.

use std::collections::HashSet;

use linger_collector::admit::{self, Admission, Rejection};
use linger_wire::line::{Device, Line, Receipt};
use linger_wire::unfold::unfold;
use linger_wire::{Event, Header, Reason, decode};

use crate::batch::explained;
use crate::line::written_and_read;

/// When and from what the batches of this target are received.
const RECEIPT: Receipt = Receipt { received_at_ms: 1_790_000_020_000, device: Device::Other };

/// Admits the events of a batch.
///
/// # Panics
/// Where an event has no verdict or two, a number is accepted twice, or a row differs from its event.
pub fn check(bytes: &[u8]) {
    let Ok(envelope) = decode::batch(bytes) else {
        assert!(admit::batch::<String>(bytes).is_err(), "a header that cannot be read was admitted");
        return;
    };
    let alone: Vec<Option<Event>> = envelope.events.iter().map(|raw| decode::event(raw).ok()).collect();
    let admission = admit::events(&envelope.events);
    let quick = admit::batch::<String>(bytes).expect("a header that can be read");
    assert_eq!((&quick.0, &quick.1), (&envelope.header, &admission), "another way to the same verdicts");
    one_verdict_each(&admission, &alone);
    admission.rejected.iter().for_each(|rejection| deserved(rejection, &alone));
    if !admission.accepted.is_empty() {
        rows_agree(&envelope.header, &admission.accepted);
        let Admission { accepted: events, .. } = admission;
        written_and_read(&Line { header: envelope.header, receipt: RECEIPT, events });
    }
}

/// Those not rejected are accepted as they are, in order, and no number twice.
fn one_verdict_each(admission: &Admission, alone: &[Option<Event>]) {
    let rejected: Vec<usize> = admission.rejected.iter().map(|rejection| rejection.index).collect();
    assert!(rejected.is_sorted_by(|one, next| one < next), "{rejected:?}");
    let left = alone.iter().enumerate().filter(|(index, _)| !rejected.contains(index));
    let left: Vec<Option<&Event>> = left.map(|(_, event)| event.as_ref()).collect();
    assert_eq!(left, admission.accepted.iter().map(Some).collect::<Vec<_>>());
    let numbers: HashSet<u32> = admission.accepted.iter().map(Event::number).collect();
    assert_eq!(numbers.len(), admission.accepted.len(), "a number is accepted twice");
}

/// An event that is sound by itself is rejected for its number only, and then another one before it has that.
fn deserved(rejection: &Rejection, alone: &[Option<Event>]) {
    explained(&rejection.problems);
    let Some(event) = &alone[rejection.index] else { return };
    assert_eq!(rejection.number, Some(event.number()));
    assert_eq!(rejection.problems[0].reason, Reason::DuplicateNumber);
    let before = alone[..rejection.index].iter().flatten();
    assert!(before.map(Event::number).any(|number| number == event.number()), "{rejection:?}");
}

fn rows_agree(header: &Header, events: &[Event]) {
    let rows = unfold(RECEIPT, header, events.to_vec());
    assert_eq!(rows.len(), events.len());
    let skew_ms = RECEIPT.received_at_ms - header.sent_at_ms;
    for (row, event) in rows.iter().zip(events) {
        let at_ms = i64::try_from(event.at_ms()).expect("a visit lasts a year at most");
        assert_eq!((row.event_number, row.at_ms), (event.number(), at_ms));
        assert_eq!(row.occurred_at_ms, header.started_at_ms + at_ms + skew_ms);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use linger_wire::{Activity, Problem};

    fn event(number: u32) -> Event {
        let activity = Activity {
            number,
            at_ms: 5,
            active_ms: 4,
            idle_ms: 1,
            elsewhere_section_ms: 0,
            elsewhere_item_ms: 0,
        };
        Event::Activity(activity)
    }

    fn rejection(index: usize, reason: Reason) -> Rejection {
        let problem = Problem { field: "number", reason, detail: "why".into() };
        Rejection { index, number: Some(1), problems: vec![problem] }
    }

    #[test]
    fn the_second_of_two_is_rejected_for_its_number() {
        let alone = [Some(event(1)), Some(event(1))];
        let rejection = rejection(1, Reason::DuplicateNumber);
        deserved(&rejection, &alone);
        one_verdict_each(&Admission { accepted: vec![event(1)], rejected: vec![rejection] }, &alone);
    }

    #[test]
    #[should_panic(expected = "left == right")]
    fn an_event_without_a_verdict_is_found() {
        let admission = Admission { accepted: vec![event(1)], rejected: vec![] };
        one_verdict_each(&admission, &[Some(event(1)), Some(event(2))]);
    }

    #[test]
    #[should_panic(expected = "accepted twice")]
    fn a_number_accepted_twice_is_found() {
        let admission = Admission { accepted: vec![event(1), event(1)], rejected: vec![] };
        one_verdict_each(&admission, &[Some(event(1)), Some(event(1))]);
    }

    #[test]
    #[should_panic(expected = "left == right")]
    fn a_sound_event_that_is_rejected_is_found() {
        deserved(&rejection(0, Reason::OutOfRange), &[Some(event(1))]);
    }

    #[test]
    #[should_panic(expected = "DuplicateNumber")]
    fn a_first_event_rejected_for_its_number_is_found() {
        deserved(&rejection(0, Reason::DuplicateNumber), &[Some(event(1)), Some(event(1))]);
    }
}
