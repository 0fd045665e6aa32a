//! The tables of an order: `1-24,A1,Terrace`.

use std::collections::BTreeSet;

use linger_wire::limits::TABLE_BYTES_MAX;

use crate::problem::Problem;

/// Tables of one order: ours; several times the largest restaurant, and a PDF of some megabytes.
pub const TABLES_MAX: usize = 1_000;

/// Digits of a range's ends: ours; what an integer holds safely, and far beyond [`TABLES_MAX`].
const RANGE_DIGITS_MAX: usize = 9;

/// The names, in the order in which they were given. Commas and line breaks part them; `1-24` is a range of numbers,
/// `A1-A12` one of numbers behind the same letters, and `01-12` keeps its zeros.
pub(crate) fn read(text: &str) -> Result<Vec<String>, Vec<Problem>> {
    let mut reading = Reading::default();
    let parts: Vec<&str> = text.trim().split([',', '\n']).map(str::trim).collect();
    if parts == [""] {
        return Err(vec![Problem::TablesNone]);
    }
    for (place, part) in parts.into_iter().enumerate() {
        reading.take(place + 1, part);
    }
    reading.finish()
}

#[derive(Default)]
struct Reading {
    names: Vec<String>,
    /// All that were named, those beyond the limit too.
    count: u64,
    problems: Vec<Problem>,
}

impl Reading {
    fn take(&mut self, place: usize, part: &str) {
        match Range::of(part) {
            _ if part.is_empty() => self.problems.push(Problem::TableEmpty(place)),
            Some(range) if range.first > range.last => {
                let (from, to) = (range.name(range.first), range.name(range.last));
                self.problems.push(Problem::RangeBackwards { from, to });
            }
            Some(range) => self.take_range(&range),
            None => self.take_name(part.to_owned()),
        }
    }

    fn take_range(&mut self, range: &Range<'_>) {
        let room = TABLES_MAX.saturating_sub(self.names.len());
        self.names.extend((range.first..=range.last).take(room).map(|number| range.name(number)));
        self.count += u64::from(range.last - range.first) + 1;
    }

    fn take_name(&mut self, name: String) {
        if name.chars().any(char::is_control) {
            self.problems.push(Problem::TableControl(name.clone()));
        }
        if name.len() > TABLE_BYTES_MAX {
            self.problems.push(Problem::TableLong { name: name.clone() });
        }
        self.names.push(name);
        self.count += 1;
    }

    fn finish(mut self) -> Result<Vec<String>, Vec<Problem>> {
        if self.count > TABLES_MAX as u64 {
            self.problems.push(Problem::TablesMany(self.count));
        }
        let twice = twice(&self.names);
        if !twice.is_empty() {
            self.problems.push(Problem::TablesTwice(twice));
        }
        if self.problems.is_empty() { Ok(self.names) } else { Err(self.problems) }
    }
}

/// Those that come more than once, each once.
fn twice(names: &[String]) -> Vec<String> {
    let (mut seen, mut told) = (BTreeSet::new(), BTreeSet::new());
    names.iter().filter(|name| !seen.insert(*name) && told.insert(*name)).cloned().collect()
}

/// Numbers with the same letters before each.
struct Range<'a> {
    prefix: &'a str,
    first: u32,
    last: u32,
    /// At least that many digits, with zeros before.
    digits: usize,
}

impl<'a> Range<'a> {
    /// None for what is a name: `terrace-12` has no number before its hyphen, `A1-12` not the same letters.
    fn of(part: &'a str) -> Option<Self> {
        let (from, to) = part.split_once('-')?;
        let ((prefix, first), (other, last)) = (numbered(from.trim_end())?, numbered(to.trim_start())?);
        let digits = if first.starts_with('0') { first.len() } else { 0 };
        (prefix == other).then_some(Self {
            prefix,
            first: first.parse().ok()?,
            last: last.parse().ok()?,
            digits,
        })
    }

    fn name(&self, number: u32) -> String {
        format!("{}{number:0digits$}", self.prefix, digits = self.digits)
    }
}

/// Letters, and the number at their end.
fn numbered(text: &str) -> Option<(&str, &str)> {
    let letters = text.trim_end_matches(|character: char| character.is_ascii_digit());
    let digits = &text[letters.len()..];
    let is_plain = !letters.contains('-') && letters.len() + RANGE_DIGITS_MAX < TABLE_BYTES_MAX;
    (is_plain && (1..=RANGE_DIGITS_MAX).contains(&digits.len())).then_some((letters, digits))
}
