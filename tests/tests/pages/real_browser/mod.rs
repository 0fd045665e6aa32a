//! A phone, a server, and what guests do.

mod codes;
mod dashboard;
mod examples;
mod guest;
mod host_page;
mod reader;
mod report;
mod sampler;
