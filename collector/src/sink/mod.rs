//! Where records go. A sink says of every record whether it was taken; what follows from that is delivery's business.

#[cfg(feature = "aws")]
mod aws;
mod faulty;
#[cfg(feature = "aws")]
pub mod firehose;
#[cfg(feature = "aws")]
pub mod kinesis;
#[cfg(feature = "lake")]
pub mod lake;
mod memory;

use std::pin::Pin;

use bytes::Bytes;
use linger_wire::Id;

pub use faulty::{Fault, Faulty};
#[cfg(feature = "aws")]
pub use firehose::{Firehose, FirehoseSettings};
#[cfg(feature = "aws")]
pub use kinesis::{Kinesis, KinesisSettings};
#[cfg(feature = "lake")]
pub use lake::{Lake, LakeConfig, LakeError};
pub use memory::Memory;

/// A boxed future, so that sinks can be chosen at run time.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Lines that are put together, and taken or not taken together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The visit of its first line: the partition key where there is one.
    pub visit: Id,
    /// Events in it.
    pub events: u32,
    /// The lines, each ended by a newline.
    pub data: Bytes,
}

/// What a sink takes in one record and in one call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PackLimits {
    /// Bytes of a record's data, at most.
    pub record_bytes_max: usize,
    /// Events of a record, at most.
    pub record_events_max: u32,
    /// Records of a call, at most.
    pub call_records_max: usize,
    /// Bytes of a call's records together, at most.
    pub call_bytes_max: usize,
    /// The bytes a record is rounded up to when it is billed; 1 where nothing is billed.
    pub billed_bytes: usize,
    /// Whether a record holds lines of one visit only.
    pub by_visit: bool,
}

/// What became of a record of a call that was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The sink has it.
    Accepted,
    /// Not now: there were too many.
    Throttled {
        /// The service's code and message.
        detail: String,
    },
    /// Not now, for a reason of the sink's own.
    Failed {
        /// The service's code and message.
        detail: String,
    },
}

/// Why a call as a whole came to nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CallError {
    /// Too many calls or bytes. Nothing was taken; slower, and again.
    #[error("throttled: {detail}")]
    Throttled {
        /// The service's code and message.
        detail: String,
    },
    /// Nothing was taken, and it is not the records' fault: again.
    #[error("unavailable: {detail}")]
    Unavailable {
        /// What went wrong.
        detail: String,
    },
    /// The call was sent and not answered in time or not whole: it may have been taken. Again, which may double.
    #[error("unanswered: {detail}")]
    Unanswered {
        /// What went wrong.
        detail: String,
    },
    /// Nothing was taken, and something in the call never will be: apart, and again.
    #[error("refused: {detail}")]
    Refused {
        /// The service's code and message.
        detail: String,
    },
    /// Nothing will be taken until the operator acts: wrong credentials, a missing right, no such stream. Again, seldom;
    /// nothing is given up for it.
    #[error("denied: {detail}")]
    Denied {
        /// The service's code and message, and what to do.
        detail: String,
    },
}

/// What takes records.
pub trait Sink: Send + Sync {
    /// Its name in the settings and metrics.
    fn name(&self) -> &'static str;

    /// How records and calls must be cut for it.
    fn limits(&self) -> PackLimits;

    /// Hands over records, within the limits: an outcome for each, in their order.
    fn put(&self, records: Vec<Record>) -> BoxFuture<'_, Result<Vec<Outcome>, CallError>>;

    /// Asks, without delivering anything, whether the sink could be reached and would take something.
    fn probe(&self) -> BoxFuture<'_, Result<(), CallError>>;
}
