//! Where the edge hands over a batch, and what a 2xx means.

mod direct;
mod faulty;
mod memory;

use crate::entry::Entry;
use crate::sink::BoxFuture;

pub use direct::{Direct, DirectSettings, until};
pub use faulty::Faulty;
pub use memory::Memory;

/// What takes a batch and makes it safe.
pub trait Intake: Send + Sync {
    /// Takes a batch; it is safe when this answers `Ok`. To drop the future does not take the batch back.
    fn accept(&self, entry: Entry) -> BoxFuture<'_, Result<Kept, IntakeError>>;

    /// Whether a batch would be taken now.
    ///
    /// # Errors
    /// Why not, for the operator.
    fn ready(&self) -> Result<(), String>;
}

/// How safe a batch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// On this machine's disk, synced; delivery follows. Answered with 202.
    Spooled,
    /// The sink has it. Answered with 200.
    Delivered,
    /// The sink will never take it: it is kept as a dead letter. Answered with 202, as it is safe.
    SetAside,
}

/// Why a batch was not taken. The sender keeps it and sends it again.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IntakeError {
    /// The spool holds as much as it may: the sink has been down for long.
    #[error("the spool holds {bytes} bytes, as many as are allowed")]
    Full {
        /// The limit that is reached.
        bytes: u64,
    },
    /// The disk took nothing.
    #[error("the spool's disk failed: {reason}")]
    Disk {
        /// What went wrong.
        reason: String,
    },
    /// The sink took nothing in the time there was.
    #[error("the sink did not take it: {reason}")]
    Sink {
        /// What went wrong.
        reason: String,
    },
    /// The process is stopping.
    #[error("the collector is stopping")]
    Closed,
}

impl IntakeError {
    /// The names of all reasons.
    pub const NAMES: [&str; 4] = ["spool_full", "disk_failed", "sink_failed", "stopping"];

    /// The reason's name in answers and metrics.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Full { .. } => "spool_full",
            Self::Disk { .. } => "disk_failed",
            Self::Sink { .. } => "sink_failed",
            Self::Closed => "stopping",
        }
    }
}
