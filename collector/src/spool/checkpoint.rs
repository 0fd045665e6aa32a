//! What is settled, in a file, so that a restart does not deliver it again.
//!
//! | bytes | what (little endian) |
//! |---|---|
//! | 8 | magic |
//! | 4 | format version |
//! | 8 | all sequences below this one are settled |
//! | 4 | number of ranges |
//! | 16 each | a range of settled sequences above: its first, and the one after its last |
//! | 4 | CRC-32 of all before |

use std::io::{self, ErrorKind};
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::disk::Disk;
use super::frame::SEQUENCE_END;
use super::segment::FORMAT_VERSION;
use super::settled::Settled;

/// The file's name.
pub(super) const NAME: &str = "checkpoint";

/// The name under which it is written before it takes the place of the old one.
const TEMPORARY: &str = "checkpoint.tmp";

const MAGIC: [u8; 8] = *b"LINGERCP";
const FIXED_BYTES: usize = 24;
const RANGE_BYTES: usize = 16;
const CHECKSUM_BYTES: usize = 4;

/// What was found of a checkpoint.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Checkpoint {
    /// There is none.
    Absent,
    /// There is one.
    Whole(Settled),
    /// There is one that cannot be believed: what was settled comes again.
    Damaged,
    /// It was written in another version.
    Version(u32),
}

/// Reads the checkpoint of a folder.
pub(super) fn read(disk: &dyn Disk, folder: &Path) -> io::Result<Checkpoint> {
    let file = match disk.open(&path(folder)) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Checkpoint::Absent),
        opened => opened?,
    };
    let mut bytes = vec![0; usize::try_from(file.len()?).map_err(io::Error::other)?];
    let read = file.read_at(&mut bytes, 0)?;
    Ok(decode(&bytes[..read]))
}

/// Replaces the checkpoint of a folder: the old one stays whole until the new one is.
pub(super) fn write(disk: &dyn Disk, folder: &Path, settled: &Settled) -> io::Result<()> {
    let temporary = folder.join(TEMPORARY);
    remove_temporary(disk, folder)?;
    let file = disk.create(&temporary)?;
    file.write_at(&encode(settled), 0)?;
    file.sync()?;
    disk.rename(&temporary, &path(folder))?;
    disk.sync_folder(folder)
}

/// Removes what a crash left of a write.
pub(super) fn remove_temporary(disk: &dyn Disk, folder: &Path) -> io::Result<()> {
    match disk.remove(&folder.join(TEMPORARY)) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

/// The checkpoint's file.
pub(super) fn path(folder: &Path) -> PathBuf {
    folder.join(NAME)
}

fn encode(settled: &Settled) -> Vec<u8> {
    let ranges = settled.ranges();
    let count = u32::try_from(ranges.len()).expect("as many ranges do not fit into memory");
    let mut bytes = Vec::with_capacity(FIXED_BYTES + ranges.len() * RANGE_BYTES + CHECKSUM_BYTES);
    bytes.extend_from_slice(&MAGIC);
    bytes.extend_from_slice(&FORMAT_VERSION.to_le_bytes());
    bytes.extend_from_slice(&settled.low().to_le_bytes());
    bytes.extend_from_slice(&count.to_le_bytes());
    for range in ranges {
        bytes.extend_from_slice(&range.start.to_le_bytes());
        bytes.extend_from_slice(&range.end.to_le_bytes());
    }
    bytes.extend_from_slice(&crc32fast::hash(&bytes).to_le_bytes());
    bytes
}

fn decode(bytes: &[u8]) -> Checkpoint {
    let Some((checked, sum)) = bytes.split_last_chunk::<CHECKSUM_BYTES>() else { return Checkpoint::Damaged };
    if crc32fast::hash(checked) != u32::from_le_bytes(*sum) || !checked.starts_with(&MAGIC) {
        return Checkpoint::Damaged;
    }
    match version(checked) {
        Some(FORMAT_VERSION) => ranges(checked).map_or(Checkpoint::Damaged, Checkpoint::Whole),
        Some(version) => Checkpoint::Version(version),
        None => Checkpoint::Damaged,
    }
}

fn version(checked: &[u8]) -> Option<u32> {
    checked.get(8..12)?.try_into().ok().map(u32::from_le_bytes)
}

/// The number of ranges follows from the length, and must agree.
fn ranges(checked: &[u8]) -> Option<Settled> {
    let (fixed, rest) = checked.split_first_chunk::<FIXED_BYTES>()?;
    let (ranges, odd) = rest.as_chunks::<RANGE_BYTES>();
    let count = u32::from_le_bytes(fixed[20..24].try_into().ok()?);
    let low = number(&fixed[12..20])?;
    let ranges: Option<Vec<Range<u64>>> =
        ranges.iter().map(|range| Some(number(&range[..8])?..number(&range[8..])?)).collect();
    ranges
        .filter(|ranges| odd.is_empty() && ranges.len() == count as usize)
        .filter(|ranges| low < SEQUENCE_END && ranges.iter().all(|range| range.end < SEQUENCE_END))
        .map(|ranges| Settled::new(low, ranges))
}

fn number(bytes: &[u8]) -> Option<u64> {
    bytes.try_into().ok().map(u64::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::super::disk::{Crash, Fault, ForgetfulDisk};
    use super::*;

    fn settled() -> Settled {
        Settled::new(5, [7..9, 20..21])
    }

    #[test]
    fn it_comes_back_and_no_flipped_bit_is_believed() {
        let bytes = encode(&settled());
        assert_eq!(decode(&bytes), Checkpoint::Whole(settled()));
        for bit in 0..bytes.len() * 8 {
            let mut bytes = bytes.clone();
            bytes[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(decode(&bytes), Checkpoint::Damaged, "bit {bit}");
        }
        for length in 0..bytes.len() {
            assert_eq!(decode(&bytes[..length]), Checkpoint::Damaged, "{length} bytes");
        }
    }

    #[test]
    fn another_version_is_told_apart() {
        let mut bytes = encode(&settled());
        bytes.truncate(bytes.len() - CHECKSUM_BYTES);
        bytes[8] = 9;
        bytes.extend_from_slice(&crc32fast::hash(&bytes).to_le_bytes());
        assert_eq!(decode(&bytes), Checkpoint::Version(9));
    }

    #[test]
    fn a_crash_at_any_step_leaves_the_old_one_or_the_new_one() {
        let (folder, new) = (Path::new("spool"), Settled::new(30, []));
        for (step, seed) in (0..6).flat_map(|step| (0..40).map(move |seed| (step, seed))) {
            let disk = ForgetfulDisk::new();
            write(&disk, folder, &settled()).expect("the disk is sound");
            disk.fail_at(disk.operations() + step, Fault::Crash);
            let written = write(&disk, folder, &new);
            disk.crash(Crash::Some(seed));
            let found = read(&disk, folder).expect("the disk is sound again");
            let (old, new) = (Checkpoint::Whole(settled()), Checkpoint::Whole(new.clone()));
            assert!(found == new || written.is_err() && found == old, "step {step}, seed {seed}: {found:?}");
        }
    }
}
