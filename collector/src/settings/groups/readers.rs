//! Who may read what was collected.

use std::fmt;

use super::super::form::Form;
use super::super::key::{Fallback, Key, Kind};
use super::super::values::Values;

const READER_KEYS: Key = Key::new(
    "reader_keys",
    Kind::List(Form::ReaderKey),
    Fallback::Unset,
    "Keys for the answers of `linger serve`: a reader sends one as `Authorization: Bearer KEY`. Needed where `listen` is \
     not a loopback address; on loopback anyone reads while none is given. `openssl rand -hex 32` makes one. A variable \
     or a file keeps it from the list of processes, where flags are seen.",
)
.for_example("[\"a-key-of-your-own-of-20-characters-or-more\"]");

pub(super) const KEYS: &[Key] = &[READER_KEYS];

/// Keys that open the answers. Shown nowhere: what is printed of them is their number.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ReaderKeys(pub Vec<String>);

impl fmt::Debug for ReaderKeys {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "ReaderKeys({} not shown)", self.0.len())
    }
}

pub(super) fn of(values: &Values) -> ReaderKeys {
    ReaderKeys(values.list(&READER_KEYS))
}
