//! A dead letter, and the line of JSON it is kept as.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use linger_wire::Id;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::reason::Reason;
use crate::entry::Entry;

/// An entry that was given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadLetter {
    /// Why.
    pub reason: Reason,
    /// What the sink said, or which limit it is over.
    pub detail: String,
    /// Calls that carried it.
    pub attempts: u32,
    /// When it was given up, in milliseconds since 1970.
    pub at_ms: i64,
    /// The sink it was for.
    pub sink: String,
    /// What it says.
    pub content: Content,
}

/// What a dead letter says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A line of JSON.
    Line(Bytes),
    /// Anything else.
    Raw(Bytes),
}

impl Content {
    /// Bytes as what they are.
    #[must_use]
    pub fn of(bytes: Bytes) -> Self {
        let is_line = !bytes.contains(&b'\n') && serde_json::from_slice::<IgnoredAny>(&bytes).is_ok();
        if is_line { Self::Line(bytes) } else { Self::Raw(bytes) }
    }
}

#[derive(Serialize, Deserialize)]
struct Json<'a> {
    reason: &'a str,
    detail: String,
    attempts: u32,
    at_ms: i64,
    sink: String,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    line: Option<&'a RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    raw: Option<String>,
}

/// What replay and filters ask of a batch's line.
#[derive(Deserialize)]
struct Facts {
    site: Option<String>,
    visit_id: Option<String>,
    #[serde(default)]
    events: Vec<IgnoredAny>,
}

impl DeadLetter {
    /// As it is kept, with the newline.
    pub(super) fn to_line(&self) -> Vec<u8> {
        let (line, raw) = match &self.content {
            Content::Line(line) => (serde_json::from_slice(line).ok(), None),
            Content::Raw(bytes) => (None, Some(STANDARD.encode(bytes))),
        };
        let Self { detail, attempts, at_ms, sink, .. } = self.clone();
        let json = Json { reason: self.reason.as_str(), detail, attempts, at_ms, sink, line, raw };
        let mut line = serde_json::to_vec(&json).expect("texts, numbers and sound JSON always make JSON");
        line.push(b'\n');
        line
    }

    fn of_line(line: &Bytes) -> Result<Self, String> {
        let json: Json<'_> = serde_json::from_slice(line).map_err(|error| error.to_string())?;
        let reason = Reason::of(json.reason).ok_or_else(|| format!("unknown reason {:?}", json.reason))?;
        let content = match (json.line, json.raw) {
            (Some(inner), None) => Content::Line(line.slice_ref(inner.get().as_bytes())),
            (None, Some(raw)) => {
                Content::Raw(STANDARD.decode(raw).map_err(|error| format!("`raw`: {error}"))?.into())
            }
            _ => return Err("a letter has `line` or `raw`".to_owned()),
        };
        let Json { detail, attempts, at_ms, sink, .. } = json;
        Ok(Self { reason, detail, attempts, at_ms, sink, content })
    }

    fn facts(&self) -> Option<Facts> {
        let Content::Line(line) = &self.content else { return None };
        serde_json::from_slice(line).ok()
    }

    /// The site of the batch; `None` where it names none or is damaged.
    #[must_use]
    pub fn site(&self) -> Option<String> {
        self.facts()?.site
    }

    /// The entry it was, to be sent again; `None` where it is no batch.
    #[must_use]
    pub fn entry(&self) -> Option<Entry> {
        let Content::Line(line) = &self.content else { return None };
        let facts = self.facts()?;
        let visit = Id::decode(&facts.visit_id?)?;
        let events = u32::try_from(facts.events.len()).ok().filter(|events| *events > 0)?;
        Some(Entry { visit, events, line: line.clone() })
    }
}

/// A line of a file of dead letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The line as it is, without the newline.
    pub line: Bytes,
    /// The letter, or why it is none.
    pub letter: Result<DeadLetter, String>,
}

impl Stored {
    /// The lines of a file.
    pub(super) fn all(file: &Bytes) -> Vec<Self> {
        let lines = file.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        let lines = lines.map(|line| file.slice_ref(line));
        lines.map(|line| Self { letter: DeadLetter::of_line(&line), line }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(content: Content) -> DeadLetter {
        DeadLetter {
            reason: Reason::Refused,
            detail: "a \"quoted\" detail".to_owned(),
            attempts: 3,
            at_ms: 1_795_348_800_000,
            sink: "firehose".to_owned(),
            content,
        }
    }

    #[test]
    fn a_line_stands_in_the_letter_as_it_is() {
        let line = r#"{"v":1,"site":"demo","visit_id":"HAAAAAAAAAAAAAAAAAAAAA","x":1.50,"events":[{},{}]}"#;
        let letter = letter(Content::of(Bytes::from_static(line.as_bytes())));
        let stored = Bytes::from(letter.to_line());
        let text = std::str::from_utf8(&stored).expect("UTF-8");
        assert_eq!(
            text,
            format!(
                "{{\"reason\":\"refused\",\"detail\":\"a \\\"quoted\\\" detail\",\"attempts\":3,\
                 \"at_ms\":1795348800000,\"sink\":\"firehose\",\"line\":{line}}}\n"
            )
        );
        let [read] = &Stored::all(&stored)[..] else { panic!("one line") };
        assert_eq!(read.letter.as_ref(), Ok(&letter));
        assert_eq!(letter.site().as_deref(), Some("demo"));
        let entry = letter.entry().expect("a batch");
        assert_eq!((entry.visit, entry.events, &entry.line[..]), (Id::from_bits(7), 2, line.as_bytes()));
    }

    #[test]
    fn what_is_damaged_is_kept_byte_by_byte() {
        for bytes in [&b"{\"v\":1,"[..], b"\xff\x00\n", b"", b"{}\n{}"] {
            let letter = letter(Content::of(Bytes::from_static(bytes)));
            assert_eq!(letter.content, Content::Raw(Bytes::from_static(bytes)));
            let stored = Stored::all(&letter.to_line().into());
            assert_eq!(stored[0].letter, Ok(letter));
        }
    }

    #[test]
    fn a_line_that_is_no_letter_costs_the_others_nothing() {
        let mut file = letter(Content::Raw(Bytes::new())).to_line();
        file.extend_from_slice(b"{\"reason\":\"bored\"}\nnothing\n");
        let stored = Stored::all(&file.into());
        assert_eq!(
            stored.iter().map(|stored| stored.letter.is_ok()).collect::<Vec<_>>(),
            [true, false, false]
        );
    }
}
