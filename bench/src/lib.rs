//! What linger costs and withstands, measured: a day without a collector, and the collector beside what users could
//! pick instead.

pub mod collector;
mod day;
mod phone;
mod plot;
mod random;

pub use day::Day;
pub use plot::draw;
