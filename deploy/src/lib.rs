//! linger on AWS without AWS's SDK: what a month costs, which stacks are made in which order, and what is uploaded where.
//! All of it is data in and data out.

pub mod cost;
