//! A function has no disk; its log is kept by the platform, and so may hold what the sink will never take.

use std::future::ready;

use bytes::Bytes;

use crate::dead_letter::{DeadLetterError, Store};
use crate::sink::BoxFuture;

/// Writes dead letters to the log, as a file of them holds them, so that what is exported from the log can be replayed.
/// A line is below CloudWatch's 256 KB, as a batch is below 64 KB. Nothing is read back.
#[derive(Debug)]
pub(super) struct Stdout;

impl Store for Stdout {
    fn put<'a>(&'a self, _: &'a str, data: Bytes) -> BoxFuture<'a, Result<(), DeadLetterError>> {
        print!("{}", String::from_utf8_lossy(&data));
        Box::pin(ready(Ok(())))
    }

    fn list(&self) -> BoxFuture<'_, Result<Vec<String>, DeadLetterError>> {
        Box::pin(ready(Ok(Vec::new())))
    }

    fn read<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Result<Bytes, DeadLetterError>> {
        Box::pin(ready(Err(gone(name))))
    }

    fn remove<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Result<(), DeadLetterError>> {
        Box::pin(ready(Ok(())))
    }
}

fn gone(name: &str) -> DeadLetterError {
    DeadLetterError::Other { reason: format!("{name} is in the log of the function, and nowhere else") }
}
