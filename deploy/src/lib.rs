//! linger on AWS without AWS's SDK: what a month costs, which stacks are made in which order, and what is uploaded where.
//! Plans are data; the one loop that runs them asks the `aws` command line.

pub mod aws;
pub mod cost;
pub mod publish;
pub mod stacks;
pub mod template;
mod wrong;

pub use wrong::Wrong;
