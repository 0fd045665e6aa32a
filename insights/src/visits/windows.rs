//! Window functions within visits.

use std::cmp::Ordering;
use std::sync::Arc;

use arrow::array::{ArrayRef, DynComparator, RecordBatch, UInt32Array, UInt64Array, make_comparator};
use arrow::compute::take;
use arrow::datatypes::{DataType, Schema};
use datafusion::common::Result;
use datafusion::physical_expr::window::{PlainAggregateWindowExpr, StandardWindowExpr, WindowExpr};
use datafusion::physical_expr::{PhysicalExpr, PhysicalSortExpr};
use datafusion::physical_plan::windows::WindowUDFExpr;

use super::fold::Fold;
use super::groups::{Groups, index};

/// How the name of a window function tells that it is over some of the rows only; nothing else tells.
const FILTER: &str = " FILTER ";

/// A window function of the plan.
#[derive(Clone, Debug)]
pub(super) enum Window {
    /// `row_number()` in this order.
    Place(Vec<PhysicalSortExpr>),
    /// An aggregate of all rows of the window's partition.
    Whole(Fold),
}

impl Window {
    /// The engine's window function over rows of this schema; none where it is not known here.
    pub(super) fn of(window: &Arc<dyn WindowExpr>, rows: &Schema) -> Option<Self> {
        if let Some(standard) = window.as_any().downcast_ref::<StandardWindowExpr>() {
            let udf = standard.get_standard_func_expr().as_any().downcast_ref::<WindowUDFExpr>()?;
            let is_place =
                udf.fun().name() == "row_number" && window.field().ok()?.data_type() == &DataType::UInt64;
            return is_place.then(|| Self::Place(window.order_by().to_vec()));
        }
        let aggregate = window.as_any().downcast_ref::<PlainAggregateWindowExpr>()?;
        let frame = window.get_window_frame();
        let is_whole = frame.start_bound.is_unbounded() && frame.end_bound.is_unbounded();
        let is_plain = !window.name().contains(FILTER);
        Some(Self::Whole(Fold::of(aggregate.get_aggregate_expr(), rows)?)).filter(|_| is_whole && is_plain)
    }

    /// The value of each row, whose groups are the window's partitions.
    pub(super) fn apply(&self, rows: &RecordBatch, groups: &Groups) -> Result<ArrayRef> {
        match self {
            Self::Place(order) => places(rows, groups, order),
            Self::Whole(fold) => {
                let of_rows = UInt32Array::from(groups.of_rows().to_vec());
                Ok(take(&fold.apply(rows, groups)?, &of_rows, None)?)
            }
        }
    }
}

fn places(rows: &RecordBatch, groups: &Groups, order: &[PhysicalSortExpr]) -> Result<ArrayRef> {
    let comparators =
        order.iter().map(|sort| comparator(rows, &sort.expr, sort)).collect::<Result<Vec<_>>>()?;
    let compare = |one: &u32, other: &u32| {
        let orders = comparators.iter().map(|compare| compare(*one as usize, *other as usize));
        orders.fold(Ordering::Equal, Ordering::then)
    };
    let mut places = vec![0; rows.num_rows()];
    for members in &mut members(groups) {
        members.sort_by(compare);
        (1..).zip(members.iter()).for_each(|(place, row)| places[*row as usize] = place);
    }
    Ok(Arc::new(UInt64Array::from(places)))
}

fn comparator(
    rows: &RecordBatch,
    expr: &Arc<dyn PhysicalExpr>,
    sort: &PhysicalSortExpr,
) -> Result<DynComparator> {
    let column = expr.evaluate(rows)?.into_array(rows.num_rows())?;
    Ok(make_comparator(&column, &column, sort.options)?)
}

/// The rows of each group.
fn members(groups: &Groups) -> Vec<Vec<u32>> {
    let mut members = vec![Vec::new(); groups.count()];
    for (row, group) in groups.of_rows().iter().enumerate() {
        members[*group as usize].push(index(row));
    }
    members
}
