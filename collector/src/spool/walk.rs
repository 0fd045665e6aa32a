//! What a segment's frames mean: entries in their order, and what should be there and is not.

use std::io;
use std::ops::Range;

use bytes::Bytes;

use super::frame::Header;
use super::scan::{Found, Scanner, Stride};
use crate::entry::Entry;

/// A step through a segment.
#[derive(Debug)]
pub(super) enum Step {
    /// An entry that is whole.
    Whole(Header, Entry),
    /// Entries that were there.
    Damaged(Damage),
    /// An entry that is longer than the stride allows. It is still to come.
    TooLong,
}

/// Entries that are no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Damage {
    /// Which ones.
    pub(super) sequences: Range<u64>,
    /// Where they lay; empty where nothing is left of them.
    pub(super) places: Range<u64>,
    /// Their events, where that is known.
    pub(super) events: Option<u32>,
    /// What was found.
    pub(super) reason: &'static str,
}

/// A walk through one segment.
pub(super) struct Walk {
    scanner: Scanner,
    /// The sequence that comes next if all is well.
    expected: u64,
    /// The sequence after the last that belongs here; unknown in the last segment that a crash may have torn.
    until: Option<u64>,
    garbage: Option<Range<u64>>,
    torn: Range<u64>,
    /// What was found behind a gap that is told first.
    stash: Option<(Header, Bytes)>,
}

impl Walk {
    /// Through a segment that begins with the sequence `first`. What lies there from the sequence `until` on was never
    /// acknowledged.
    pub(super) fn new(scanner: Scanner, first: u64, until: Option<u64>) -> Self {
        let torn = scanner.offset()..scanner.offset();
        Self { scanner, expected: first, until, garbage: None, torn, stash: None }
    }

    /// The segment has grown up to a place, and a sequence.
    pub(super) fn extend(&mut self, end: u64, until: u64) {
        self.scanner.extend(end);
        self.until = Some(until);
    }

    /// The sequence after the last one that was walked.
    pub(super) fn expected(&self) -> u64 {
        self.expected
    }

    /// What a crash left of a write that was not acknowledged; empty before the end is reached.
    pub(super) fn torn(&self) -> Range<u64> {
        self.torn.clone()
    }

    /// Bytes of the segment.
    pub(super) fn bytes(&self, places: Range<u64>) -> io::Result<Bytes> {
        self.scanner.bytes(places)
    }

    /// What comes next, or `None` at the end.
    pub(super) fn next(&mut self, stride: Stride) -> io::Result<Option<Step>> {
        if self.until.is_some_and(|until| self.expected >= until) {
            return Ok(None);
        }
        while let Some(found) = self.found(stride)? {
            match found {
                Found::Garbage(places) => self.garbage = Some(places),
                Found::Torn(places) => self.torn = places,
                Found::TooLong => return Ok(Some(Step::TooLong)),
                Found::Frame(header, _) if self.until.is_some_and(|until| header.sequence >= until) => {}
                Found::Frame(header, bytes) if header.sequence > self.expected => {
                    self.stash = Some((header, bytes));
                    return Ok(Some(Step::Damaged(self.gap(header.sequence))));
                }
                Found::Frame(header, bytes) => return Ok(Some(self.frame(header, &bytes))),
            }
        }
        Ok(self.finish().map(Step::Damaged))
    }

    fn found(&mut self, stride: Stride) -> io::Result<Option<Found>> {
        match self.stash.take() {
            Some((header, bytes)) => Ok(Some(Found::Frame(header, bytes))),
            None => self.scanner.next(stride),
        }
    }

    fn frame(&mut self, header: Header, bytes: &Bytes) -> Step {
        self.garbage = None;
        self.expected = header.sequence + 1;
        match header.entry(bytes) {
            Some(entry) => Step::Whole(header, entry),
            None => Step::Damaged(self.broken(header)),
        }
    }

    fn broken(&self, header: Header) -> Damage {
        let end = self.scanner.offset();
        Damage {
            sequences: header.sequence..header.sequence + 1,
            places: end - header.frame_bytes() as u64..end,
            events: Some(header.events),
            reason: "the line's checksum is wrong",
        }
    }

    /// The end: entries are missing where more should have come, or where something lies that is no frame and no crash
    /// leaves so.
    fn finish(&mut self) -> Option<Damage> {
        match self.until {
            Some(until) => (self.expected < until).then(|| self.gap(until)),
            None => self.garbage.is_some().then(|| self.gap(self.expected + 1)),
        }
    }

    fn gap(&mut self, until: u64) -> Damage {
        let sequences = self.expected..until;
        self.expected = until;
        let places = self.garbage.take().unwrap_or_else(|| self.torn.clone());
        let reason = if places.is_empty() { "entries are missing" } else { "no frame can be read" };
        Damage { sequences, places, events: None, reason }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use linger_wire::Id;
    use proptest::prelude::*;

    use super::super::disk::{Disk, ForgetfulDisk};
    use super::super::frame;
    use super::*;

    const FIRST: u64 = 40;

    /// Frames of these sequences, with lines of many lengths, and where each ends.
    fn frames(sequences: Range<u64>) -> (Vec<u8>, Vec<usize>) {
        let (mut bytes, mut ends) = (Vec::new(), Vec::new());
        for sequence in sequences {
            let line =
                Bytes::from(format!("{{\"n\":{sequence}}}").repeat(usize::try_from(sequence % 9).unwrap()));
            frame::encode(
                &Entry { visit: Id::from_bits(1), events: 2, line },
                FIRST,
                sequence,
                5,
                &mut bytes,
            );
            ends.push(bytes.len());
        }
        (bytes, ends)
    }

    /// What a walk with small blocks finds: the whole ones, the damaged ones, the torn bytes.
    fn walked(bytes: &[u8], until: Option<u64>) -> (Vec<u64>, Vec<Damage>, u64) {
        let (disk, path) = (ForgetfulDisk::new(), Path::new("segment"));
        disk.put(path, bytes);
        let file = disk.open(path).expect("it was put there");
        let mut walk = Walk::new(Scanner::new(file, FIRST, 0..bytes.len() as u64), FIRST, until);
        let (mut whole, mut damaged) = (Vec::new(), Vec::new());
        let stride = Stride { block_bytes: 70, frame_bytes_max: usize::MAX };
        while let Some(step) = walk.next(stride).expect("memory can be read") {
            match step {
                Step::Whole(header, _) => whole.push(header.sequence),
                Step::Damaged(damage) => damaged.push(damage),
                Step::TooLong => unreachable!("any length is allowed"),
            }
        }
        (whole, damaged, walk.torn().end - walk.torn().start)
    }

    #[test]
    fn frames_that_were_never_acknowledged_are_left_out() {
        let (bytes, _) = frames(FIRST..FIRST + 9);
        assert_eq!(walked(&bytes, Some(FIRST + 4)).0, (FIRST..FIRST + 4).collect::<Vec<_>>());
    }

    #[test]
    fn what_should_have_come_is_missed() {
        let (bytes, _) = frames(FIRST..FIRST + 3);
        let (whole, damaged, _) = walked(&bytes, Some(FIRST + 7));
        assert_eq!(whole.len(), 3);
        assert_eq!(damaged.len(), 1);
        assert_eq!((&damaged[0].sequences, damaged[0].places.is_empty()), (&(FIRST + 3..FIRST + 7), true));
    }

    #[test]
    fn a_frame_beyond_the_stride_waits() {
        let (bytes, _) = frames(FIRST..FIRST + 9);
        let (disk, path) = (ForgetfulDisk::new(), Path::new("segment"));
        disk.put(path, &bytes);
        let file = disk.open(path).expect("it was put there");
        let mut walk = Walk::new(Scanner::new(file, FIRST, 0..bytes.len() as u64), FIRST, None);
        let small = Stride { block_bytes: 4096, frame_bytes_max: 70 };
        assert!(matches!(walk.next(small), Ok(Some(Step::TooLong))));
        assert!(matches!(walk.next(small), Ok(Some(Step::TooLong))));
        assert!(matches!(walk.next(Stride::WHOLE), Ok(Some(Step::Whole(..)))));
    }

    proptest! {
        #[test]
        fn a_torn_tail_is_no_damage(count in 1_u64..12, kept: prop::sample::Index, zeros in 0_usize..200) {
            let (mut bytes, ends) = frames(FIRST..FIRST + count);
            let torn = 1 + kept.index(ends[0] - 1);
            let last = ends[ends.len() - 1];
            let (more, _) = frames(FIRST + count..FIRST + count + 1);
            bytes.extend_from_slice(&more[..torn.min(more.len() - 1)]);
            let (whole, damaged, left) = walked(&bytes, None);
            prop_assert_eq!(whole, (FIRST..FIRST + count).collect::<Vec<_>>());
            prop_assert_eq!(damaged, vec![]);
            prop_assert_eq!(left, (bytes.len() - last) as u64);
            bytes.truncate(last);
            bytes.resize(last + zeros, 0);
            prop_assert_eq!(walked(&bytes, None).1, vec![]);
        }

        #[test]
        fn a_flipped_bit_costs_one_entry(count in 1_u64..12, place: prop::sample::Index, closed: bool) {
            let (mut bytes, ends) = frames(FIRST..FIRST + count);
            let bit = place.index(bytes.len() * 8);
            bytes[bit / 8] ^= 1 << (bit % 8);
            let hit = FIRST + ends.iter().filter(|&&end| end <= bit / 8).count() as u64;
            let (whole, damaged, torn) = walked(&bytes, closed.then_some(FIRST + count));
            prop_assert_eq!(whole, (FIRST..FIRST + count).filter(|&sequence| sequence != hit).collect::<Vec<_>>());
            prop_assert_eq!(torn, 0);
            prop_assert_eq!(damaged.len(), 1);
            prop_assert_eq!(&damaged[0].sequences, &(hit..hit + 1));
            prop_assert!(damaged[0].places.contains(&(bit as u64 / 8)));
        }
    }
}
