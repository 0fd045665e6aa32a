//! What the tests from a page to the embedded lake stand on: the real `linger serve`, and the lake read back. Browsers come
//! from `linger-tests-browsers`. Each is a value that stops what it started, by its own process id, when it is dropped.

pub mod lake;
pub mod server;
