//! A phone, a server, and what guests do.

mod dashboard;
mod examples;
mod guest;
mod host_page;
mod reader;
mod sampler;
