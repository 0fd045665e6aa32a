//! The bytes of a file as a reader sees them, and as the plate has them.

/// How much a crash forgets.
#[derive(Clone, Copy, Debug)]
pub enum Crash {
    /// All that was not synced.
    Everything,
    /// Nothing: only the process died, as by `kill -9`. What was not synced is there, and may still be forgotten later.
    Nothing,
    /// Some of it, as this number has it.
    Some(u64),
}

#[derive(Clone, Default)]
pub(super) struct Content {
    pub(super) bytes: Vec<u8>,
    pub(super) durable: Vec<u8>,
    unsynced: Vec<Change>,
}

#[derive(Clone)]
pub(super) enum Change {
    Written { offset: usize, bytes: Vec<u8> },
    Cut { bytes: usize },
}

impl Content {
    pub(super) fn synced(bytes: &[u8]) -> Self {
        Self { bytes: bytes.to_vec(), durable: bytes.to_vec(), unsynced: Vec::new() }
    }

    /// A sync has failed: the pages count as clean, and are never written again.
    pub(super) fn lose(&mut self) {
        self.unsynced.clear();
    }

    pub(super) fn change(&mut self, change: Change) {
        change.apply(&mut self.bytes);
        self.unsynced.push(change);
    }

    pub(super) fn sync(&mut self) {
        self.unsynced.drain(..).for_each(|change| change.apply(&mut self.durable));
    }

    pub(super) fn forget(&mut self, keeps: &mut Keeps) {
        for change in std::mem::take(&mut self.unsynced) {
            if let Some(kept) = keeps.part(change) {
                kept.apply(&mut self.durable);
            }
        }
        self.bytes = self.durable.clone();
    }
}

impl Change {
    fn apply(&self, to: &mut Vec<u8>) {
        match self {
            Self::Cut { bytes } => to.resize(*bytes, 0),
            Self::Written { offset, bytes } => {
                to.resize(to.len().max(offset + bytes.len()), 0);
                to[*offset..offset + bytes.len()].copy_from_slice(bytes);
            }
        }
    }
}

/// Decides what a power failure leaves.
pub(super) struct Keeps(Option<fastrand::Rng>);

impl Keeps {
    /// `None` where no power failed.
    pub(super) fn of(crash: Crash) -> Option<Self> {
        match crash {
            Crash::Everything => Some(Self(None)),
            Crash::Nothing => None,
            Crash::Some(seed) => Some(Self(Some(fastrand::Rng::with_seed(seed)))),
        }
    }

    pub(super) fn whole(&mut self) -> bool {
        self.0.as_mut().is_some_and(fastrand::Rng::bool)
    }

    /// What is left of a change: all, nothing, or the beginning of a write.
    fn part(&mut self, change: Change) -> Option<Change> {
        let random = self.0.as_mut()?;
        let (torn, kept) = (random.bool(), random.bool());
        match change {
            Change::Written { offset, mut bytes } if torn => {
                bytes.truncate(random.usize(..=bytes.len()));
                (!bytes.is_empty()).then_some(Change::Written { offset, bytes })
            }
            change => kept.then_some(change),
        }
    }
}
