//! Doubles of Amazon Data Firehose, Kinesis Data Streams and Cognito's identity pools: loopback HTTP, the real AWS JSON
//! protocol, stricter than an emulator.
//!
//! - Every request is checked against the services' own model (`model/model.json`, taken from botocore), its signature
//!   against the keys that were given out, its sizes against the documented limits.
//! - A test scripts how single calls end ([`Fault`]), or draws it from a seed ([`Plan`]).
//! - What was taken is counted as AWS bills it, and kept, so that a test can compare event by event; also what was taken
//!   without an answer, which is all that a sender may double.
//!
//! It is a test's: nothing of it is in the collector.

mod account;
mod answer;
mod cognito;
mod cross_origin;
mod desk;
mod fault;
mod keys;
mod line;
mod model;
mod moment;
mod open;
mod plan;
mod puts;
mod settings;
mod signature;
mod state;

pub use account::{Account, PutCounts, Taken};
pub use fault::{Call, Fault, RecordError, Which};
pub use keys::Key;
pub use open::Double;
pub use plan::Plan;
pub use settings::{DoubleSettings, Keep, Poison, Pool};
