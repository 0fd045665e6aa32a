//! Whatever the page may write, the collector reads back as it was; whatever else comes is refused, never misread.
#![cfg(feature = "decode")]

mod any;

use linger_wire::{Custom, Event, Exposure, Header, Page, Reason, decode, encode, sound};
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

    #[test]
    fn what_is_read_in_one_pass_is_read_the_same_with_care(
        header in header(), events in prop::collection::vec(event(), 1..6), changes in prop::collection::vec(change(), 0..3)
    ) {
        let mut body = encode::batch(&header, &events).into_bytes();
        for (place, length, bytes) in changes {
            let from = place.index(body.len());
            let to = body.len().min(from + length);
            body.splice(from..to, bytes.into_bytes());
        }
        if let Some(quickly) = sound::batch::<String>(&body) {
            let text = String::from_utf8_lossy(&body);
            let envelope = decode::batch(&body)
                .map_err(|problems| TestCaseError::fail(format!("{problems:?} in {text}")))?;
            let read: Result<Vec<Event>, _> = envelope.events.iter().map(|raw| decode::event(raw)).collect();
            let read = read.map_err(|problems| TestCaseError::fail(format!("{problems:?} in {text}")))?;
            prop_assert_eq!(quickly, (envelope.header, read));
        }
    }

    #[test]
    fn what_pages_write_is_read_in_one_pass(header in plain_header(), events in prop::collection::vec(plain_event(), 1..40)) {
        let body = encode::batch(&header, &events);
        prop_assert_eq!(sound::batch(body.as_bytes()), Some((header, events)), "{}", body);
    }
}

/// A few bytes taken out at a place, and others put in: what the grammar turns on, so that many a change is sound.
fn change() -> impl Strategy<Value = (prop::sample::Index, usize, String)> {
    let inserted = prop_oneof![
        prop::sample::select(vec![
            "",
            " ",
            ",",
            "[",
            "]",
            "{",
            "}",
            "\"",
            "\\",
            "0",
            "-1",
            "1.0",
            "1e3",
            "null",
            "[]",
            "{}",
            "\u{7f}",
            "\u{85}",
            ",\"menu\":\"x\"",
            ",\"menu\":null",
            ",\"new\":[1]",
            ",7",
            "99999999999999999999",
            "\\u0041",
            "é",
        ])
        .prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
    ];
    (any::<prop::sample::Index>(), 0..4_usize, inserted)
}

fn plain(text: &str) -> String {
    text.replace(['"', '\\'], "'")
}

fn plain_header() -> impl Strategy<Value = Header> {
    header().prop_map(|header| {
        let page = header.page;
        let optional = |text: &Option<String>| text.as_deref().map(plain);
        let page = Page {
            site: plain(&page.site),
            sdk: plain(&page.sdk),
            path: optional(&page.path),
            menu: optional(&page.menu),
            table: optional(&page.table),
            lang: optional(&page.lang),
            ..page
        };
        Header { page, ..header }
    })
}

fn plain_event() -> impl Strategy<Value = Event> {
    event().prop_map(|event| match event {
        Event::Exposure(exposure) => Event::Exposure(Exposure {
            target: plain(&exposure.target),
            from: exposure.from.as_deref().map(plain),
            section: exposure.section.as_deref().map(plain),
            ..exposure
        }),
        Event::Custom(custom) => {
            Event::Custom(Custom { name: plain(&custom.name), properties: None, ..custom })
        }
        Event::Activity(activity) => Event::Activity(activity),
    })
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

#[test]
fn a_whole_number_is_one_in_any_notation() {
    let text = include_str!("../testdata/v1/visit.json");
    let other = text
        .replacen("\"seq\":0", "\"seq\":0.0", 1)
        .replacen("\"read_ms\":1000", "\"read_ms\":1e3", 1)
        .replacen("[390,844]", "[390.0,8.44e2]", 1)
        .replacen("1790000017123", "1790000017123.0", 1);
    assert_ne!(text, other);
    let header = |text: &str| decode::batch(text.as_bytes()).expect("sound").header;
    assert_eq!(header(text), header(&other));
    let problem = |number: &str| {
        let text = text.replacen("\"seq\":0", &format!("\"seq\":{number}"), 1);
        decode::batch(text.as_bytes()).expect_err("refused").remove(0).reason
    };
    for (number, reason) in [
        ("0.5", Reason::WrongType),
        ("\"0\"", Reason::WrongType),
        ("9e99", Reason::OutOfRange),
        ("-1.0", Reason::OutOfRange),
        ("9223372036854775808", Reason::OutOfRange),
    ] {
        assert_eq!(problem(number), reason, "{number}");
    }
}
