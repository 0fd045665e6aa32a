//! The collector from outside: what is answered over HTTP, and what then lies in the lake.

mod batches;
mod edge;
mod lake;
mod merging;
#[cfg(feature = "server")]
mod server;
mod support;
