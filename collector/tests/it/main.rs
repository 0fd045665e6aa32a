//! The collector from outside: what is answered over HTTP, and what then lies in the lake.

mod batches;
mod lake;
mod merging;
mod pipeline;
mod spool;
mod spool_handover;
mod support;
