//! What the tests before AWS stand on: Lambda's runtime interface played by us, so that the functions run as processes
//! anywhere; and an emulator of the services, to which the tests speak as its owner. Each is a value that stops what it
//! started, by its own process id, when it is dropped.

pub mod athena;
pub mod caller;
pub mod emulator;
pub mod event;
pub mod function;
pub mod http;
pub mod origin;
pub mod owner;
pub mod parquet;
pub mod runtime;
pub mod script;
pub mod server;
pub mod stack;
pub mod stage;
pub mod xml;
