//! What keeps batches until they are delivered.

use std::time::Duration;

use super::super::key::{Fallback, Key, Kind, Unit};
use super::super::problem::Problem;
use super::super::value::Value;
use super::super::values::Values;
use super::{conflict, place};
use crate::spool::SpoolSettings;

const FOLDER: Key = Key::new(
    "spool.folder",
    Kind::Path,
    Fallback::Derived { words: "`spool` below `data`", value: spool_below_data },
    "Folder of the spool: a disk of this machine that survives a crash, written by one process alone.",
);
const BYTES_MAX: Key = Key::new(
    "spool.bytes_max",
    Kind::number(
        4 << 20,
        1 << 50,
        Unit::Bytes,
        "below 4 MiB a minute's outage fills it, and no disk holds more than 1 PiB",
    ),
    Fallback::Fixed("1073741824"),
    "Bytes the spool may hold. When it is full, batches are answered with 503 and their pages keep them.",
);
const AGE_MAX_S: Key = Key::new(
    "spool.age_max_s",
    Kind::number(
        60,
        366 * 24 * 60 * 60,
        Unit::Seconds,
        "below a minute any hiccup makes dead letters, and after a year nobody comes to fetch them",
    ),
    Fallback::Fixed("604800"),
    "Age at which a batch that could not be delivered becomes a dead letter; a week.",
);
const SEGMENT_BYTES: Key = Key::new(
    "spool.segment_bytes",
    Kind::number(
        1 << 20,
        1 << 30,
        Unit::Bytes,
        "each segment is a file, deleted as a whole once all in it is delivered",
    ),
    Fallback::Fixed("16777216"),
    "Bytes of one file of the spool, about.",
);

pub(super) const KEYS: &[Key] = &[FOLDER, BYTES_MAX, AGE_MAX_S, SEGMENT_BYTES];

pub(super) fn of(values: &Values) -> SpoolSettings {
    SpoolSettings {
        folder: values.folder(&FOLDER),
        bytes_max: values.number(&BYTES_MAX),
        age_max: age_max(values),
        segment_bytes: values.number(&SEGMENT_BYTES),
    }
}

/// The age at which delivery gives an entry up, too.
pub(super) fn age_max(values: &Values) -> Duration {
    Duration::from_secs(values.number(&AGE_MAX_S))
}

#[expect(clippy::unnecessary_wraps, reason = "other defaults that follow from keys may be none")]
fn spool_below_data(values: &Values) -> Option<Value> {
    Some(place::below_data(values, "spool"))
}

/// The segment that is written cannot be deleted, so there must be room for one beside it.
pub(super) fn conflicts(values: &Values) -> Vec<Problem> {
    let (bytes_max, segment) = (values.number(&BYTES_MAX), values.number(&SEGMENT_BYTES));
    let found = format!("`spool.bytes_max` is {bytes_max} and `spool.segment_bytes` is {segment}");
    let allowed =
        "give room for two segments at least, as the one that is written cannot be deleted".to_owned();
    let crowded = bytes_max / 2 < segment;
    crowded.then(|| conflict(values, &BYTES_MAX, found, allowed)).into_iter().collect()
}
