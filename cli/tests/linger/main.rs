//! The built binary, as people and scripts meet it.

mod child;
mod refusals;
mod report;
mod serve;
