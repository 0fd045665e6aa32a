//! Where the engine's plan groups or numbers rows within visits, it is done within visits.

use std::sync::Arc;

use datafusion::common::Result;
use datafusion::common::config::ConfigOptions;
use datafusion::common::tree_node::{Transformed, TransformedResult, TreeNode};
use datafusion::physical_expr::window::WindowExpr;
use datafusion::physical_optimizer::PhysicalOptimizerRule;
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_plan::aggregates::{AggregateExec, AggregateInputMode, AggregateOutputMode};
use datafusion::physical_plan::windows::{BoundedWindowAggExec, WindowAggExec};

use super::clustered::{is_column, visit_column};
use super::exec::{VisitsExec, Work};
use super::fold::Fold;
use super::windows::Window;

/// The rule. It comes before those that bring rows of a group into one partition.
#[derive(Debug)]
pub(crate) struct WithinVisits;

impl PhysicalOptimizerRule for WithinVisits {
    fn optimize(
        &self,
        plan: Arc<dyn ExecutionPlan>,
        _config: &ConfigOptions,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let within = |plan: Arc<dyn ExecutionPlan>| {
            Ok(match grouped(&plan).or_else(|| windowed(&plan)) {
                Some(within) => Transformed::yes(Arc::new(within) as Arc<dyn ExecutionPlan>),
                None => Transformed::no(plan),
            })
        };
        plan.transform_up(within).data()
    }

    fn name(&self) -> &'static str {
        "within_visits"
    }

    fn schema_check(&self) -> bool {
        true
    }
}

fn grouped(plan: &Arc<dyn ExecutionPlan>) -> Option<VisitsExec> {
    let last = plan.downcast_ref::<AggregateExec>()?;
    let first = reader(last)?;
    let input = first.input();
    let visit = visit_column(input)?;
    let keys = first.group_expr().input_exprs();
    let visit_key = keys.iter().position(|key| is_column(key, visit))?;
    let is_plain = first.group_expr().is_single() && first.filter_expr().iter().all(Option::is_none);
    let rows = input.schema();
    let folds = first.aggr_expr().iter().map(|aggregate| Fold::of(aggregate, &rows));
    let work = Work::Group { keys, visit_key, folds: folds.collect::<Option<_>>()? };
    is_plain.then(|| VisitsExec::new(Arc::clone(input), [visit, visit_key], work, plan.schema()))
}

/// The half that reads the rows, where both are there: groups are made in two steps, in each partition and over all.
fn reader(last: &AggregateExec) -> Option<&AggregateExec> {
    if last.limit_options().is_some() || last.mode().output_mode() != AggregateOutputMode::Final {
        return None;
    }
    match last.mode().input_mode() {
        AggregateInputMode::Raw => Some(last),
        AggregateInputMode::Partial => {
            let first = last.input().downcast_ref::<AggregateExec>()?;
            let is_plain = first.limit_options().is_none();
            (is_plain && first.mode().input_mode() == AggregateInputMode::Raw).then_some(first)
        }
    }
}

fn windowed(plan: &Arc<dyn ExecutionPlan>) -> Option<VisitsExec> {
    let (windows, input) = windows(plan)?;
    let visit = visit_column(input)?;
    let mut keys = windows.first()?.partition_by().to_vec();
    let visit_key = keys.iter().position(|key| is_column(key, visit))?;
    keys.remove(visit_key);
    let rows = input.schema();
    let windows = windows.iter().map(|window| Window::of(window, &rows)).collect::<Option<_>>()?;
    let work = Work::Widen { keys, windows };
    Some(VisitsExec::new(Arc::clone(input), [visit, visit], work, plan.schema()))
}

/// Window functions, and what they read.
type Over<'a> = (&'a [Arc<dyn WindowExpr>], &'a Arc<dyn ExecutionPlan>);

/// Those over the same partitions.
fn windows(plan: &Arc<dyn ExecutionPlan>) -> Option<Over<'_>> {
    if let Some(bounded) = plan.downcast_ref::<BoundedWindowAggExec>() {
        return Some((bounded.window_expr(), bounded.input()));
    }
    let all = plan.downcast_ref::<WindowAggExec>()?;
    Some((all.window_expr(), all.input()))
}
