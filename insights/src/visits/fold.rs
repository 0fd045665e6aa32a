//! The values of a group become one.

use std::sync::Arc;

use arrow::array::{
    Array, ArrayRef, ArrowPrimitiveType, AsArray, Int64Array, PrimitiveArray, RecordBatch, StringViewArray,
    UInt32Array,
};
use arrow::compute::take;
use arrow::datatypes::{ArrowNativeTypeOp, DataType, Int32Type, Int64Type, Schema};
use datafusion::common::{Result, internal_err};
use datafusion::physical_expr::PhysicalExpr;
use datafusion::physical_expr::aggregate::AggregateFunctionExpr;

use super::groups::Groups;

/// An aggregate function: null is no value, and of no values there is null, but their count is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rule {
    Least,
    Greatest,
    Sum,
    Count,
}

impl Rule {
    fn of(name: &str) -> Option<Self> {
        match name {
            "min" => Some(Self::Least),
            "max" => Some(Self::Greatest),
            "sum" => Some(Self::Sum),
            "count" => Some(Self::Count),
            _ => None,
        }
    }

    /// Whether it is known here how it takes and gives these types.
    fn fits(self, from: &DataType, to: &DataType) -> bool {
        match self {
            Self::Count => to == &DataType::Int64,
            Self::Sum => from == to && to == &DataType::Int64,
            Self::Least | Self::Greatest => {
                from == to && matches!(to, DataType::Int32 | DataType::Int64 | DataType::Utf8View)
            }
        }
    }
}

/// An aggregate of the plan.
#[derive(Clone, Debug)]
pub(super) struct Fold {
    rule: Rule,
    of: Arc<dyn PhysicalExpr>,
}

impl Fold {
    /// The engine's aggregate over rows of this schema; none where it is not known here.
    pub(super) fn of(aggregate: &AggregateFunctionExpr, rows: &Schema) -> Option<Self> {
        let rule = Rule::of(aggregate.fun().name())?;
        let [of] = <[_; 1]>::try_from(aggregate.expressions()).ok()?;
        let is_plain = !aggregate.is_distinct() && aggregate.order_bys().is_empty();
        let fits = rule.fits(&of.data_type(rows).ok()?, aggregate.field().data_type());
        (is_plain && fits).then_some(Self { rule, of })
    }

    /// The value of each group.
    pub(super) fn apply(&self, rows: &RecordBatch, groups: &Groups) -> Result<ArrayRef> {
        let column = self.of.evaluate(rows)?.into_array(rows.num_rows())?;
        match (self.rule, column.data_type()) {
            (Rule::Count, _) => Ok(counted(&column, groups)),
            _ if groups.are_rows() => Ok(column),
            (rule, DataType::Int32) => Ok(folded::<Int32Type>(rule, &column, groups)),
            (rule, DataType::Int64) => Ok(folded::<Int64Type>(rule, &column, groups)),
            (rule, DataType::Utf8View) => outermost(rule, &column, groups),
            (rule, other) => internal_err!("{rule:?} of {other} is not known here"),
        }
    }
}

fn counted(column: &ArrayRef, groups: &Groups) -> ArrayRef {
    let mut counts = vec![0; groups.count()];
    for (row, group) in groups.of_rows().iter().enumerate() {
        counts[*group as usize] += i64::from(column.is_valid(row));
    }
    Arc::new(Int64Array::from(counts))
}

fn folded<T: ArrowPrimitiveType>(rule: Rule, column: &ArrayRef, groups: &Groups) -> ArrayRef {
    let column = column.as_primitive::<T>();
    match rule {
        Rule::Least => all(column, groups, |one, other| if other.is_lt(one) { other } else { one }),
        Rule::Greatest => all(column, groups, |one, other| if other.is_gt(one) { other } else { one }),
        Rule::Sum | Rule::Count => all(column, groups, ArrowNativeTypeOp::add_wrapping),
    }
}

fn all<T: ArrowPrimitiveType>(
    column: &PrimitiveArray<T>,
    groups: &Groups,
    fold: impl Fn(T::Native, T::Native) -> T::Native,
) -> ArrayRef {
    if column.null_count() > 0 {
        return with_nulls(column, groups, fold);
    }
    let values = column.values();
    let mut folded: Vec<_> = groups.firsts().values().iter().map(|row| values[*row as usize]).collect();
    for (row, group) in groups.later() {
        folded[group] = fold(folded[group], values[row]);
    }
    Arc::new(PrimitiveArray::<T>::from_iter_values(folded))
}

fn with_nulls<T: ArrowPrimitiveType>(
    column: &PrimitiveArray<T>,
    groups: &Groups,
    fold: impl Fn(T::Native, T::Native) -> T::Native,
) -> ArrayRef {
    let value = |row: usize| column.is_valid(row).then(|| column.value(row));
    let firsts = groups.firsts().values().iter();
    let mut folded: Vec<Option<T::Native>> = firsts.map(|row| value(*row as usize)).collect();
    for (row, group) in groups.later() {
        folded[group] = match (folded[group], value(row)) {
            (Some(one), Some(other)) => Some(fold(one, other)),
            (one, other) => one.or(other),
        };
    }
    Arc::new(folded.into_iter().collect::<PrimitiveArray<T>>())
}

/// The first or the last of the texts.
fn outermost(rule: Rule, column: &ArrayRef, groups: &Groups) -> Result<ArrayRef> {
    let texts = column.as_string_view();
    let mut rows = groups.firsts().values().to_vec();
    for (row, group) in groups.later() {
        if is_further(rule, texts, rows[group] as usize, row) {
            rows[group] = super::groups::index(row);
        }
    }
    Ok(take(column, &UInt32Array::from(rows), None)?)
}

fn is_further(rule: Rule, texts: &StringViewArray, held: usize, row: usize) -> bool {
    match (texts.is_valid(held), texts.is_valid(row)) {
        (_, false) => false,
        (false, true) => true,
        (true, true) if texts.views()[held] == texts.views()[row] => false,
        (true, true) if rule == Rule::Least => texts.value(row) < texts.value(held),
        (true, true) => texts.value(row) > texts.value(held),
    }
}
