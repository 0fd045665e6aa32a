//! The built binary, as people and scripts meet it.

mod check;
mod child;
mod compact;
mod refusals;
mod replay;
mod report;
mod serve;
