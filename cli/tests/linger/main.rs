//! The built binary, as people and scripts meet it.

mod account;
mod bucket;
mod check;
mod child;
mod choices;
mod compact;
mod cost;
mod deploy;
mod page;
mod publish;
mod qr;
mod refusals;
mod replay;
mod report;
mod serve;
