//! The spool's settings.

use std::path::PathBuf;
use std::time::Duration;

/// One gibibyte: ours; at 1.7 KB a batch of ten events, as the bench sends them, it holds six million events, which is
/// a night without a sink for a chain of a hundred restaurants, and it fits the smallest disk a cloud gives.
pub const BYTES_MAX_DEFAULT: u64 = 1 << 30;

/// A week: ours; longer than a weekend in which nobody looks. Later, what guests did is of little use, and the lake's
/// merged days would have to be written anew.
pub const AGE_MAX_DEFAULT: Duration = Duration::from_hours(7 * 24);

/// 16 MiB: ours; small beside the whole, as space is given back by whole segments, and large beside the two syncs that
/// a new segment costs.
pub const SEGMENT_BYTES_DEFAULT: u64 = 16 << 20;

/// The smallest segment: ours; room for one batch of the greatest size, written as a line.
const SEGMENT_BYTES_MIN: u64 = 64 << 10;

/// Segments that the bound must hold at least: the one that is written, and one that is read.
const SEGMENTS_MIN: u64 = 2;

/// Where the spool lies and how much it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpoolSettings {
    /// The folder, made where missing. One process at a time uses it.
    pub folder: PathBuf,
    /// Bytes of all segments, at most. When they are reached, batches are answered 503. Default 1 GiB.
    pub bytes_max: u64,
    /// How old an entry may become; what is older is kept as a dead letter instead of being delivered. Default 7 days.
    pub age_max: Duration,
    /// Bytes after which a new segment is begun; one is deleted when all its entries are settled. Default 16 MiB.
    pub segment_bytes: u64,
}

impl SpoolSettings {
    /// The defaults, in a folder.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
            bytes_max: BYTES_MAX_DEFAULT,
            age_max: AGE_MAX_DEFAULT,
            segment_bytes: SEGMENT_BYTES_DEFAULT,
        }
    }

    /// All that is wrong, and what to do; empty when nothing is.
    #[must_use]
    pub fn problems(&self) -> Vec<String> {
        let least = self.segment_bytes.saturating_mul(SEGMENTS_MIN);
        let checks = [
            (
                self.folder.as_os_str().is_empty(),
                "folder is empty: name a folder on a disk that stays".to_owned(),
            ),
            (
                self.age_max.is_zero(),
                "age_max is 0: nothing would be delivered; give at least a minute".to_owned(),
            ),
            (
                self.segment_bytes < SEGMENT_BYTES_MIN,
                format!("segment_bytes is {}: give at least {SEGMENT_BYTES_MIN}", self.segment_bytes),
            ),
            (
                self.bytes_max < least,
                format!("bytes_max is {}: give at least {least}, {SEGMENTS_MIN} segments", self.bytes_max),
            ),
        ];
        checks.into_iter().filter_map(|(wrong, problem)| wrong.then_some(problem)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_sound() {
        assert_eq!(SpoolSettings::new("spool").problems(), Vec::<String>::new());
    }

    #[test]
    fn all_problems_are_told_at_once() {
        let settings =
            SpoolSettings { folder: PathBuf::new(), bytes_max: 1, age_max: Duration::ZERO, segment_bytes: 1 };
        assert_eq!(settings.problems().len(), 4);
    }
}
