//! The functions as Lambda runs them: a process with the platform's variables, before its runtime interface.

mod base64;
mod cold_start;
mod collector;
mod transform;
