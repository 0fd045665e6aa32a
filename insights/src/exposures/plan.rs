//! The stream as the engine runs it: batch by batch, in each partition by itself.

use std::fmt;
use std::sync::Arc;

use arrow::array::RecordBatch;
use arrow::compute::concat_batches;
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::common::{Result, internal_err};
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::physical_expr::{EquivalenceProperties, Partitioning, PhysicalExpr};
use datafusion::physical_plan::execution_plan::{
    Boundedness, ChildrenPropertiesMode, EmissionType, ReplaceChildrenOptions,
};
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::physical_plan::{
    DisplayAs, DisplayFormatType, ExecutionPlan, ExecutionPlanProperties, PlanProperties,
};
use futures::{StreamExt, TryStreamExt, stream};

use super::heads::last_visit;
use super::merge::Merge;

/// Makes exposures of slices. In each partition the rows of a visit come one after another.
#[derive(Debug)]
pub(super) struct ExposuresExec {
    slices: Arc<dyn ExecutionPlan>,
    merge: Merge,
    properties: Arc<PlanProperties>,
}

impl ExposuresExec {
    pub(super) fn new(slices: Arc<dyn ExecutionPlan>, merge: Merge) -> Self {
        let partitions = slices.output_partitioning().partition_count();
        let properties = PlanProperties::new(
            EquivalenceProperties::new(Arc::clone(merge.schema())),
            Partitioning::UnknownPartitioning(partitions),
            EmissionType::Incremental,
            Boundedness::Bounded,
        );
        Self { slices, merge, properties: Arc::new(properties) }
    }
}

impl DisplayAs for ExposuresExec {
    fn fmt_as(&self, _form: DisplayFormatType, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ExposuresExec")
    }
}

impl ExecutionPlan for ExposuresExec {
    fn name(&self) -> &'static str {
        "ExposuresExec"
    }

    fn properties(&self) -> &Arc<PlanProperties> {
        &self.properties
    }

    fn children(&self) -> Vec<&Arc<dyn ExecutionPlan>> {
        vec![&self.slices]
    }

    /// Rows that are dealt out to more partitions would part the slices of an exposure.
    fn benefits_from_input_partitioning(&self) -> Vec<bool> {
        vec![false]
    }

    fn maintains_input_order(&self) -> Vec<bool> {
        vec![true]
    }

    fn apply_expressions(
        &self,
        _f: &mut dyn FnMut(&Arc<dyn PhysicalExpr>) -> Result<TreeNodeRecursion>,
    ) -> Result<TreeNodeRecursion> {
        Ok(TreeNodeRecursion::Continue)
    }

    fn replace_children(
        self: Arc<Self>,
        mut children: Vec<Arc<dyn ExecutionPlan>>,
        _options: ReplaceChildrenOptions,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let (Some(slices), true) = (children.pop(), children.is_empty()) else {
            return internal_err!("ExposuresExec has one child");
        };
        Ok(Arc::new(Self::new(slices, self.merge.clone())))
    }

    fn with_new_children(
        self: Arc<Self>,
        children: Vec<Arc<dyn ExecutionPlan>>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        self.replace_children(children, ReplaceChildrenOptions::new(ChildrenPropertiesMode::Recompute))
    }

    fn execute(&self, partition: usize, context: Arc<TaskContext>) -> Result<SendableRecordBatchStream> {
        let slices = self.slices.execute(partition, context)?;
        let merging = Merging { slices, merge: self.merge.clone(), waiting: None };
        let exposures = stream::try_unfold(Some(merging), Merging::next).boxed();
        Ok(Box::pin(RecordBatchStreamAdapter::new(Arc::clone(self.merge.schema()), exposures)))
    }
}

/// A partition's slices, and those of the visit that may go on in the next batch.
struct Merging {
    slices: SendableRecordBatchStream,
    merge: Merge,
    waiting: Option<RecordBatch>,
}

impl Merging {
    /// The exposures of the next whole visits, and what is left to do.
    async fn next(merging: Option<Self>) -> Result<Option<(RecordBatch, Option<Self>)>> {
        let Some(mut merging) = merging else { return Ok(None) };
        while let Some(batch) = merging.slices.try_next().await? {
            if let Some(whole) = merging.whole(batch)? {
                let exposures = merging.merge.exposures(&whole)?;
                return Ok(Some((exposures, Some(merging))));
            }
        }
        let rest = merging.waiting.take().map(|rest| merging.merge.exposures(&rest)).transpose()?;
        Ok(rest.map(|exposures| (exposures, None)))
    }

    /// The visits that end in this batch.
    fn whole(&mut self, batch: RecordBatch) -> Result<Option<RecordBatch>> {
        if batch.num_rows() == 0 {
            return Ok(None);
        }
        let batch = match self.waiting.take() {
            Some(waiting) => concat_batches(&batch.schema(), [&waiting, &batch])?,
            None => batch,
        };
        let end = last_visit(&batch);
        self.waiting = Some(batch.slice(end, batch.num_rows() - end));
        Ok((end > 0).then(|| batch.slice(0, end)))
    }
}
