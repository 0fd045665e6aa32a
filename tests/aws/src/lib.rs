//! What the tests before AWS stand on: Lambda's runtime interface played by us, so that the functions run as processes
//! anywhere. Each is a value that stops what it started, by its own process id, when it is dropped.

pub mod event;
pub mod function;
mod http;
pub mod runtime;
