//! A partition's rows, cut between visits.

use arrow::array::{Array, AsArray, RecordBatch, StringViewArray};
use arrow::compute::concat_batches;
use datafusion::common::Result;
use datafusion::execution::SendableRecordBatchStream;
use futures::{Stream, TryStreamExt, stream};

/// Batches of whole visits. The rows of a visit come one after another.
pub(super) fn chunks(
    rows: SendableRecordBatchStream,
    visit: usize,
) -> impl Stream<Item = Result<RecordBatch>> {
    let cutting = Cutting { rows, visit, waiting: Vec::new() };
    stream::try_unfold(Some(cutting), Cutting::next)
        .map_ok(|whole| stream::iter(whole.into_iter().map(Ok)))
        .try_flatten()
}

/// What is to come, and the rows of the visit that may go on in the next batch.
struct Cutting {
    rows: SendableRecordBatchStream,
    visit: usize,
    waiting: Vec<RecordBatch>,
}

impl Cutting {
    /// The next whole visits, and what is left to do.
    async fn next(cutting: Option<Self>) -> Result<Option<(Vec<RecordBatch>, Option<Self>)>> {
        let Some(mut cutting) = cutting else { return Ok(None) };
        while let Some(batch) = cutting.rows.try_next().await? {
            let whole = cutting.whole(&batch)?;
            if !whole.is_empty() {
                return Ok(Some((whole, Some(cutting))));
            }
        }
        let rest = joined(&cutting.waiting)?;
        Ok(rest.map(|rest| (vec![rest], None)))
    }

    /// The visits that end in this batch: the one that began before it, and those that begin in it. Only the first is
    /// copied, as most lie in one batch.
    fn whole(&mut self, batch: &RecordBatch) -> Result<Vec<RecordBatch>> {
        let (start, rows) = (self.continued(batch), batch.num_rows());
        if start == rows {
            self.waiting.extend((rows > 0).then(|| batch.clone()));
            return Ok(Vec::new());
        }
        let end = last_visit(batch.column(self.visit).as_string_view());
        self.waiting.extend((start > 0).then(|| batch.slice(0, start)));
        let before = joined(&self.waiting)?;
        self.waiting = vec![batch.slice(end, rows - end)];
        let within = (start < end).then(|| batch.slice(start, end - start));
        Ok(before.into_iter().chain(within).collect())
    }

    /// How many rows of the batch go on with the visit that waits.
    fn continued(&self, batch: &RecordBatch) -> usize {
        let Some(waiting) = self.waiting.last() else { return 0 };
        let visit = text(waiting.column(self.visit).as_string_view(), waiting.num_rows() - 1);
        let visits = batch.column(self.visit).as_string_view();
        (0..visits.len()).find(|row| text(visits, *row) != visit).unwrap_or(visits.len())
    }
}

fn joined(batches: &[RecordBatch]) -> Result<Option<RecordBatch>> {
    let joined = |first: &RecordBatch| concat_batches(&first.schema(), batches);
    Ok(batches.first().map(joined).transpose()?)
}

fn text(texts: &StringViewArray, row: usize) -> Option<&str> {
    texts.is_valid(row).then(|| texts.value(row))
}

/// Where the last visit begins.
fn last_visit(visits: &StringViewArray) -> usize {
    let last = visits.len().saturating_sub(1);
    (0..last).rev().find(|row| !is_same(visits, *row, last)).map_or(0, |row| row + 1)
}

/// Texts of a dictionary have the same view, which is quicker to compare.
pub(super) fn is_same(texts: &StringViewArray, one: usize, other: usize) -> bool {
    match (texts.is_valid(one), texts.is_valid(other)) {
        (true, true) => texts.views()[one] == texts.views()[other] || texts.value(one) == texts.value(other),
        (one, other) => one == other,
    }
}
