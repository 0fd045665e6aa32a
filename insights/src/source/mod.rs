//! Where a lake lies, and in which forms its files may come.
//!
//! What the query engine reads are Parquet files of events in folders of this machine. All else becomes that first:
//! objects of a bucket are fetched, and files of batches (JSON lines, also compressed with gzip, or Parquet, as Firehose
//! writes them) are unfolded, each once for as long as the process lives, into a folder that goes with it.

mod batches;
mod bucket;
mod copies;
mod form;

use std::io;
use std::path::{Path, PathBuf};

use crate::footer::Verdict;
use crate::listing::{Days, LakeFile, Listing};

use bucket::Bucket;
use copies::Copies;
pub(crate) use form::Form;

/// How the address of a bucket begins.
pub(crate) const S3: &str = "s3://";

/// Where the lake of a data folder lies: in its folder `lake`; the address of a bucket, and a folder that has partitions
/// itself, as one that was copied from S3, is the lake.
#[must_use]
pub fn lake_in(data: &Path) -> PathBuf {
    let lake = data.join("lake");
    if is_bucket(data) || (!lake.exists() && has_partitions(data)) { data.to_owned() } else { lake }
}

fn is_bucket(place: &Path) -> bool {
    place.to_str().is_some_and(|place| place.starts_with(S3))
}

fn has_partitions(folder: &Path) -> bool {
    Listing::of(folder, &Days::default()).is_ok_and(|listing| !listing.files.is_empty())
}

/// A lake's files, and the copies that were made of some.
#[derive(Debug)]
pub(crate) struct Source {
    place: Place,
    copies: Copies,
}

#[derive(Debug)]
enum Place {
    Folder(PathBuf),
    Bucket(Bucket),
}

impl Source {
    /// A folder, or `s3://bucket/prefix` by the variables of the environment.
    ///
    /// # Errors
    /// A relative path has no folder to start from, the address names no bucket, or there is no place for copies.
    pub(crate) fn try_new(place: &Path) -> io::Result<Self> {
        let copies = Copies::try_new()?;
        let place = match place.to_str() {
            Some(address) if address.starts_with(S3) => Place::Bucket(Bucket::try_new(address)?),
            _ => Place::Folder(std::path::absolute(place)?),
        };
        Ok(Self { place, copies })
    }

    /// What the paths of its files begin with.
    pub(crate) fn folder(&self) -> &Path {
        match &self.place {
            Place::Folder(folder) => folder,
            Place::Bucket(_) => Path::new(""),
        }
    }

    /// The files of these days. Blocks.
    pub(crate) fn list(&self, days: &Days) -> io::Result<Listing> {
        match &self.place {
            Place::Folder(folder) => Listing::of(folder, days),
            Place::Bucket(bucket) => bucket.list(days),
        }
    }

    /// Whether files come and go while they are listed. A bucket is listed as it is at one moment (S3 is strongly
    /// consistent), and nothing here merges in it.
    pub(crate) const fn is_restless(&self) -> bool {
        matches!(self.place, Place::Folder(_))
    }

    /// Brings files of a bucket here, several at a time. What fails is found when it is looked at.
    pub(crate) fn fetch(&self, files: &[&LakeFile]) {
        if let Place::Bucket(bucket) = &self.place {
            bucket.fetch(files, &self.copies);
        }
    }

    /// Looks at a file: it is read as it is, or by a copy.
    pub(crate) fn look(&self, file: &LakeFile) -> Verdict {
        let here = match &self.place {
            Place::Folder(_) => file.path.clone(),
            Place::Bucket(bucket) => match bucket.fetched(file, &self.copies) {
                Ok(path) => path,
                Err(error) => return Verdict::Unsound(format!("cannot be fetched: {error}")),
            },
        };
        let verdict = Form::of(&file.path).look(&here, &self.copies);
        match verdict {
            Verdict::Sound if here != file.path => copies::of(&here, None),
            verdict => verdict,
        }
    }
}
