//! What goes wrong with dead letters.

use std::io;
use std::path::PathBuf;

/// Why letters were not written, listed, read or removed.
#[derive(Debug, thiserror::Error)]
pub enum DeadLetterError {
    /// A file or folder of this machine.
    #[error("{}: {source}", path.display())]
    Disk {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// An object of a bucket.
    #[error("{name}: {source}")]
    Bucket {
        /// Which.
        name: String,
        /// What the service said.
        source: object_store::Error,
    },
    /// The URL names no bucket.
    #[error("{url:?} must be s3://bucket or s3://bucket/prefix")]
    Url {
        /// The URL.
        url: String,
    },
    /// A store that says so itself.
    #[error("{reason}")]
    Other {
        /// What went wrong.
        reason: String,
    },
}
