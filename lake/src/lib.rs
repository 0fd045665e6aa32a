//! The lake on one machine: Parquet files in `<folder>/dt=YYYY-MM-DD/`, one partition for each UTC day of receipt, in
//! which every event is a row of `linger_wire::row::COLUMNS`.
//!
//! A file appears under its name whole or not at all: any `*.parquet` can be read at any moment. Small files are merged
//! as they come; [`Writer::compact`] makes one sorted file of a day, in which each event is once, and says so in a
//! [`Certificate`].

mod certificate;
mod columns;
mod compact;
mod config;
mod error;
mod folder;
mod merge;
mod parquet_file;
mod writer;

pub use certificate::Certificate;
pub use columns::{SCHEMA, record_batch};
pub use compact::{Compacted, Left};
pub use config::LakeConfig;
pub use error::LakeError;
pub use folder::{Folder, day};
pub use writer::Writer;
