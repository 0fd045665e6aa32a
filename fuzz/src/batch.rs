//! Reading a page's batch: what is read can be written and is then read the same; what is not is refused with a
//! reason; and the quick way agrees with the thorough one.

use linger_wire::{Event, Header, Problem, decode, encode, sound};

/// Reads the bytes as a batch and each of its events.
///
/// # Panics
/// Where a batch that was read cannot be read again after writing, a refusal does not say why, or the quick way reads what
/// the thorough one does not.
pub fn check(bytes: &[u8]) {
    let quick = sound::batch::<String>(bytes);
    let envelope = match decode::batch(bytes) {
        Ok(envelope) => envelope,
        Err(problems) => {
            assert_eq!(quick, None, "read in one pass, and refused: {problems:?}");
            return explained(&problems);
        }
    };
    let mut events = Vec::new();
    for raw in &envelope.events {
        match decode::event(raw) {
            Ok(event) => events.push(event),
            Err(problems) => explained(&problems),
        }
    }
    if let Some((header, read)) = quick {
        assert_eq!((&header, &read), (&envelope.header, &events), "read in one pass");
        assert_eq!(read.len(), envelope.events.len(), "read in one pass, and some refused");
    }
    if !events.is_empty() {
        written_and_read(&envelope.header, &events);
    }
}

fn written_and_read(header: &Header, events: &[Event]) {
    let text = encode::batch(header, events);
    let again = decode::batch(text.as_bytes()).expect("what was read is within the limits when written");
    assert_eq!(&again.header, header, "{text}");
    let read: Vec<Event> =
        again.events.iter().map(|raw| decode::event(raw).expect("an event that was read before")).collect();
    assert_eq!(read, events, "{text}");
    assert_eq!(encode::batch(&again.header, &read), text, "written twice, it is the same");
}

/// Whether a refusal helps the one who gets it.
pub(crate) fn explained(problems: &[Problem]) {
    assert!(!problems.is_empty(), "refused for no reason");
    assert!(problems.iter().all(|problem| !problem.detail.is_empty()), "{problems:?}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[should_panic(expected = "refused for no reason")]
    fn a_refusal_without_a_problem_is_found() {
        explained(&[]);
    }
}
