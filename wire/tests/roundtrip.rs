//! Whatever the page may write, the collector reads back as it was; whatever else comes is refused, never misread.
#![cfg(feature = "decode")]

mod any;

use linger_wire::{Event, Reason, decode, encode};
use proptest::prelude::*;

use any::{event, header};

proptest! {
    #[test]
    fn what_is_written_is_read_back(header in header(), events in prop::collection::vec(event(), 1..20)) {
        let body = encode::batch(&header, &events);
        let envelope = decode::batch(body.as_bytes()).map_err(|problems| TestCaseError::fail(format!("{problems:?}")))?;
        prop_assert_eq!(&envelope.header, &header);
        let read: Result<Vec<Event>, _> = envelope.events.iter().map(|raw| decode::event(raw)).collect();
        prop_assert_eq!(read.map_err(|problems| TestCaseError::fail(format!("{problems:?}")))?, events);
    }

    #[test]
    fn no_bytes_make_the_reader_panic(body in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(envelope) = decode::batch(&body) {
            envelope.events.iter().for_each(|raw| drop(decode::event(raw)));
        }
    }

    #[test]
    fn a_batch_with_one_byte_changed_is_read_as_it_is_or_refused(
        header in header(), events in prop::collection::vec(event(), 1..4), place in any::<prop::sample::Index>(), byte: u8
    ) {
        let mut body = encode::batch(&header, &events).into_bytes();
        let place = place.index(body.len());
        body[place] = byte;
        if let Ok(envelope) = decode::batch(&body) {
            let read: Vec<Event> = envelope.events.iter().filter_map(|raw| decode::event(raw).ok()).collect();
            // What was accepted is within the limits, and so can be written and read again.
            let again = encode::batch(&envelope.header, &read);
            if !read.is_empty() {
                prop_assert!(decode::batch(again.as_bytes()).is_ok(), "{again}");
            }
        }
    }
}

#[test]
fn all_that_is_wrong_with_a_header_is_reported_at_once() {
    let body =
        br#"{"v":1,"site":"","visit":"short","seq":-1,"reason":"whim","started_at_ms":"now","sent_at_ms":0,
        "dropped":0,"read_ms":0,"sdk":"0","engine":"wasm","viewport":[1],"events":[]}"#;
    let problems = decode::batch(body).expect_err("nothing is right here");
    let found: Vec<_> = problems.iter().map(|problem| (problem.field, problem.reason)).collect();
    assert_eq!(
        found,
        [
            ("site", Reason::Empty),
            ("viewport", Reason::OutOfRange),
            ("visit", Reason::OutOfRange),
            ("session", Reason::MissingField),
            ("seq", Reason::OutOfRange),
            ("reason", Reason::OutOfRange),
            ("started_at_ms", Reason::WrongType),
            ("sent_at_ms", Reason::OutOfRange),
            ("events", Reason::OutOfRange),
        ]
    );
}

#[test]
fn another_version_is_told_which_to_send_and_nothing_else() {
    let problems = decode::batch(br#"{"v":2}"#).expect_err("version 2 is not read");
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].reason, Reason::UnknownVersion);
    assert!(problems[0].detail.contains("\"v\":1"), "{}", problems[0].detail);
}
