//! The lake at one moment: the files that can be read, and those that cannot with why.

use std::collections::HashMap;
use std::io;
use std::path::Path;
use std::sync::{Mutex, MutexGuard};

use crate::footer::{self, Verdict};
use crate::listing::{Days, LakeFile, LeftOut, Listing, relative};
use crate::source::Source;

/// Listings tried before the lake is called restless: ours. A listing takes about a millisecond and the collector
/// writes about once a second, so a third is rare and a tenth means that something else is at work.
const LISTINGS_MAX: usize = 10;

/// Verdicts kept before those of vanished files are swept out: ours; a year of hourly files is 8,760, and one
/// verdict is some hundred bytes.
const VERDICTS_MAX: usize = 10_000;

/// The files of one listing, sorted by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Snapshot {
    pub(crate) sound: Vec<LakeFile>,
    pub(crate) left_out: Vec<LeftOut>,
}

/// Files in `dt=YYYY-MM-DD/`, and what is known of them.
#[derive(Debug)]
pub(crate) struct Lake {
    source: Source,
    verdicts: Mutex<HashMap<LakeFile, Verdict>>,
}

impl Lake {
    /// The lake in a folder, or at `s3://bucket/prefix`.
    pub(crate) fn try_new(place: &Path) -> io::Result<Self> {
        Ok(Self { source: Source::try_new(place)?, verdicts: Mutex::default() })
    }

    /// Lists the partitions of these days and looks at each file that is new. Blocks on the disk.
    ///
    /// Reading a folder takes its names one after another (POSIX leaves open what a name that comes or goes
    /// meanwhile does), so a merge can hide both the small files and the one made of them. Two listings that agree
    /// saw no merge. Nor may a file vanish before it is looked at.
    pub(crate) fn snapshot(&self, days: &Days) -> io::Result<Snapshot> {
        self.sweep();
        let mut before = self.source.list(days)?;
        for _ in 1..LISTINGS_MAX {
            let listing = if self.source.is_restless() { self.source.list(days)? } else { before.clone() };
            if listing == before
                && let Some(snapshot) = self.judge(&listing)
            {
                return Ok(snapshot);
            }
            before = listing;
        }
        Err(io::Error::other(format!("its files keep changing while they are listed ({LISTINGS_MAX} times)")))
    }

    fn judge(&self, listing: &Listing) -> Option<Snapshot> {
        let mut snapshot = Snapshot { sound: Vec::new(), left_out: listing.left_out.clone() };
        let left_out =
            |file: &LakeFile, reason| LeftOut { file: relative(self.source.folder(), &file.path), reason };
        self.source.fetch(&listing.files.iter().filter(|file| !self.is_known(file)).collect::<Vec<_>>());
        for file in &listing.files {
            match self.verdict(file) {
                Verdict::Sound => snapshot.sound.push(file.clone()),
                Verdict::Copied { copy, partly } => {
                    snapshot.left_out.extend(partly.map(|reason| left_out(file, reason)));
                    snapshot.sound.push(copy);
                }
                Verdict::Unsound(reason) => snapshot.left_out.push(left_out(file, reason)),
                Verdict::Vanished => return None,
            }
        }
        Some(snapshot)
    }

    /// Reads a snapshot's files whole, after a query over them has failed. True if that explains the failure: a
    /// file is gone, or is now known to be unsound.
    pub(crate) fn doubt(&self, files: &[LakeFile]) -> bool {
        let mut explained = false;
        for file in files {
            let verdict = footer::whole(&file.path);
            explained |= verdict != Verdict::Sound;
            self.remember(file, verdict);
        }
        explained
    }

    fn verdict(&self, file: &LakeFile) -> Verdict {
        let known = self.lock().get(file).cloned();
        known.unwrap_or_else(|| {
            let verdict = self.source.look(file);
            self.remember(file, verdict.clone());
            verdict
        })
    }

    fn is_known(&self, file: &LakeFile) -> bool {
        self.lock().contains_key(file)
    }

    fn remember(&self, file: &LakeFile, verdict: Verdict) {
        let mut verdicts = self.lock();
        match verdict {
            Verdict::Vanished => verdicts.remove(file),
            verdict => verdicts.insert(file.clone(), verdict),
        };
    }

    /// Forgets files that are gone, so that what is known does not grow with every merge.
    fn sweep(&self) {
        let mut verdicts = self.lock();
        if verdicts.len() > VERDICTS_MAX {
            verdicts.retain(|file, _| file.path.exists());
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<LakeFile, Verdict>> {
        self.verdicts.lock().expect("nothing that holds this lock panics")
    }
}
