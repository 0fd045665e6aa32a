//! Real browsers driven by `WebDriver`, and the collector that fails as it is told to: what tests need that load pages,
//! wherever the pages' batches end. Knows neither the lake nor its query engine. Each is a value that stops what it
//! started, by its own process id, when it is dropped.

pub mod child;
pub mod collector;
pub mod devtools;
pub mod display;
pub mod driver;
pub mod engine;
mod family;
pub mod phone;
pub mod picture;
pub mod together;
pub mod until;
