//! What the tests across crate borders stand on: the real `linger serve`, a real browser driven by WebDriver, and the
//! lake read back. Each is a value that stops what it started, by its own process id, when it is dropped.

pub mod child;
pub mod collector;
pub mod devtools;
pub mod display;
pub mod driver;
pub mod engine;
mod family;
pub mod lake;
pub mod phone;
pub mod picture;
pub mod server;
pub mod until;
