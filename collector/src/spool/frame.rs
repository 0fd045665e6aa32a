//! How an entry lies in a segment: a header of fixed length, the line, the line's checksum.
//!
//! | bytes | what (little endian) |
//! |---|---|
//! | 4 | marker |
//! | 4 | bytes of the line |
//! | 8 | sequence |
//! | 8 | appended at, milliseconds since 1970 |
//! | 4 | events |
//! | 22 | visit, as its text |
//! | 2 | zeros |
//! | 4 | CRC-32 of the segment's first sequence (8 bytes) and the 52 bytes before |
//! | … | line |
//! | 4 | CRC-32 of the line |
//!
//! The header has its own checksum, so that a length can be believed before the line is read, and the segment's first
//! sequence is in it, so that a block that a file system gives back from a deleted segment is not taken for an entry.

use bytes::Bytes;
use crc32fast::Hasher;
use linger_wire::Id;

use crate::entry::Entry;

/// Where a frame begins. FF and FE are in no UTF-8 text, so that no line holds one, whatever a page sends.
pub(super) const MARKER: [u8; 4] = [0xFF, b'L', 0xFE, b'e'];

/// Bytes of the header.
pub(super) const HEADER_BYTES: usize = 56;

/// Bytes of a checksum.
const CHECKSUM_BYTES: usize = 4;

/// The longest line, in bytes: ours; a body is at most 64 KiB, and its line has the context of the visit once more for
/// every event. Beyond it, a length is damage, which keeps a reader's memory small.
pub(super) const LINE_BYTES_MAX: usize = 16 << 20;

/// Sequences are below this: ours; a million entries a second take 146,000 years to get there. Whatever
/// names a greater one is damage, and counting on from any below cannot overflow.
pub(super) const SEQUENCE_END: u64 = 1 << 62;

/// What a frame says of its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) line_bytes: usize,
    pub(super) sequence: u64,
    pub(super) appended_at_ms: i64,
    pub(super) events: u32,
    pub(super) visit: Id,
}

impl Header {
    /// Bytes of the whole frame.
    pub(super) fn frame_bytes(&self) -> usize {
        frame_bytes(self.line_bytes)
    }

    /// The header at the beginning of these bytes, if one is there and its checksum is right.
    pub(super) fn decode(bytes: &[u8], first: u64) -> Option<Self> {
        let (header, _) = bytes.split_first_chunk::<HEADER_BYTES>()?;
        let (checked, sum) = header.split_last_chunk::<CHECKSUM_BYTES>()?;
        if !checked.starts_with(&MARKER) || header_sum(checked, first) != u32::from_le_bytes(*sum) {
            return None;
        }
        let line_bytes = u32::from_le_bytes(part(checked, 4)) as usize;
        let visit = std::str::from_utf8(&checked[28..50]).ok().and_then(Id::decode)?;
        let sequence = u64::from_le_bytes(part(checked, 8));
        (line_bytes <= LINE_BYTES_MAX && sequence < SEQUENCE_END).then_some(Self {
            line_bytes,
            sequence,
            appended_at_ms: i64::from_le_bytes(part(checked, 16)),
            events: u32::from_le_bytes(part(checked, 24)),
            visit,
        })
    }

    /// The entry of a whole frame, or `None` where the line is not what its checksum says.
    pub(super) fn entry(&self, frame: &Bytes) -> Option<Entry> {
        let line = frame.slice(HEADER_BYTES..HEADER_BYTES + self.line_bytes);
        let sum = u32::from_le_bytes(part(frame, HEADER_BYTES + self.line_bytes));
        let whole = crc32fast::hash(&line) == sum;
        whole.then_some(Entry { visit: self.visit, events: self.events, line })
    }
}

/// Bytes of the frame of a line.
pub(super) const fn frame_bytes(line_bytes: usize) -> usize {
    HEADER_BYTES + line_bytes + CHECKSUM_BYTES
}

/// Puts an entry at the end of `to`, as a frame of the segment that begins with the sequence `first`.
pub(super) fn encode(entry: &Entry, first: u64, sequence: u64, appended_at_ms: i64, to: &mut Vec<u8>) {
    let start = to.len();
    let line_bytes =
        u32::try_from(entry.line.len()).expect("longer lines are refused when they are appended");
    to.extend_from_slice(&MARKER);
    to.extend_from_slice(&line_bytes.to_le_bytes());
    to.extend_from_slice(&sequence.to_le_bytes());
    to.extend_from_slice(&appended_at_ms.to_le_bytes());
    to.extend_from_slice(&entry.events.to_le_bytes());
    to.extend_from_slice(entry.visit.encode().as_bytes());
    to.extend_from_slice(&[0; 2]);
    let sum = header_sum(&to[start..], first);
    to.extend_from_slice(&sum.to_le_bytes());
    to.extend_from_slice(&entry.line);
    to.extend_from_slice(&crc32fast::hash(&entry.line).to_le_bytes());
}

fn header_sum(checked: &[u8], first: u64) -> u32 {
    let mut hasher = Hasher::new();
    hasher.update(&first.to_le_bytes());
    hasher.update(checked);
    hasher.finalize()
}

fn part<const N: usize>(bytes: &[u8], at: usize) -> [u8; N] {
    bytes[at..at + N].try_into().expect("the range has that length")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(line: &'static str) -> Vec<u8> {
        let entry = Entry {
            visit: Id::from_bits(u128::MAX - 1),
            events: 3,
            line: Bytes::from_static(line.as_bytes()),
        };
        let mut bytes = Vec::new();
        encode(&entry, 40, 42, -5, &mut bytes);
        bytes
    }

    #[test]
    fn an_entry_comes_back() {
        let bytes = Bytes::from(frame("{}"));
        let header = Header::decode(&bytes, 40).expect("a sound header");
        assert_eq!((header.sequence, header.appended_at_ms, header.frame_bytes()), (42, -5, bytes.len()));
        let entry = header.entry(&bytes).expect("a sound line");
        assert_eq!(
            (entry.visit, entry.events, &entry.line[..]),
            (Id::from_bits(u128::MAX - 1), 3, &b"{}"[..])
        );
    }

    #[test]
    fn a_frame_of_another_segment_is_none() {
        assert_eq!(Header::decode(&frame("{}"), 41), None);
    }

    #[test]
    fn any_flipped_bit_is_seen() {
        let sound = frame("{\"events\":[]}");
        for bit in 0..sound.len() * 8 {
            let mut bytes = sound.clone();
            bytes[bit / 8] ^= 1 << (bit % 8);
            let bytes = Bytes::from(bytes);
            let entry = Header::decode(&bytes, 40).and_then(|header| header.entry(&bytes));
            assert_eq!(entry, None, "bit {bit}");
        }
    }
}
