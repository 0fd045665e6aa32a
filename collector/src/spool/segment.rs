//! A segment's name and what it opens with.
//!
//! The name is the sequence of its first entry: entries before it that an earlier segment still holds from there on
//! were never acknowledged. It opens with magic, format version, and the checksum of both, in every version.

use std::path::{Path, PathBuf};

use super::frame::SEQUENCE_END;

/// What follows the number in a name.
const ENDING: &str = ".spool";

/// Digits of a name: those of the greatest `u64`, so that names sort as numbers do.
const DIGITS: usize = 20;

const MAGIC: [u8; 8] = *b"LINGERSP";

/// The version that is written, and the only one that is read.
pub const FORMAT_VERSION: u32 = 1;

/// Bytes that a segment opens with.
pub(super) const OPENING_BYTES: usize = 16;

/// The name of the segment that begins with this sequence.
pub(super) fn path(folder: &Path, first: u64) -> PathBuf {
    folder.join(format!("{first:0DIGITS$}{ENDING}"))
}

/// The first sequence of a segment of this name; `None` for other files.
pub(super) fn first(name: &str) -> Option<u64> {
    let digits = name.strip_suffix(ENDING)?;
    let sound = digits.len() == DIGITS && digits.bytes().all(|byte| byte.is_ascii_digit());
    sound.then(|| digits.parse().ok()).flatten().filter(|&first| first < SEQUENCE_END)
}

/// What the first bytes of a segment say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opening {
    /// It was written in this version.
    Version(u32),
    /// It is damaged: what follows may still be sound.
    Damaged,
    /// It is too short: nothing follows.
    Torn,
}

/// What a segment opens with.
pub(super) fn opening(version: u32) -> [u8; OPENING_BYTES] {
    let mut bytes = [0; OPENING_BYTES];
    bytes[..8].copy_from_slice(&MAGIC);
    bytes[8..12].copy_from_slice(&version.to_le_bytes());
    let sum = crc32fast::hash(&bytes[..12]);
    bytes[12..].copy_from_slice(&sum.to_le_bytes());
    bytes
}

/// Reads what a segment opens with.
pub(super) fn read_opening(bytes: &[u8]) -> Opening {
    let Some((found, _)) = bytes.split_first_chunk::<OPENING_BYTES>() else { return Opening::Torn };
    let version = u32::from_le_bytes([found[8], found[9], found[10], found[11]]);
    if *found == opening(version) { Opening::Version(version) } else { Opening::Damaged }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_numbers() {
        let folder = Path::new("spool");
        for sequence in [0, 7, SEQUENCE_END - 1] {
            let path = path(folder, sequence);
            assert_eq!(path.file_name().and_then(|name| name.to_str()).and_then(first), Some(sequence));
        }
        for other in [
            "checkpoint",
            "7.spool",
            "+0000000000000000007.spool",
            "99999999999999999999.spool",
            "04611686018427387904.spool",
        ] {
            assert_eq!(first(other), None, "{other}");
        }
    }

    #[test]
    fn a_version_is_believed_only_with_its_checksum() {
        assert_eq!(read_opening(&opening(2)), Opening::Version(2));
        assert_eq!(read_opening(&opening(2)[..15]), Opening::Torn);
        for bit in 0..OPENING_BYTES * 8 {
            let mut bytes = opening(1);
            bytes[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(read_opening(&bytes), Opening::Damaged, "bit {bit}");
        }
    }
}
