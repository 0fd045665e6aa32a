//! A lake with a past.

use linger_lake::{LakeConfig, LakeError, Writer};
use linger_wire::unfold::Row;

use crate::model::Model;
use crate::traffic::{Count, Traffic, rows};

/// Rows that are written at once: ours; a hundred megabytes.
const ROWS_MAX: usize = 200_000;

/// Why a lake got no past.
#[derive(Debug, thiserror::Error)]
pub enum HistoryError {
    /// The lake cannot be written.
    #[error("{0}")]
    Lake(#[from] LakeError),
    /// A file of it cannot be written.
    #[error("the lake's files cannot be written: {0}")]
    Parquet(#[from] parquet::errors::ParquetError),
}

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// Guests and batches.
    pub count: Count,
    /// Rows, doubles included.
    pub rows: u64,
}

impl History {
    /// Writes all traffic of the model into the lake's folder, a few days at a time.
    ///
    /// # Errors
    /// The folder or a file cannot be written, or another process writes the lake.
    pub fn write(model: &Model, seed: u64, config: &LakeConfig, now_ms: i64) -> Result<Self, HistoryError> {
        let mut writer = Writer::try_open(config, now_ms)?;
        let mut traffic = Traffic::new(model, seed);
        let mut history = Self::default();
        let mut waiting: Vec<Row> = Vec::new();
        for line in traffic.by_ref() {
            waiting.extend(rows(line));
            if waiting.len() >= ROWS_MAX {
                history.written(&mut writer, &mut waiting)?;
            }
        }
        history.written(&mut writer, &mut waiting)?;
        history.count = traffic.so_far();
        Ok(history)
    }

    fn written(&mut self, writer: &mut Writer, waiting: &mut Vec<Row>) -> Result<(), HistoryError> {
        writer.write(waiting)?;
        self.rows += waiting.len() as u64;
        waiting.clear();
        Ok(())
    }
}
