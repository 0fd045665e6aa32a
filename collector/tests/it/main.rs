//! The collector from outside: what is answered over HTTP, and what then lies in the lake.

mod batches;
mod dead_letters;
mod delivering;
mod delivery;
mod lake;
mod merging;
mod packing;
mod pipeline;
mod support;
