//! The built binary, as people and scripts meet it.

mod check;
mod child;
mod page;
mod qr;
mod refusals;
mod replay;
mod report;
mod serve;
