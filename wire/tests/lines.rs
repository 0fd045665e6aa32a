//! A line says all of its batch, in the columns of the table `batches` and no others.
#![cfg(feature = "decode")]

mod any;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use linger_wire::line::{self, BATCH_COLUMNS, Device, EVENT_FIELDS, Line, Receipt};
use linger_wire::row::{Column, ColumnType};
use linger_wire::{Event, Reason, decode, limits};
use proptest::prelude::*;
use serde_json::{Map, Value};

use any::{event, header};

fn receipt() -> impl Strategy<Value = Receipt> {
    let device = prop::sample::select(Device::ALL.to_vec());
    (limits::WALL_MS_MIN..=limits::WALL_MS_MAX, device)
        .prop_map(|(received_at_ms, device)| Receipt { received_at_ms, device })
}

fn fits(value: &Value, column: &Column) -> bool {
    match column.column_type {
        ColumnType::String => value.is_string(),
        ColumnType::Int => value.as_i64().is_some_and(|value| i32::try_from(value).is_ok()),
        ColumnType::Bigint => value.is_i64(),
        ColumnType::Boolean => value.is_boolean(),
    }
}

/// Every field is a column's, of its type, and no column that is never null is left out.
fn check(object: &Map<String, Value>, columns: &[Column]) {
    for (name, value) in object {
        let column = columns.iter().find(|column| column.name == name);
        assert!(column.is_some_and(|column| fits(value, column)), "{name}: {value}");
    }
    for column in columns.iter().filter(|column| !column.nullable) {
        assert!(object.contains_key(column.name), "{} is left out", column.name);
    }
}

fn check_line(text: &str) {
    let Ok(Value::Object(mut object)) = serde_json::from_str(text) else { panic!("no object: {text}") };
    let Some(Value::Array(events)) = object.remove("events") else { panic!("no events: {text}") };
    check(&object, &BATCH_COLUMNS);
    for event in events {
        check(event.as_object().expect("an event is an object"), &EVENT_FIELDS);
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(header in header(), receipt in receipt(), events in prop::collection::vec(event(), 1..20)) {
        let text = line::write(&header, receipt, &events);
        prop_assert!(!text.contains('\n'));
        check_line(&text);
        let read = line::read(text.as_bytes());
        prop_assert_eq!(read, Ok(Line { header, receipt, events }));
    }

    #[test]
    fn no_bytes_make_the_reader_panic(text in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = line::read(&text);
    }

    #[test]
    fn a_line_with_one_byte_changed_is_within_the_limits_or_refused(
        header in header(), receipt in receipt(), events in prop::collection::vec(event(), 1..4),
        place in any::<prop::sample::Index>(), byte: u8
    ) {
        let mut text = line::write(&header, receipt, &events).into_bytes();
        let place = place.index(text.len());
        text[place] = byte;
        if let Ok(Line { header, receipt, events }) = line::read(&text) {
            let again = line::write(&header, receipt, &events);
            prop_assert!(line::read(again.as_bytes()).is_ok(), "{again}");
        }
    }
}

/// What the goldens of the wire become, received by a certain clock from a phone. Lines lie in spools and dead letters
/// across upgrades, so these files are never changed.
#[test]
fn golden_lines_are_written_and_read_as_ever() {
    let data = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("testdata");
    for name in ["custom", "limits", "sampled", "visit"] {
        let body = fs::read(data.join(format!("v1/{name}.json"))).expect("a golden batch");
        let envelope = decode::batch(&body).expect("a golden batch decodes");
        let events: Vec<Event> =
            envelope.events.iter().map(|raw| decode::event(raw).expect("golden")).collect();
        let receipt = Receipt { received_at_ms: 1_790_000_020_000, device: Device::Phone };
        let path = data.join(format!("lines/v1/{name}.json"));
        let golden = fs::read_to_string(&path).expect("a golden line");
        assert_eq!(line::write(&envelope.header, receipt, &events), golden, "{name}");
        assert_eq!(line::read(golden.as_bytes()), Ok(Line { header: envelope.header, receipt, events }));
        check_line(&golden);
    }
}

#[test]
fn all_that_is_wrong_with_a_line_is_reported_at_once() {
    let text = br#"{"v":2,"site":"demo","events":[{"number":-1,"type":"section"},{"type":"whim"}]}"#;
    let problems = line::read(text).expect_err("little is right here");
    let found: BTreeSet<_> = problems.iter().map(|problem| (problem.field, problem.reason)).collect();
    for expected in [
        ("v", Reason::OutOfRange),
        ("visit_id", Reason::MissingField),
        ("received_at_ms", Reason::MissingField),
        ("device_class", Reason::MissingField),
        ("number", Reason::OutOfRange),
        ("target", Reason::MissingField),
        ("type", Reason::UnknownType),
    ] {
        assert!(found.contains(&expected), "{expected:?} is not among {found:?}");
    }
}
