//! The collector from outside: what is answered over HTTP, and what then lies in the lake.

mod batches;
mod documents;
mod lake;
mod merging;
mod pipeline;
mod settings;
mod support;
