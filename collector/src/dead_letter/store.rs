//! What dead letters need of the place they are kept in.

use std::fmt::Debug;

use bytes::Bytes;

use super::DeadLetterError;
use crate::sink::BoxFuture;

/// Files by name, with one folder level: `folder/name` or `name`.
pub trait Store: Debug + Send + Sync {
    /// Writes a file, or replaces it: whole or not at all, and durable when this answers `Ok`.
    fn put<'a>(&'a self, name: &'a str, data: Bytes) -> BoxFuture<'a, Result<(), DeadLetterError>>;

    /// The names of all files in folders.
    fn list(&self) -> BoxFuture<'_, Result<Vec<String>, DeadLetterError>>;

    /// A whole file.
    fn read<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Result<Bytes, DeadLetterError>>;

    /// Removes a file; one that is not there is no error.
    fn remove<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Result<(), DeadLetterError>>;
}
