//! Why a batch or an event is refused, in words a machine can sort and a person can act on.

use alloc::string::String;

/// The machine-readable reason of a refusal. Reasons are only ever added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The event is not an array, or the batch not an object.
    NotAnEvent,
    /// The array's first entry is none of `"s"`, `"i"`, `"a"`, `"c"`.
    UnknownType,
    /// A field is missing.
    MissingField,
    /// A field has another type than it must.
    WrongType,
    /// A number, or a choice, is outside what is allowed.
    OutOfRange,
    /// A text is longer than its limit.
    TooLong,
    /// A text that must say something is empty.
    Empty,
    /// A text holds a control character.
    ControlCharacter,
    /// The event's number occurs twice in the batch.
    DuplicateNumber,
    /// The site's key is not known here.
    UnknownSite,
    /// The batch is of a wire version that is not read here.
    UnknownVersion,
}

impl Reason {
    /// The reason's name in answers, logs and dead letters.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotAnEvent => "not_an_event",
            Self::UnknownType => "unknown_type",
            Self::MissingField => "missing_field",
            Self::WrongType => "wrong_type",
            Self::OutOfRange => "out_of_range",
            Self::TooLong => "too_long",
            Self::Empty => "empty",
            Self::ControlCharacter => "control_character",
            Self::DuplicateNumber => "duplicate_number",
            Self::UnknownSite => "unknown_site",
            Self::UnknownVersion => "unknown_version",
        }
    }
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field, by its name in this crate's types (`target`, `sent_at_ms`); empty for the whole.
    pub field: &'static str,
    /// What sort of wrong.
    pub reason: Reason,
    /// What was found and what is allowed, as a sentence.
    pub detail: String,
}
