//! Work within visits as the engine runs it: batch by batch, in each partition by itself.

use std::fmt;
use std::sync::Arc;

use arrow::array::{ArrayRef, AsArray, RecordBatch, RecordBatchOptions};
use arrow::compute::take;
use arrow::datatypes::SchemaRef;
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::common::{Result, internal_err};
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::physical_expr::expressions::Column;
use datafusion::physical_expr::{
    Distribution, EquivalenceProperties, OrderingRequirements, Partitioning, PhysicalExpr,
    PhysicalSortRequirement,
};
use datafusion::physical_plan::distribution_requirements::InputDistributionRequirements;
use datafusion::physical_plan::execution_plan::{
    Boundedness, ChildrenPropertiesMode, EmissionType, ReplaceChildrenOptions,
};
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::physical_plan::{
    DisplayAs, DisplayFormatType, ExecutionPlan, ExecutionPlanProperties, PlanProperties,
};
use futures::{StreamExt, TryStreamExt};

use super::VISIT;
use super::chunks::chunks;
use super::fold::Fold;
use super::groups::Groups;
use super::windows::Window;

/// What is done with the rows of whole visits.
#[derive(Clone, Debug)]
pub(super) enum Work {
    /// Nothing: their visits lie together already.
    Together,
    /// They are brought together first.
    Gather,
    /// They become groups: by visit and these keys, which are the first columns, then these values.
    Group {
        /// The visit is among them, by its place.
        keys: Vec<Arc<dyn PhysicalExpr>>,
        visit_key: usize,
        folds: Vec<Fold>,
    },
    /// They get more columns: windows by visit and these keys.
    Widen { keys: Vec<Arc<dyn PhysicalExpr>>, windows: Vec<Window> },
}

/// Work within visits. In each partition the rows of a visit come one after another, and no other partition has any; so
/// it is with what comes out.
#[derive(Debug)]
pub(super) struct VisitsExec {
    input: Arc<dyn ExecutionPlan>,
    /// The column of the visit in the input.
    input_visit: usize,
    /// And in what comes out.
    visit: usize,
    work: Work,
    properties: Arc<PlanProperties>,
}

impl VisitsExec {
    pub(super) fn new(
        input: Arc<dyn ExecutionPlan>,
        [input_visit, visit]: [usize; 2],
        work: Work,
        schema: SchemaRef,
    ) -> Self {
        let partitions = input.output_partitioning().partition_count();
        let properties = PlanProperties::new(
            EquivalenceProperties::new(schema),
            Partitioning::UnknownPartitioning(partitions),
            EmissionType::Incremental,
            Boundedness::Bounded,
        );
        Self { input, input_visit, visit, work, properties: Arc::new(properties) }
    }

    /// The column of the visit.
    pub(super) const fn visit(&self) -> usize {
        self.visit
    }

    fn visit_expr(&self) -> Arc<dyn PhysicalExpr> {
        Arc::new(Column::new(VISIT, self.input_visit))
    }
}

impl Work {
    fn name(&self) -> &'static str {
        match self {
            Self::Together => "together",
            Self::Gather => "gather",
            Self::Group { .. } => "group",
            Self::Widen { .. } => "widen",
        }
    }

    fn apply(&self, rows: &RecordBatch, visit: usize, schema: &SchemaRef) -> Result<RecordBatch> {
        let columns = match self {
            Self::Together | Self::Gather => rows.columns().to_vec(),
            Self::Group { keys, visit_key, folds } => return group(rows, keys, *visit_key, folds, schema),
            Self::Widen { keys, windows } => widened(rows, visit, keys, windows)?,
        };
        Ok(RecordBatch::try_new(Arc::clone(schema), columns)?)
    }
}

fn group(
    rows: &RecordBatch,
    keys: &[Arc<dyn PhysicalExpr>],
    visit_key: usize,
    folds: &[Fold],
    schema: &SchemaRef,
) -> Result<RecordBatch> {
    let mut keys = evaluated(rows, keys)?;
    let visits = keys.remove(visit_key);
    let groups = Groups::of(visits.as_string_view(), &keys)?;
    keys.insert(visit_key, visits);
    let kept = keys.into_iter().map(|key| first(key, &groups));
    let folded = folds.iter().map(|fold| fold.apply(rows, &groups));
    let columns = kept.chain(folded).collect::<Result<_>>()?;
    let options = RecordBatchOptions::new().with_row_count(Some(groups.count()));
    Ok(RecordBatch::try_new_with_options(Arc::clone(schema), columns, &options)?)
}

fn first(key: ArrayRef, groups: &Groups) -> Result<ArrayRef> {
    if groups.are_rows() { Ok(key) } else { Ok(take(&key, groups.firsts(), None)?) }
}

fn widened(
    rows: &RecordBatch,
    visit: usize,
    keys: &[Arc<dyn PhysicalExpr>],
    windows: &[Window],
) -> Result<Vec<ArrayRef>> {
    let groups = Groups::of(rows.column(visit).as_string_view(), &evaluated(rows, keys)?)?;
    let windows = windows.iter().map(|window| window.apply(rows, &groups));
    rows.columns().iter().map(|column| Ok(Arc::clone(column))).chain(windows).collect()
}

fn evaluated(rows: &RecordBatch, exprs: &[Arc<dyn PhysicalExpr>]) -> Result<Vec<ArrayRef>> {
    exprs.iter().map(|expr| expr.evaluate(rows)?.into_array(rows.num_rows())).collect()
}

impl DisplayAs for VisitsExec {
    fn fmt_as(&self, _form: DisplayFormatType, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VisitsExec: {}", self.work.name())
    }
}

impl ExecutionPlan for VisitsExec {
    fn name(&self) -> &'static str {
        "VisitsExec"
    }

    fn properties(&self) -> &Arc<PlanProperties> {
        &self.properties
    }

    fn children(&self) -> Vec<&Arc<dyn ExecutionPlan>> {
        vec![&self.input]
    }

    fn input_distribution_requirements(&self) -> InputDistributionRequirements {
        InputDistributionRequirements::new(vec![match self.work {
            Work::Gather => Distribution::KeyPartitioned(vec![self.visit_expr()]),
            _ => Distribution::UnspecifiedDistribution,
        }])
    }

    fn required_input_ordering(&self) -> Vec<Option<OrderingRequirements>> {
        let by_visit =
            || OrderingRequirements::new([PhysicalSortRequirement::new(self.visit_expr(), None)].into());
        vec![matches!(self.work, Work::Gather).then(by_visit)]
    }

    /// Rows that are dealt out to more partitions would part visits.
    fn benefits_from_input_partitioning(&self) -> Vec<bool> {
        vec![false]
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
        let (Some(input), true) = (children.pop(), children.is_empty()) else {
            return internal_err!("VisitsExec has one child");
        };
        let visits = [self.input_visit, self.visit];
        Ok(Arc::new(Self::new(input, visits, self.work.clone(), self.schema())))
    }

    fn with_new_children(
        self: Arc<Self>,
        children: Vec<Arc<dyn ExecutionPlan>>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        self.replace_children(children, ReplaceChildrenOptions::new(ChildrenPropertiesMode::Recompute))
    }

    fn execute(&self, partition: usize, context: Arc<TaskContext>) -> Result<SendableRecordBatchStream> {
        let rows = self.input.execute(partition, context)?;
        let (work, visit, schema) = (self.work.clone(), self.input_visit, self.schema());
        let batches = match work {
            Work::Together | Work::Gather => rows.boxed(),
            Work::Group { .. } | Work::Widen { .. } => chunks(rows, visit).boxed(),
        };
        let done = batches.and_then(move |rows| std::future::ready(work.apply(&rows, visit, &schema)));
        Ok(Box::pin(RecordBatchStreamAdapter::new(self.schema(), done)))
    }
}
