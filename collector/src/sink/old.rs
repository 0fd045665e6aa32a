//! The trait of before; goes with the conversion of the lake.

use super::BoxFuture;
use crate::row::Row;

/// What takes rows and keeps them.
pub trait Sink: Send + Sync {
    /// Takes a batch's rows, all or none.
    ///
    /// `Ok` means that they are safe by the sink's own measure: on disk, or taken over by a service. To drop the
    /// future does not take the rows back: they may be stored or not.
    fn accept(&self, rows: Vec<Row>) -> BoxFuture<'_, Result<(), SinkError>>;

    /// Whether rows would be taken now.
    ///
    /// # Errors
    /// Why not, for the operator.
    fn ready(&self) -> Result<(), String>;
}

/// Why rows were not kept. The sender may send them again.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SinkError {
    /// Too many rows are waiting already.
    #[error("{rows_waiting_max} rows are waiting to be written, as many as are allowed")]
    Full {
        /// The limit that is reached.
        rows_waiting_max: usize,
    },
    /// The sink was closed.
    #[error("the sink is closed")]
    Closed,
    /// The rows could not be written.
    #[error("the rows could not be written: {reason}")]
    Failed {
        /// What went wrong.
        reason: String,
    },
}
