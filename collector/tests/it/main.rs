//! The collector from outside: what is answered over HTTP, what lies in the lake, what a crash leaves.

#[cfg(feature = "server")]
mod aws;
mod batches;
mod dead_letters;
mod delivering;
mod delivery;
mod documents;
mod edge;
mod lake;
mod merging;
mod packing;
mod server;
mod settings;
mod spool;
mod spool_handover;
mod support;
