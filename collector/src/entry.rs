//! A batch on its way from the edge to a sink.

use bytes::Bytes;
use linger_wire::Id;

/// A batch that was admitted: its line, and what packing asks of it without reading the line again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The visit all its events belong to: their order is kept, and a Kinesis stream is sharded by it.
    pub visit: Id,
    /// Events in the line; at least one.
    pub events: u32,
    /// What `linger_wire::line` writes, without a newline.
    pub line: Bytes,
}
