//! Why a spool cannot be opened or closed.

use std::io;
use std::path::PathBuf;

use super::segment::FORMAT_VERSION;

/// Why a spool cannot be opened or closed.
#[derive(Debug, thiserror::Error)]
pub enum SpoolError {
    /// The settings contradict themselves.
    #[error("the spool's settings: {}", problems.join("; "))]
    Settings {
        /// All that is wrong.
        problems: Vec<String>,
    },
    /// Another process has it.
    #[error(
        "the spool {folder} is in use by another process: stop that one, or give this one a folder of its own"
    )]
    InUse {
        /// The spool's folder.
        folder: PathBuf,
    },
    /// A file was written by another version. Nothing was changed.
    #[error(
        "{file} has the spool format {version}, and this collector reads {FORMAT_VERSION}: start the collector that wrote it, \
         let it deliver all, then start this one; or move the folder away to keep it and begin with an empty one"
    )]
    Version {
        /// The file.
        file: PathBuf,
        /// Its version.
        version: u32,
    },
    /// The disk.
    #[error("the spool {folder}: {source}")]
    Disk {
        /// The spool's folder.
        folder: PathBuf,
        /// The system's error.
        source: io::Error,
    },
}
