//! The collector from outside: what is answered over HTTP, and what then lies in the lake.

mod batches;
mod delivering;
mod lake;
mod merging;
mod packing;
mod pipeline;
mod support;
