//! A received batch as one line of JSON: what the collector spools, packs and sends to Firehose or Kinesis, and what
//! lies behind every dead letter.
//!
//! One object a batch, its events as an array of structures, so that what all events share is written and paid for
//! once: flat rows of the same events are three times the bytes (docs/decisions/0016). Its fields are the columns of
//! the Glue table `batches`; Athena's view `events` and the local lake unfold it into the flat rows of [`crate::row`].
//!
//! What is null, and sums of nothing, are left out.

mod columns;
mod read;
mod write;

use alloc::vec::Vec;

use crate::{Event, Header};

pub use columns::{BATCH_COLUMNS, EVENT_FIELDS};
pub use read::{read, read_or};
pub use write::write;

/// Version of the line, in its field `v`.
pub const LINE_VERSION: u8 = 1;

/// What the collector adds to a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// When it received the batch, in milliseconds since 1970.
    pub received_at_ms: i64,
    /// The sort of device that sent it.
    pub device: Device,
}

/// What sort of device a user agent names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Device {
    /// A phone or a tablet, whose user agents rarely differ.
    Phone,
    /// A computer.
    Computer,
    /// A program that names itself one.
    Bot,
    /// Anything else, or nothing.
    Other,
}

impl Device {
    /// Every class, in the order of this enum.
    pub const ALL: [Self; 4] = [Self::Phone, Self::Computer, Self::Bot, Self::Other];

    /// The class's name in the lake.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Computer => "computer",
            Self::Bot => "bot",
            Self::Other => "other",
        }
    }
}

/// A line, read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What the page said of all events.
    pub header: Header,
    /// What the collector added.
    pub receipt: Receipt,
    /// The events, in the page's order; at least one.
    pub events: Vec<Event>,
}
