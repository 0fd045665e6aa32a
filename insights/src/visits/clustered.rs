//! Which plans keep the rows of a visit together.

use std::sync::Arc;

use arrow::datatypes::DataType;
use datafusion::physical_expr::PhysicalExpr;
use datafusion::physical_expr::expressions::Column;
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_plan::filter::FilterExec;
use datafusion::physical_plan::projection::ProjectionExec;

use super::exec::VisitsExec;

/// The column of the visit, where each visit's rows come one after another in one partition. What is not known to keep
/// them so does not: a union above all, as it may have a visit's rows on both sides.
pub(super) fn visit_column(plan: &Arc<dyn ExecutionPlan>) -> Option<usize> {
    let place = if let Some(visits) = plan.downcast_ref::<VisitsExec>() {
        visits.visit()
    } else if let Some(filter) = plan.downcast_ref::<FilterExec>() {
        filtered(filter)?
    } else {
        projected(plan.downcast_ref::<ProjectionExec>()?)?
    };
    (plan.schema().field(place).data_type() == &DataType::Utf8View).then_some(place)
}

fn filtered(filter: &FilterExec) -> Option<usize> {
    let place = visit_column(filter.input())?;
    match filter.projection() {
        Some(kept) => kept.iter().position(|kept| *kept == place),
        None => Some(place),
    }
}

fn projected(projection: &ProjectionExec) -> Option<usize> {
    let place = visit_column(projection.input())?;
    projection.expr().iter().position(|projected| is_column(&projected.expr, place))
}

pub(super) fn is_column(expr: &Arc<dyn PhysicalExpr>, place: usize) -> bool {
    expr.downcast_ref::<Column>().is_some_and(|column| column.index() == place)
}
