//! A phone, a server, and what guests do.

mod codes;
mod dashboard;
mod examples;
mod fixture;
mod guest;
mod heat;
mod host_page;
mod reader;
mod report;
mod sampler;
mod views;
