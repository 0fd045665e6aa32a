//! Reads single fields and keeps what is wrong with them. A wrong field yields a neutral value, which nobody sees:
//! [`Fields::finish`] gives the result only where nothing was wrong.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use serde_json::value::RawValue;

use crate::batch::Gaze;
use crate::limits;
use crate::{Id, Problem, Reason};

#[derive(Default)]
pub(crate) struct Fields {
    problems: Vec<Problem>,
    /// Whether `5.0` and `5e0` are the whole number 5, as they are to JSON Schema and to JavaScript. Not so in lines, which
    /// Firehose converts by itself and has no such opinion.
    any_notation: bool,
}

impl Fields {
    /// Those of a batch, which whatever program may have written.
    pub(crate) fn of_batch() -> Self {
        Self { problems: Vec::new(), any_notation: true }
    }

    pub(crate) fn finish<T>(self, value: T) -> Result<T, Vec<Problem>> {
        if self.problems.is_empty() { Ok(value) } else { Err(self.problems) }
    }

    pub(crate) const fn is_sound(&self) -> bool {
        self.problems.is_empty()
    }

    pub(crate) fn push(&mut self, field: &'static str, reason: Reason, detail: String) {
        self.problems.push(Problem { field, reason, detail });
    }

    pub(crate) fn missing(&mut self, field: &'static str) {
        self.push(field, Reason::MissingField, format!("`{field}` is missing"));
    }

    pub(crate) fn count(&mut self, field: &'static str, raw: Option<&RawValue>) -> u32 {
        let value = self.integer(field, raw, 0, limits::COUNT_MAX.into());
        u32::try_from(value).unwrap_or(0)
    }

    pub(crate) fn duration(&mut self, field: &'static str, raw: Option<&RawValue>) -> u64 {
        let max = i64::try_from(limits::VISIT_MS_MAX).unwrap_or(i64::MAX);
        self.integer(field, raw, 0, max).unsigned_abs()
    }

    pub(crate) fn integer(&mut self, field: &'static str, raw: Option<&RawValue>, min: i64, max: i64) -> i64 {
        let Some(raw) = raw else {
            self.missing(field);
            return min;
        };
        match self.whole(raw) {
            Some(value) if (min..=max).contains(&value) => value,
            Some(value) => {
                let detail = format!("`{field}` is {value}; it must be from {min} to {max}");
                self.push(field, Reason::OutOfRange, detail);
                min
            }
            None => {
                let detail = format!("`{field}` must be a whole number from {min} to {max}");
                self.push(field, Reason::WrongType, detail);
                min
            }
        }
    }

    fn whole(&self, raw: &RawValue) -> Option<i64> {
        let integer = serde_json::from_str(raw.get()).ok();
        integer
            .or_else(|| if self.any_notation { whole(serde_json::from_str(raw.get()).ok()?) } else { None })
    }

    /// A wall-clock time that is believed.
    pub(crate) fn wall(&mut self, field: &'static str, raw: Option<&RawValue>) -> i64 {
        self.integer(field, raw, limits::WALL_MS_MIN, limits::WALL_MS_MAX)
    }

    pub(crate) fn id(&mut self, field: &'static str, raw: Option<&RawValue>) -> Id {
        let text = self.text(field, raw, crate::id::ID_CHARS);
        Id::decode(&text).unwrap_or_else(|| {
            if !text.is_empty() {
                let detail = format!("`{field}` must be 22 characters of URL-safe base64, 128 bits");
                self.push(field, Reason::OutOfRange, detail);
            }
            Id::from_bits(0)
        })
    }

    /// Left out where it is the default, as nearly every page has it.
    pub(crate) fn gaze(&mut self, raw: Option<&RawValue>) -> Gaze {
        raw.map_or(Gaze::Upper, |raw| self.choice("gaze", Some(raw), &Gaze::ALL, Gaze::as_str))
    }

    /// Left out where every session is measured.
    pub(crate) fn sample_percent(&mut self, raw: Option<&RawValue>) -> u8 {
        let max = limits::SAMPLE_PERCENT_MAX;
        let percent = raw.map(|raw| self.integer("sample_percent", Some(raw), 1, max.into()));
        percent.and_then(|percent| u8::try_from(percent).ok()).unwrap_or(max)
    }

    pub(crate) fn text(&mut self, field: &'static str, raw: Option<&RawValue>, bytes_max: usize) -> String {
        let Some(raw) = raw else {
            self.missing(field);
            return String::new();
        };
        let Ok(text) = serde_json::from_str::<String>(raw.get()) else {
            self.push(field, Reason::WrongType, format!("`{field}` must be a text"));
            return String::new();
        };
        self.check_text(field, &text, bytes_max);
        text
    }

    pub(crate) fn optional_text(
        &mut self,
        field: &'static str,
        raw: Option<&RawValue>,
        bytes_max: usize,
    ) -> Option<String> {
        raw.map(|raw| self.text(field, Some(raw), bytes_max))
    }

    fn check_text(&mut self, field: &'static str, text: &str, bytes_max: usize) {
        if text.is_empty() {
            self.push(field, Reason::Empty, format!("`{field}` is empty"));
        }
        if text.len() > bytes_max {
            let detail = format!("`{field}` has {} bytes; at most {bytes_max} are allowed", text.len());
            self.push(field, Reason::TooLong, detail);
        }
        if text.chars().any(char::is_control) {
            self.push(field, Reason::ControlCharacter, format!("`{field}` holds a control character"));
        }
    }

    pub(crate) fn choice<T: Copy>(
        &mut self,
        field: &'static str,
        raw: Option<&RawValue>,
        all: &[T],
        name: impl Fn(T) -> &'static str,
    ) -> T {
        let problems_before = self.problems.len();
        let text = self.text(field, raw, limits::NAME_BYTES_MAX);
        let found = all.iter().copied().find(|one| name(*one) == text);
        found.unwrap_or_else(|| {
            if self.problems.len() == problems_before {
                let names: Vec<&str> = all.iter().map(|one| name(*one)).collect();
                let detail = format!("`{field}` must be one of {}", names.join(", "));
                self.push(field, Reason::OutOfRange, detail);
            }
            all[0]
        })
    }
}

/// A whole number, if it is one; those too large for an `i64` become the nearest, which is outside every limit.
#[expect(clippy::cast_possible_truncation, reason = "it is compared with what it was")]
#[expect(
    clippy::cast_precision_loss,
    reason = "whole numbers of 53 bits have a float each; others are out of range"
)]
#[expect(clippy::float_cmp, reason = "equal is what is meant")]
fn whole(number: f64) -> Option<i64> {
    let nearest = number as i64;
    (nearest as f64 == number || number.abs() >= i64::MAX as f64).then_some(nearest)
}
