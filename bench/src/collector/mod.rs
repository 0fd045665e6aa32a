//! The collector under load, under faults and killed, beside what users could pick instead.

pub mod account;
pub mod baseline;
pub mod body;
pub mod client;
pub mod guest;
mod menu;
pub mod metrics;
pub mod paced;
pub mod program;
pub mod report;
pub mod rows;
pub mod runtime_api;
pub mod service;
pub mod subject;
pub mod usage;
pub mod writers;
pub mod wrk;

/// What a measurement comes to.
pub type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// A text as an error.
#[must_use]
pub fn problem(text: String) -> Box<dyn std::error::Error + Send + Sync> {
    text.into()
}
