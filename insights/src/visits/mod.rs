//! What the engine need not hold in memory: work within visits, over rows of which each visit's lie together.
//!
//! The views group by visit over and over. As the engine plans that, every group of every visit is held until the last
//! row is read. Where the rows of a visit lie together in one partition it is enough to look at one visit after
//! another, so a rule for the engine's plans puts [`exec::VisitsExec`] in the place of its grouping and its windows
//! wherever the visit is among the keys. The SQL stays as it is, and so do its results.

mod chunks;
mod clustered;
mod exec;
mod fold;
mod groups;
mod rule;
mod table;
mod windows;

pub(crate) use rule::WithinVisits;
pub(crate) use table::UniqueEvents;

/// The column that identifies a visit.
const VISIT: &str = "visit_id";
