//! The built binary, as people and scripts meet it.

mod bucket;
mod check;
mod child;
mod choices;
mod compact;
mod page;
mod qr;
mod refusals;
mod replay;
mod report;
mod serve;
