//! A phone, a server, and what guests do.

mod dashboard;
mod examples;
mod fixture;
mod guest;
mod heat;
mod host_page;
mod reader;
mod sampler;
mod views;
