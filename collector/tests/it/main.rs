//! The collector from outside: what is answered over HTTP, and what then lies in the lake.

#[cfg(feature = "aws")]
mod batches;
mod documents;
mod lake;
mod merging;
mod settings;
mod spool;
mod support;
