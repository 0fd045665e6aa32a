//! What can keep a lake from being opened.

use std::io;
use std::path::PathBuf;

/// Why a lake cannot be opened.
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
}
