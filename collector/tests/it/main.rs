//! The collector from outside: what is answered over HTTP, what lies in the lake, what a crash leaves.

mod batches;
mod delivering;
mod documents;
mod lake;
mod merging;
mod packing;
mod settings;
mod spool;
mod support;
