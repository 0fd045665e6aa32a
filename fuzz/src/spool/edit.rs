//! Edits of a spool's files, read from a script of eight bytes each.

use super::folder::{Folder, Place};

/// Bytes of the script for an edit.
const EDIT_BYTES: usize = 8;

/// Edits in a script, at most: more are a folder of noise.
const EDITS_MAX: usize = 12;

/// What an edit may have done to entries that it did not touch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Harm {
    /// None: bytes were overwritten where they are.
    #[default]
    None,
    /// The end of a file or all of it is gone, which may look as if it had never been written.
    Shortened,
    /// Sound bytes lie where they do not belong.
    Moved,
}

/// What to do at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    kind: u8,
    place: usize,
    offset: usize,
    length: usize,
    value: u8,
}

impl Edit {
    /// The edits of a script.
    pub(super) fn all(script: &[u8]) -> impl Iterator<Item = Self> {
        let (edits, _) = script.as_chunks::<EDIT_BYTES>();
        edits.iter().take(EDITS_MAX).map(|&[kind, place, offset, far, length, long, value, _]| Self {
            kind: kind % 6,
            place: place.into(),
            offset: u16::from_le_bytes([offset, far]).into(),
            length: u16::from_le_bytes([length, long]).into(),
            value,
        })
    }

    /// Changes the folder. What lies beyond the end of a file is left out.
    pub(super) fn apply(self, places: &[Place], folder: &mut Folder) -> Harm {
        let source = self.source(places, folder);
        let Place { file, bytes } = &places[self.place % places.len()];
        let Some(content) = folder.0.get_mut(file) else { return Harm::None };
        let start = (bytes.start + self.offset % bytes.len()).min(content.len());
        let end = (start + self.length).min(content.len());
        match self.kind {
            0 => content[start..].iter_mut().take(1).for_each(|byte| *byte ^= self.value),
            1 => content[start..end].fill(self.value),
            2 => content.truncate(start),
            3 => drop(folder.0.remove(file)),
            4 => content[start..].iter_mut().zip(source).for_each(|(byte, new)| *byte = new),
            _ => drop(content.splice(start..start, source)),
        }
        self.harm()
    }

    fn harm(self) -> Harm {
        match self.kind {
            0 | 1 => Harm::None,
            2 | 3 => Harm::Shortened,
            _ => Harm::Moved,
        }
    }

    /// All that lies at another place now.
    fn source(self, places: &[Place], folder: &Folder) -> Vec<u8> {
        let Place { file, bytes } = &places[usize::from(self.value) % places.len()];
        let content = folder.0.get(file).and_then(|content| content.get(bytes.clone()));
        content.map(<[u8]>::to_vec).unwrap_or_default()
    }
}
