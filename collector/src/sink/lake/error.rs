//! What can keep a lake from being opened or closed.

use std::io;
use std::path::PathBuf;

/// Why a lake cannot be opened, or did not keep its last rows.
#[derive(Debug, thiserror::Error)]
pub enum LakeError {
    /// Limits make no sense; all of them are listed.
    #[error("the lake's limits make no sense: {}", .0.join("; "))]
    Limits(Vec<String>),
    /// The folder cannot be created or written.
    #[error(
        "the lake's folder {} cannot be written ({source}); create it, let the user that runs this write there, \
         or choose another folder",
        folder.display()
    )]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Two writers would merge and clean up each other's files.
    #[error(
        "another process writes the lake's folder {}; stop it, or choose another folder",
        folder.display()
    )]
    InUse {
        /// The folder.
        folder: PathBuf,
    },
    /// The rows that waited at the end were not written; their senders were told so.
    #[error("the last rows could not be written: {reason}")]
    Unwritten {
        /// What went wrong.
        reason: String,
    },
    /// The task that writes ended early, a defect; senders that waited were told that their rows were not kept.
    #[error("the task that writes the lake ended early")]
    WriterStopped,
}
