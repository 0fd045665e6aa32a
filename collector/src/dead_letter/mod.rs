//! Where entries go that no sink will take: kept whole, with the reason, to be looked at and sent again.
//!
//! A dead letter is a line of NDJSON in a file `dt=YYYY-MM-DD/<time>-<random>.ndjson` of a local folder or a bucket:
//!
//! ```json
//! {"reason":"refused","detail":"…","attempts":3,"at_ms":1795348800000,"sink":"firehose","line":{…the batch…}}
//! ```
//!
//! What is no line of JSON, as it was damaged, is kept as base64 under `raw` instead. A file is durable when it is
//! written, and whole when it is seen. It may hold a letter that another holds too, where a write was answered too late
//! and made again: events are told apart by their visit and number.

#[cfg(feature = "aws")]
mod bucket;
mod civil;
mod error;
mod file;
mod filter;
mod folder;
mod letter;
mod reason;
mod replay;
mod store;

use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;

#[cfg(feature = "aws")]
pub use bucket::{BucketSettings, open as open_bucket};
pub use error::DeadLetterError;
pub use file::LetterFile;
pub use filter::Filter;
pub use letter::{Content, DeadLetter, Stored};
pub use reason::Reason;
pub use replay::{Mode, Progress, ReplayError, ReplayTo, Replayed, replay};
pub use store::Store;

/// Written and removed by [`DeadLetters::probe`]; no letter's name.
const PROBE: &str = "probe.tmp";

/// Dead letters, in a place that takes them. A cheap handle.
#[derive(Clone, Debug)]
pub struct DeadLetters(Arc<dyn Store>);

impl DeadLetters {
    /// Those of a store.
    #[must_use]
    pub const fn new(store: Arc<dyn Store>) -> Self {
        Self(store)
    }

    /// Those of a local folder, which is created where it is missing.
    ///
    /// # Errors
    /// If the folder cannot be created.
    pub fn try_open(folder: &Path) -> Result<Self, DeadLetterError> {
        Ok(Self(Arc::new(folder::Folder::try_open(folder)?)))
    }

    /// Writes letters to one new file; they are durable when this answers `Ok`.
    ///
    /// # Errors
    /// If they may not be durable.
    pub async fn write(&self, letters: Vec<DeadLetter>) -> Result<(), DeadLetterError> {
        let Some(first) = letters.first() else { return Ok(()) };
        let file = LetterFile::new(first.at_ms, fastrand::u64(..));
        let lines: Vec<u8> = letters.iter().flat_map(DeadLetter::to_line).collect();
        self.0.put(file.as_str(), lines.into()).await
    }

    /// The files that may hold letters a filter chooses, oldest first.
    ///
    /// # Errors
    /// If the place cannot be listed.
    pub async fn files(&self, filter: &Filter) -> Result<Vec<LetterFile>, DeadLetterError> {
        let names = self.0.list().await?;
        let mut files: Vec<LetterFile> = names.iter().filter_map(|name| LetterFile::of(name)).collect();
        files.retain(|file| filter.may_choose_from(file));
        files.sort();
        Ok(files)
    }

    /// All lines of a file, those among them that are no letters too.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub async fn read(&self, file: &LetterFile) -> Result<Vec<Stored>, DeadLetterError> {
        Ok(Stored::all(&self.0.read(file.as_str()).await?))
    }

    /// Makes a file hold these lines only, at once; without a line it is removed.
    ///
    /// # Errors
    /// If it may hold what it held before.
    pub async fn rewrite(&self, file: &LetterFile, rest: &[Bytes]) -> Result<(), DeadLetterError> {
        if rest.is_empty() {
            return self.0.remove(file.as_str()).await;
        }
        let lines: Vec<u8> = rest.iter().flat_map(|line| line.iter().chain(b"\n")).copied().collect();
        self.0.put(file.as_str(), lines.into()).await
    }

    /// Writes and removes a file, so that a missing right or a full disk shows before it is needed.
    ///
    /// # Errors
    /// If that fails.
    pub async fn probe(&self) -> Result<(), DeadLetterError> {
        self.0.put(PROBE, Bytes::from_static(&[0; 4096])).await?;
        self.0.remove(PROBE).await
    }
}
