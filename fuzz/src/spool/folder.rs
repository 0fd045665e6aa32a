//! A spool's folder as files in memory, and one that a spool has written.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use bytes::Bytes;
use linger_collector::entry::Entry;
use linger_collector::spool::Disk;
use linger_collector::spool::disk::ForgetfulDisk;
use linger_wire::Id;

use super::visit::{FOLDER, written};

/// The name of the first segment.
const FIRST_SEGMENT: &str = "00000000000000000000.spool";

/// What is settled.
const CHECKPOINT: &str = "checkpoint";

/// Bytes that a segment opens with (docs/spool-format.md).
const OPENING_BYTES: usize = 16;

/// Where a frame has the length of its line, and all its bytes beside the line: a header of 56, a checksum of 4.
const LENGTH_PLACE: Range<usize> = 4..8;
const FRAME_BYTES: usize = 60;

/// Entries of the sound spool: with every fifth of them large, three segments of the smallest size.
const ENTRIES: usize = 40;

/// Files by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Folder(pub(super) BTreeMap<String, Vec<u8>>);

impl Folder {
    /// One segment, and a checkpoint unless it is empty.
    pub(super) fn of(segment: &[u8], checkpoint: &[u8]) -> Self {
        let files = [(FIRST_SEGMENT, segment), (CHECKPOINT, checkpoint)].into_iter();
        let present = files.filter(|(name, bytes)| *name == FIRST_SEGMENT || !bytes.is_empty());
        Self(present.map(|(name, bytes)| (name.to_owned(), bytes.to_vec())).collect())
    }

    /// A disk with these files.
    pub(super) fn disk(&self) -> ForgetfulDisk {
        let disk = ForgetfulDisk::new();
        self.0.iter().for_each(|(name, bytes)| disk.put(&Path::new(FOLDER).join(name), bytes));
        disk
    }

    /// Whether a piece is where it was, unchanged.
    pub(super) fn holds(&self, piece: &Piece) -> bool {
        let file = self.0.get(&piece.place.file);
        file.and_then(|bytes| bytes.get(piece.place.bytes.clone())) == Some(&piece.bytes[..])
    }

    fn read(disk: &ForgetfulDisk) -> Self {
        let names = disk.list(Path::new(FOLDER)).expect("a disk without faults");
        let file = |name: String| disk.bytes(&Path::new(FOLDER).join(&name)).map(|bytes| (name, bytes));
        Self(names.into_iter().filter_map(file).filter(|(_, bytes)| !bytes.is_empty()).collect())
    }

    fn piece(&self, file: &str, bytes: Range<usize>) -> Piece {
        let content = self.0[file][bytes.clone()].to_vec();
        Piece { place: Place { file: file.to_owned(), bytes }, bytes: content }
    }
}

/// Some bytes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) file: String,
    pub(super) bytes: Range<usize>,
}

/// A place, and what lay there.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) place: Place,
    pub(super) bytes: Vec<u8>,
}

/// An entry of the sound spool.
#[derive(Debug)]
pub(super) struct Frame {
    /// Its place in the order of appending.
    pub(super) number: usize,
    pub(super) settled: bool,
    pub(super) piece: Piece,
    entry: Entry,
}

impl PartialEq for Frame {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

/// A spool that was closed as it should.
pub(super) struct Sound {
    pub(super) folder: Folder,
    pub(super) frames: Vec<Frame>,
    /// Everything that can be edited: frames, what segments open with, the checkpoint.
    pub(super) places: Vec<Place>,
}

impl Sound {
    pub(super) fn new() -> Self {
        let entries: Vec<Entry> = (0..ENTRIES).map(entry).collect();
        let folder = Folder::read(&written(&entries, is_settled));
        let checkpoint = 0..folder.0[CHECKPOINT].len();
        let mut places = vec![Place { file: CHECKPOINT.to_owned(), bytes: checkpoint }];
        let mut pieces = Vec::new();
        for file in folder.0.keys().filter(|name| *name != CHECKPOINT) {
            places.push(Place { file: file.clone(), bytes: 0..OPENING_BYTES });
            pieces.extend(frames(&folder.0[file]).into_iter().map(|bytes| folder.piece(file, bytes)));
        }
        places.extend(pieces.iter().map(|piece| piece.place.clone()));
        let numbered = entries.into_iter().zip(pieces).enumerate();
        let frames: Vec<Frame> = numbered
            .map(|(number, (entry, piece))| Frame { number, settled: is_settled(number), piece, entry })
            .collect();
        assert_eq!(frames.len(), ENTRIES, "the sound spool holds all its entries");
        Self { folder, frames, places }
    }

    /// Whether another folder knows what is settled in this one.
    pub(super) fn is_checkpoint_of(&self, folder: &Folder) -> bool {
        self.folder.0[CHECKPOINT][..] == *folder.0.get(CHECKPOINT).map_or(&[][..], Vec::as_slice)
    }

    /// The frame of an entry that was handed out.
    pub(super) fn frame_of(&self, entry: &Entry) -> &Frame {
        let frame = self.frames.iter().find(|frame| frame.entry == *entry);
        frame.unwrap_or_else(|| panic!("an entry of {} bytes that was never appended", entry.line.len()))
    }
}

/// The first two of a segment and some in its middle, so that the checkpoint has ranges.
fn is_settled(number: usize) -> bool {
    matches!(number, 0 | 1 | 7 | 20..=22)
}

fn entry(number: usize) -> Entry {
    let length = if number.is_multiple_of(5) { 20_000 } else { 1 + number * 7 };
    let line = format!("{{\"number\":{number},\"filler\":\"{}\"}}", "x".repeat(length));
    let events = 1 + u32::try_from(number % 4).expect("below four");
    Entry { visit: Id::from_bits(number as u128 / 3), events, line: Bytes::from(line) }
}

fn frames(segment: &[u8]) -> Vec<Range<usize>> {
    let mut frames = Vec::new();
    let mut start = OPENING_BYTES;
    while let Some(length) = segment.get(start..).and_then(|rest| rest.get(LENGTH_PLACE)) {
        let line_bytes = u32::from_le_bytes(length.try_into().expect("four bytes"));
        let end = start + FRAME_BYTES + line_bytes as usize;
        frames.push(start..end);
        start = end;
    }
    frames
}
