//! The few operations on files that the spool needs, as a trait: what is promised after a crash can be tested only on
//! a disk that crashes.

mod content;
mod forgetful;
mod real;

use std::any::Any;
use std::io;
use std::path::Path;
use std::sync::Arc;

pub use content::Crash;
pub use forgetful::{Fault, ForgetfulDisk};
pub use real::RealDisk;

/// Where files lie.
pub trait Disk: Send + Sync {
    /// Makes the folder, and those it lies in, where missing.
    ///
    /// # Errors
    /// The system's.
    fn create_folder(&self, folder: &Path) -> io::Result<()>;

    /// Takes the folder for this process alone, until what is returned is dropped; `None` where another has it.
    ///
    /// # Errors
    /// The system's.
    fn lock(&self, path: &Path) -> io::Result<Option<Lock>>;

    /// A new, empty file to read and write; one that exists is an error.
    ///
    /// # Errors
    /// The system's.
    fn create(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>>;

    /// A file to read and, where that is allowed, write.
    ///
    /// # Errors
    /// The system's.
    fn open(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>>;

    /// Gives a file another name, in place of whatever had it.
    ///
    /// # Errors
    /// The system's.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file.
    ///
    /// # Errors
    /// The system's.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// The names of a folder's files, in no order. Names that are not UTF-8 are left out: the spool writes none.
    ///
    /// # Errors
    /// The system's.
    fn list(&self, folder: &Path) -> io::Result<Vec<String>>;

    /// Makes names that were added, changed or removed survive a crash (fsync(2): syncing a file does not sync its
    /// entry in the folder).
    ///
    /// # Errors
    /// The system's.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
}

/// A lock that is held until it is dropped.
pub type Lock = Box<dyn Any + Send + Sync>;

/// An open file.
pub trait DiskFile: Send + Sync {
    /// Reads at a place, as much as there is up to the buffer's length; how many bytes that was.
    ///
    /// # Errors
    /// The system's.
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize>;

    /// Writes all bytes at a place.
    ///
    /// # Errors
    /// The system's; some of the bytes may have been written.
    fn write_at(&self, bytes: &[u8], offset: u64) -> io::Result<()>;

    /// Makes the file's bytes and length survive a crash.
    ///
    /// # Errors
    /// The system's. What was not durable before must be taken for lost, even if a later call succeeds: the kernel
    /// reports a failed write-back once and marks the pages clean (<https://lwn.net/Articles/752063/>).
    fn sync(&self) -> io::Result<()>;

    /// Bytes in the file.
    ///
    /// # Errors
    /// The system's.
    fn len(&self) -> io::Result<u64>;

    /// Whether the file has no bytes.
    ///
    /// # Errors
    /// The system's.
    fn is_empty(&self) -> io::Result<bool> {
        Ok(self.len()? == 0)
    }

    /// Cuts the file off, or fills it up with zeros.
    ///
    /// # Errors
    /// The system's.
    fn set_len(&self, bytes: u64) -> io::Result<()>;
}
