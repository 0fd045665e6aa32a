//! Finds the frames of a segment, also after damage: what is not a frame is passed over up to the next header whose
//! checksum is right.

use std::io;
use std::ops::Range;
use std::sync::Arc;

use bytes::Bytes;

use super::disk::DiskFile;
use super::frame::{HEADER_BYTES, Header, MARKER};

/// How much is read at once while nobody limits it, in bytes: ours; a quarter of a megabyte takes less than a
/// millisecond on a disk of a cloud (125 MB/s) for two of them, and is small beside what a process has.
pub(super) const BLOCK_BYTES: usize = 256 << 10;

/// What lies in a segment, in its order.
#[derive(Debug)]
pub(super) enum Found {
    /// A frame whose header is right; its line may not be. All its bytes.
    Frame(Header, Bytes),
    /// Bytes that are no frame. More may follow.
    Garbage(Range<u64>),
    /// The beginning of a frame, or zeros, and then the file ends: as a crash leaves it.
    Torn(Range<u64>),
    /// A frame that is longer than the stride allows. It is still to come.
    TooLong,
}

/// How much one step may read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stride {
    /// Bytes to read at once.
    pub(super) block_bytes: usize,
    /// The longest frame to hand out.
    pub(super) frame_bytes_max: usize,
}

impl Stride {
    /// For whoever reads all.
    pub(super) const WHOLE: Self = Self { block_bytes: BLOCK_BYTES, frame_bytes_max: usize::MAX };
}

/// A look through one file.
pub(super) struct Scanner {
    file: Arc<dyn DiskFile>,
    first: u64,
    /// Sequences only rise: what is lower is no frame of this place.
    lowest: u64,
    offset: u64,
    end: u64,
    /// The bytes from `offset` on, as many as are at hand.
    window: Bytes,
}

impl Scanner {
    /// Through a segment that begins with the sequence `first`, from a place up to another.
    pub(super) fn new(file: Arc<dyn DiskFile>, first: u64, places: Range<u64>) -> Self {
        let Range { start: offset, end } = places;
        Self { file, first, lowest: first, offset, end, window: Bytes::new() }
    }

    /// The file has grown.
    pub(super) fn extend(&mut self, end: u64) {
        self.end = self.end.max(end);
    }

    /// Where the next step begins.
    pub(super) fn offset(&self) -> u64 {
        self.offset
    }

    /// Bytes of the file, for who wants to see the damage.
    pub(super) fn bytes(&self, places: Range<u64>) -> io::Result<Bytes> {
        read(&*self.file, places)
    }

    /// What comes next, or `None` at the end.
    pub(super) fn next(&mut self, stride: Stride) -> io::Result<Option<Found>> {
        if self.fill(HEADER_BYTES, stride.block_bytes)? == 0 {
            return Ok(None);
        }
        match self.header(&self.window) {
            Some(header) if header.frame_bytes() as u64 > self.end - self.offset => Ok(Some(self.torn())),
            Some(header) if header.frame_bytes() > stride.frame_bytes_max => Ok(Some(Found::TooLong)),
            Some(header) => self.frame(header, stride).map(Some),
            None => self.garbage().map(Some),
        }
    }

    fn header(&self, bytes: &[u8]) -> Option<Header> {
        Header::decode(bytes, self.first).filter(|header| header.sequence >= self.lowest)
    }

    fn frame(&mut self, header: Header, stride: Stride) -> io::Result<Found> {
        let length = header.frame_bytes();
        if self.fill(length, stride.block_bytes)? < length {
            return Ok(self.torn());
        }
        self.lowest = header.sequence + 1;
        self.offset += length as u64;
        Ok(Found::Frame(header, self.window.split_to(length)))
    }

    fn torn(&mut self) -> Found {
        let start = std::mem::replace(&mut self.offset, self.end);
        self.window = Bytes::new();
        Found::Torn(start..self.end)
    }

    fn garbage(&mut self) -> io::Result<Found> {
        let start = self.offset;
        let cut_header = self.end - start < HEADER_BYTES as u64
            && MARKER.starts_with(self.window.get(..4).unwrap_or(&self.window));
        let mut zeros = self.window.iter().all(|&byte| byte == 0);
        self.skip(1);
        while self.offset < self.end {
            self.fill(HEADER_BYTES, BLOCK_BYTES)?;
            zeros &= self.window.iter().all(|&byte| byte == 0);
            if let Some(place) = self.next_header() {
                self.skip(place);
                return Ok(Found::Garbage(start..self.offset));
            }
            // A header may begin in the last bytes of the window and end behind it.
            let rest = self.end - self.offset == self.window.len() as u64;
            let passed = if rest { self.window.len() } else { self.window.len() - (HEADER_BYTES - 1) };
            self.skip(passed);
        }
        Ok(if cut_header || zeros { Found::Torn(start..self.end) } else { Found::Garbage(start..self.end) })
    }

    fn next_header(&self) -> Option<usize> {
        let markers = self.window.windows(MARKER.len()).enumerate().filter(|(_, bytes)| *bytes == MARKER);
        markers.map(|(place, _)| place).find(|&place| self.header(&self.window[place..]).is_some())
    }

    fn skip(&mut self, bytes: usize) {
        self.offset += bytes as u64;
        self.window = self.window.slice(bytes.min(self.window.len())..);
    }

    /// Has at least `wanted` bytes at hand, if the file has them; how many they are.
    fn fill(&mut self, wanted: usize, block_bytes: usize) -> io::Result<usize> {
        let left = self.end - self.offset;
        if (self.window.len() as u64) < left.min(wanted as u64) {
            let until = self.end.min(self.offset + wanted.max(block_bytes) as u64);
            self.window = read(&*self.file, self.offset..until)?;
            if self.offset + (self.window.len() as u64) < until {
                self.end = self.offset + self.window.len() as u64;
            }
        }
        Ok(self.window.len())
    }
}

/// The bytes between two places, as far as the file has them.
pub(super) fn read(file: &dyn DiskFile, places: Range<u64>) -> io::Result<Bytes> {
    let length = usize::try_from(places.end - places.start).map_err(io::Error::other)?;
    let mut bytes = vec![0; length];
    let mut have = 0;
    while have < length {
        match file.read_at(&mut bytes[have..], places.start + have as u64) {
            Ok(0) => break,
            Ok(read) => have += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    bytes.truncate(have);
    Ok(Bytes::from(bytes))
}
