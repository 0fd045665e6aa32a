//! Delivers what is spooled: every entry is accepted by the sink or kept as a dead letter, and only then settled.
//!
//! What to do is decided by [`machine::Machine`], which is pure: inputs and the time go in, effects come out. The
//! `shell` around it is one loop that reads the spool, calls the sink, writes dead letters and keeps one timer.
//!
//! - Of a call that failed in part only the failed records go again, after a wait with full jitter.
//! - What is throttled halves the number of concurrent calls; every round of accepted ones adds one again.
//! - A call that is refused is halved until the line that is to blame is alone. That one becomes a dead letter. So does
//!   a line that keeps failing while the sink takes others. A sink that takes nothing at all costs no line its
//!   place, however long that lasts.
//! - A call with no answer goes again; its events are counted as possibly doubled when they are accepted.
//! - What is in memory is bounded: above the bound nothing is read.

mod answers;
mod backoff;
mod counters;
mod letters;
pub mod machine;
mod memory;
mod pace;
mod piece;
mod settings;
mod shell;
mod source;
mod waiting;

pub use counters::{CallCounts, DeliveryCounters, DeliverySnapshot, RecordCounts};
pub use memory::{MemorySource, MemorySpool};
pub use settings::DeliverySettings;
pub use shell::{Delivery, Health, Left, Parts};
pub use source::{Queued, Settle, Source, Verdict};
