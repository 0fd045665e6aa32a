//! A phone, a server, and what guests do.

mod attributes;
mod guest;
mod reader;
mod sampler;
