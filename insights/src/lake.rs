//! The lake at one moment: the files that can be read, and those that cannot with why.

use std::collections::HashMap;
use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard};

use crate::footer::{self, Verdict};
use crate::listing::{Days, LakeFile, LeftOut, Listing, relative};

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

/// A folder `dt=YYYY-MM-DD/*.parquet`, and what is known of its files.
#[derive(Debug)]
pub(crate) struct Lake {
    folder: PathBuf,
    verdicts: Mutex<HashMap<LakeFile, Verdict>>,
}

impl Lake {
    pub(crate) fn new(folder: PathBuf) -> Self {
        Self { folder, verdicts: Mutex::default() }
    }

    /// Lists the partitions of these days and looks at each file that is new. Blocks on the disk.
    ///
    /// Reading a folder takes its names one after another (POSIX leaves open what a name that comes or goes
    /// meanwhile does), so a merge can hide both the small files and the one made of them. Two listings that agree
    /// saw no merge. Nor may a file vanish before it is looked at.
    pub(crate) fn snapshot(&self, days: &Days) -> io::Result<Snapshot> {
        self.sweep();
        let mut before = Listing::of(&self.folder, days)?;
        for _ in 1..LISTINGS_MAX {
            let listing = Listing::of(&self.folder, days)?;
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
        for file in &listing.files {
            match self.verdict(file) {
                Verdict::Sound => snapshot.sound.push(file.clone()),
                Verdict::Unsound(reason) => {
                    snapshot.left_out.push(LeftOut { file: relative(&self.folder, &file.path), reason });
                }
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
            let verdict = footer::footer(&file.path);
            self.remember(file, verdict.clone());
            verdict
        })
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
