//! One record's data: lines, or batches as pages post them, made into lines again.

use linger_wire::limits::{WALL_MS_MAX, WALL_MS_MIN};
use linger_wire::line::{self, Device, Line, Receipt};
use linger_wire::{Problem, decode};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use crate::admit::{self, Admission};

/// A record all of whose lines are sound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sound {
    /// The lines, each ended by a newline.
    pub text: String,
    /// How many.
    pub lines: u32,
    /// Events in them.
    pub events: u32,
}

/// Why a record fails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The data is not base64.
    NotBase64,
    /// There is no line in it.
    Empty,
    /// From some place on, it is not JSON.
    NotJson {
        /// Lines that could be read before that place.
        lines: usize,
        /// What the reader says.
        detail: String,
    },
    /// Lines that are no batch.
    Unsound(Vec<UnsoundLine>),
    /// Sound, but there was no room left in the response.
    NoRoom,
}

/// A line that is no batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnsoundLine {
    /// Its place in the record, from 0.
    pub index: usize,
    /// All that is wrong with it; at least one.
    pub problems: Vec<Problem>,
}

impl Fault {
    /// The reason's name in logs and metrics.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::NotBase64 => "not_base64",
            Self::Empty => "empty",
            Self::NotJson { .. } => "not_json",
            Self::Unsound(_) => "unsound",
            Self::NoRoom => "no_room",
        }
    }
}

/// Makes a record's data into lines as a collector writes them.
///
/// What only a collector adds is filled in where it is missing: `received_at_ms` is when Firehose received the record,
/// and `device_class` is `other`, as the user agent is not there to tell.
///
/// # Errors
/// All that is wrong with any of its lines.
pub fn normalise(data: &[u8], arrived_at_ms: i64) -> Result<Sound, Fault> {
    let lines = parted(data)?;
    let absent = receipt(arrived_at_ms);
    let mut sound = Sound { text: String::with_capacity(data.len()), lines: 0, events: 0 };
    let mut unsound = Vec::new();
    for (index, raw) in lines.into_iter().enumerate() {
        match read(raw, absent) {
            Ok(line) => sound.push(&line),
            Err(problems) => unsound.push(UnsoundLine { index, problems }),
        }
    }
    if unsound.is_empty() { Ok(sound) } else { Err(Fault::Unsound(unsound)) }
}

/// Parts the data where a JSON value ends: writers forget the newline, and Firehose itself does without.
fn parted(data: &[u8]) -> Result<Vec<&RawValue>, Fault> {
    let mut lines = Vec::new();
    for value in serde_json::Deserializer::from_slice(data).into_iter::<&RawValue>() {
        match value {
            Ok(line) => lines.push(line),
            Err(error) => return Err(Fault::NotJson { lines: lines.len(), detail: error.to_string() }),
        }
    }
    if lines.is_empty() { Err(Fault::Empty) } else { Ok(lines) }
}

/// What stands in for a collector's receipt; nothing where the time is one that is not believed.
fn receipt(arrived_at_ms: i64) -> Option<Receipt> {
    let believed = (WALL_MS_MIN..=WALL_MS_MAX).contains(&arrived_at_ms);
    believed.then_some(Receipt { received_at_ms: arrived_at_ms, device: Device::Other })
}

fn read(raw: &RawValue, absent: Option<Receipt>) -> Result<Line, Vec<Problem>> {
    match (absent, is_posted(raw)) {
        (Some(receipt), true) => posted(raw, receipt),
        _ => line::read_or(raw.get().as_bytes(), absent),
    }
}

/// The names under which a batch as posted and a line hold the visit.
#[derive(Deserialize)]
struct Form {
    visit: Option<IgnoredAny>,
    visit_id: Option<IgnoredAny>,
}

/// Whether this is a batch as pages post it, rather than a line.
fn is_posted(raw: &RawValue) -> bool {
    serde_json::from_str(raw.get()).is_ok_and(|form: Form| form.visit.is_some() && form.visit_id.is_none())
}

fn posted(raw: &RawValue, receipt: Receipt) -> Result<Line, Vec<Problem>> {
    let envelope = decode::batch(raw.get().as_bytes())?;
    let Admission { accepted, rejected } = admit::events(&envelope.events);
    if rejected.is_empty() {
        return Ok(Line { header: envelope.header, receipt, events: accepted });
    }
    Err(rejected.into_iter().flat_map(|rejection| rejection.problems).collect())
}

impl Sound {
    fn push(&mut self, line: &Line) {
        self.text.push_str(&line::write(&line.header, line.receipt, &line.events));
        self.text.push('\n');
        self.lines += 1;
        self.events += u32::try_from(line.events.len()).unwrap_or(u32::MAX);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use linger_wire::Reason;

    const VISIT: &str = include_str!("../../../wire/testdata/v1/visit.json");
    const ARRIVED_AT_MS: i64 = 1_795_348_800_000;

    fn line() -> String {
        normalise(VISIT.as_bytes(), ARRIVED_AT_MS).expect("a golden batch").text.trim_end().to_owned()
    }

    fn without(line: &str, field: &str) -> String {
        let mut value: serde_json::Value = serde_json::from_str(line).expect("JSON");
        value.as_object_mut().expect("an object").remove(field).expect("the field");
        value.to_string()
    }

    #[test]
    fn a_batch_as_a_page_posts_it_becomes_a_line() {
        let sound = normalise(VISIT.as_bytes(), ARRIVED_AT_MS).expect("a golden batch");
        let read = line::read(sound.text.trim_end().as_bytes()).expect("a line");
        assert_eq!(read.receipt, Receipt { received_at_ms: ARRIVED_AT_MS, device: Device::Other });
        assert_eq!(sound.events as usize, decode::batch(VISIT.as_bytes()).expect("golden").events.len());
    }

    #[test]
    fn lines_are_told_apart_with_and_without_newlines() {
        let line = line();
        for data in [format!("{line}\n{line}\n"), format!("{line}{line}"), format!("\r\n {line} \n\n{line}")]
        {
            let sound = normalise(data.as_bytes(), 0).expect("two sound lines");
            assert_eq!((sound.lines, sound.text), (2, format!("{line}\n{line}\n")));
        }
    }

    #[test]
    fn what_only_a_collector_adds_is_filled_in_and_nothing_else() {
        let whole = line();
        for field in ["received_at_ms", "device_class"] {
            let sound = normalise(without(&whole, field).as_bytes(), ARRIVED_AT_MS).expect("filled in");
            assert_eq!(sound.text.trim_end(), whole, "{field}");
        }
        let fault = normalise(without(&whole, "sdk").as_bytes(), ARRIVED_AT_MS).unwrap_err();
        let Fault::Unsound(lines) = fault else { panic!("{fault:?}") };
        assert_eq!((lines[0].problems[0].field, lines[0].problems[0].reason), ("sdk", Reason::MissingField));
    }

    #[test]
    fn a_time_that_is_there_is_kept_as_a_spool_may_have_held_the_line_for_days() {
        let line = line();
        let sound = normalise(line.as_bytes(), ARRIVED_AT_MS + 86_400_000).expect("sound");
        assert_eq!(sound.text.trim_end(), line);
    }

    #[test]
    fn one_unsound_line_fails_its_record_and_every_one_is_named() {
        let line = line();
        let data = format!("{line}\n{{\"v\":1}}\n{line}\n[]\n");
        let Err(Fault::Unsound(lines)) = normalise(data.as_bytes(), ARRIVED_AT_MS) else { panic!("sound?") };
        assert_eq!(lines.iter().map(|line| line.index).collect::<Vec<_>>(), [1, 3]);
    }

    #[test]
    fn an_unsound_event_of_a_posted_batch_is_told_in_the_events_own_words() {
        let data = VISIT.replacen("[\"s\",", "[\"z\",", 1);
        let Err(Fault::Unsound(lines)) = normalise(data.as_bytes(), ARRIVED_AT_MS) else { panic!("sound?") };
        assert_eq!(lines[0].problems[0].reason, Reason::UnknownType);
    }

    #[test]
    fn what_holds_no_line_is_told_from_what_breaks_off() {
        assert_eq!(normalise(b" \n", ARRIVED_AT_MS), Err(Fault::Empty));
        let broken = format!("{}\n{{\"v\":", line());
        let fault = normalise(broken.as_bytes(), ARRIVED_AT_MS).unwrap_err();
        assert!(matches!(fault, Fault::NotJson { lines: 1, .. }), "{fault:?}");
        assert!(matches!(normalise(&[0x1f, 0x8b, 8], ARRIVED_AT_MS), Err(Fault::NotJson { lines: 0, .. })));
    }

    #[test]
    fn a_time_of_arrival_that_is_not_believed_fills_nothing() {
        let without = without(&line(), "received_at_ms");
        assert!(matches!(normalise(without.as_bytes(), -1), Err(Fault::Unsound(_))));
    }
}
