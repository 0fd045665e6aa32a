//! The collector from outside: what is answered over HTTP, what lies in the lake, what a crash leaves.

mod batches;
mod documents;
mod lake;
mod merging;
mod settings;
mod spool;
mod support;
