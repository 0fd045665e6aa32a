//! Decides of every event whether it is accepted. Pure: a batch's events in, one verdict for each out.

use std::collections::HashSet;

use linger_wire::{Event, Header, Problem, Reason, decode, sound};
use serde_json::value::RawValue;

/// An event that is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    /// The event's place in the batch, from 0.
    pub index: usize,
    /// The number it carries, where one could be read.
    pub number: Option<u32>,
    /// All that is wrong with it; at least one.
    pub problems: Vec<Problem>,
}

impl Rejection {
    /// The problem that stands for all of them: the first that was found.
    ///
    /// # Panics
    /// Where `problems` is empty, which no rejection of [`events`] is.
    #[must_use]
    pub fn first(&self) -> &Problem {
        self.problems.first().expect("a rejection has at least one problem")
    }
}

/// The verdicts on a batch: every event is in exactly one of the two lists, both in the batch's order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Admission<S = String> {
    /// Events to store.
    pub accepted: Vec<Event<S>>,
    /// Events refused.
    pub rejected: Vec<Rejection>,
}

/// Reads a batch: its header, and a verdict on each event. The events' texts are the body's own, or `String`s, as the
/// caller has it.
///
/// # Errors
/// All that is wrong with its header.
pub fn batch<'a, S>(body: &'a [u8]) -> Result<(Header, Admission<S>), Vec<Problem>>
where
    S: From<&'a str> + From<String>,
{
    match sound::batch(body) {
        Some((header, accepted)) if is_ascending(&accepted) => {
            Ok((header, Admission { accepted, rejected: Vec::new() }))
        }
        _ => decode::batch(body).map(|envelope| (envelope.header, with_texts(events(&envelope.events)))),
    }
}

fn with_texts<S: From<String>>(Admission { accepted, rejected }: Admission) -> Admission<S> {
    Admission { accepted: accepted.into_iter().map(|event| event.map(S::from)).collect(), rejected }
}

/// Whether no number can occur twice, as pages number their events.
fn is_ascending<S>(events: &[Event<S>]) -> bool {
    events.is_sorted_by(|one, next| one.number() < next.number())
}

/// Reads a batch's events. One that is wrong costs only itself. Of two sound events with one number the first is
/// accepted: an event is identified by its visit and number, so both could not be told apart in the lake.
#[must_use]
pub fn events(raw: &[&RawValue]) -> Admission {
    let mut admission = Admission { accepted: Vec::new(), rejected: Vec::new() };
    let mut numbers = HashSet::new();
    for (index, raw) in raw.iter().enumerate() {
        match event(raw, &numbers) {
            Ok(event) => {
                numbers.insert(event.number());
                admission.accepted.push(event);
            }
            Err(problems) => {
                let number = number_of(raw);
                admission.rejected.push(Rejection { index, number, problems });
            }
        }
    }
    admission
}

fn event(raw: &RawValue, numbers: &HashSet<u32>) -> Result<Event, Vec<Problem>> {
    let event = decode::event(raw)?;
    if numbers.contains(&event.number()) {
        return Err(vec![duplicate(event.number())]);
    }
    Ok(event)
}

fn duplicate(number: u32) -> Problem {
    let detail = format!("an earlier event of this batch has the number {number}; number events 0, 1, 2 …");
    Problem { field: "number", reason: Reason::DuplicateNumber, detail }
}

/// The number of an event that could not be read whole, so that the page knows which of its events it was.
fn number_of(raw: &RawValue) -> Option<u32> {
    let entries: Vec<&RawValue> = serde_json::from_str(raw.get()).ok()?;
    serde_json::from_str(entries.get(1)?.get()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use linger_wire::limits::COUNT_MAX;
    use proptest::prelude::*;

    fn admit(texts: &[String]) -> Admission {
        let owned: Vec<Box<RawValue>> = texts
            .iter()
            .map(|text| RawValue::from_string(text.clone()).expect("the tests write JSON"))
            .collect();
        let raw: Vec<&RawValue> = owned.iter().map(AsRef::as_ref).collect();
        events(&raw)
    }

    fn section(number: u32, paused_ms: i64) -> String {
        format!(r#"["s",{number},0,"mains",null,0,{paused_ms},300,900]"#)
    }

    #[test]
    fn a_bad_event_costs_only_itself_and_says_all_that_is_wrong() {
        let bad = r#"["s",7,0,"",null,0,-1,300,900]"#.to_owned();
        let admission = admit(&[section(0, 10), section(1, 20), bad, section(3, 30)]);
        assert_eq!(admission.accepted.iter().map(Event::number).collect::<Vec<_>>(), [0, 1, 3]);
        let [rejection] = &admission.rejected[..] else { panic!("one rejection, not {admission:?}") };
        assert_eq!((rejection.index, rejection.number), (2, Some(7)));
        let found: Vec<_> = rejection.problems.iter().map(|p| (p.field, p.reason)).collect();
        assert_eq!(found, [("target", Reason::Empty), ("paused_ms", Reason::OutOfRange)]);
    }

    #[test]
    fn the_second_of_two_equal_numbers_is_rejected() {
        let admission = admit(&[section(4, 1), section(4, 2)]);
        assert_eq!(admission.accepted.len(), 1);
        assert_eq!(admission.rejected[0].index, 1);
        assert_eq!(admission.rejected[0].problems[0].reason, Reason::DuplicateNumber);
    }

    #[test]
    fn a_rejected_event_does_not_block_its_number() {
        let admission = admit(&[section(4, -2), section(4, 2)]);
        assert_eq!((admission.accepted.len(), admission.rejected.len()), (1, 1));
    }

    #[test]
    fn numbers_the_columns_cannot_hold_are_rejected() {
        let texts = [section(COUNT_MAX, 1), section(COUNT_MAX + 1, 1)];
        let admission = admit(&texts);
        assert_eq!(admission.accepted[0].number(), COUNT_MAX);
        assert_eq!(admission.rejected[0].problems[0].reason, Reason::OutOfRange);
    }

    #[test]
    fn an_event_without_a_readable_number_has_none() {
        let texts = ["7", "[]", r#"["s"]"#, r#"["s","one"]"#].map(str::to_owned);
        let numbers: Vec<_> = admit(&texts).rejected.iter().map(|r| (r.index, r.number)).collect();
        assert_eq!(numbers, [(0, None), (1, None), (2, None), (3, None)]);
    }

    #[test]
    fn a_sound_batch_with_a_number_twice_is_looked_at_with_care() {
        let golden = include_str!("../../wire/testdata/v1/visit.json");
        let (header, admission) = batch::<String>(golden.as_bytes()).expect("golden");
        assert_eq!(
            (header.page.site.as_str(), admission.accepted.len(), admission.rejected),
            ("demo", 5, Vec::new())
        );
        let twice = golden.replacen("[\"s\",3,", "[\"s\",2,", 1);
        let (_, admission) = batch::<String>(twice.as_bytes()).expect("its header is sound");
        assert_eq!((admission.accepted.len(), admission.rejected[0].index), (4, 3));
        assert_eq!(admission.rejected[0].first().reason, Reason::DuplicateNumber);
    }

    fn any_event() -> impl Strategy<Value = String> {
        prop_oneof![
            4 => (0_u32..40, -2_i64..100).prop_map(|(number, paused_ms)| section(number, paused_ms)),
            1 => (0_u32..40).prop_map(|number| format!(r#"["a",{number},5,4,1,0,0]"#)),
            1 => (0_u32..40).prop_map(|number| format!(r#"["c",{number},5,"order",{{"count":2}}]"#)),
            1 => Just(r#"{"not":"an event"}"#.to_owned()),
            1 => Just("null".to_owned()),
            1 => any::<u64>().prop_map(|number| format!(r#"["i",{number},0,"soup",null,0,1,1,1]"#)),
        ]
    }

    proptest! {
        #[test]
        fn every_event_has_one_verdict_and_keeps_its_place(texts in prop::collection::vec(any_event(), 0..60)) {
            let admission = admit(&texts);
            prop_assert_eq!(admission.accepted.len() + admission.rejected.len(), texts.len());
            let rejected: Vec<usize> = admission.rejected.iter().map(|rejection| rejection.index).collect();
            prop_assert!(rejected.is_sorted_by(|a, b| a < b));
            prop_assert!(admission.rejected.iter().all(|rejection| !rejection.problems.is_empty()));
            let left = texts.iter().enumerate().filter(|(index, _)| !rejected.contains(index));
            let expected: Vec<Option<u32>> = left
                .map(|(_, text)| number_of(&RawValue::from_string(text.clone()).expect("JSON")))
                .collect();
            let accepted: Vec<Option<u32>> = admission.accepted.iter().map(|event| Some(event.number())).collect();
            prop_assert_eq!(&accepted, &expected);
            let distinct: HashSet<_> = accepted.iter().collect();
            prop_assert_eq!(distinct.len(), accepted.len());
        }
    }
}
