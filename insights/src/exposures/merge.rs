//! Slices of whole visits become exposures.

use std::sync::Arc;

use arrow::array::{
    Array, ArrayRef, AsArray, BooleanArray, Int64Array, RecordBatch, StringViewArray, UInt32Array,
};
use arrow::compute::kernels::cmp::gt_eq;
use arrow::compute::kernels::numeric::add_wrapping;
use arrow::compute::take;
use arrow::datatypes::{DataType, Field, Int64Type, Schema, SchemaRef};
use datafusion::common::Result;
use datafusion::logical_expr::expr_rewriter::unnormalize_col;
use datafusion::logical_expr::{Expr, LogicalPlan, LogicalPlanBuilder};
use datafusion::prelude::col;

use super::heads::Heads;

/// What becomes of a column's values in the slices of an exposure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    /// They are the same, as they are what makes an exposure one.
    Same,
    /// The greatest text.
    Last,
    /// The least number.
    Least,
    /// The greatest number.
    Greatest,
    /// The sum.
    Sum,
}

/// What `sql/exposures.sql` may take from slices.
pub(super) const COLUMNS: [(&str, Rule); 12] = [
    ("visit_id", Rule::Same),
    ("exposure_number", Rule::Same),
    ("kind", Rule::Same),
    ("target", Rule::Same),
    ("section", Rule::Last),
    ("from_target", Rule::Last),
    ("at_ms", Rule::Least),
    ("occurred_at_ms", Rule::Least),
    (PAUSED, Rule::Sum),
    (SCROLLING, Rule::Sum),
    ("attention_ms", Rule::Sum),
    (READ, Rule::Greatest),
];

const PAUSED: &str = "paused_ms";
const SCROLLING: &str = "scrolling_ms";
const READ: &str = "read_ms";

/// And those that come from the others: of which two, and how.
const DERIVED: [(&str, [&str; 2]); 2] = [("dwell_ms", [PAUSED, SCROLLING]), ("was_read", [PAUSED, READ])];

/// The columns that say which exposure a slice is of: the first of [`COLUMNS`].
pub(super) const KEY_COLUMNS: usize = 4;

/// The view's columns, as the SQL has them, over slices of this schema; none where one of them is unknown here.
pub(super) fn schema(slices: &Schema, sql: &Schema) -> Option<SchemaRef> {
    let fields = sql.fields().iter().map(|field| match field.name().as_str() {
        "dwell_ms" => Some(Field::new("dwell_ms", DataType::Int64, true)),
        "was_read" => Some(Field::new("was_read", DataType::Boolean, true)),
        name => slices.field_with_name(name).ok().map(|field| field.clone().with_nullable(true)),
    });
    Some(Arc::new(Schema::new(fields.collect::<Option<Vec<_>>>()?)))
}

/// Which columns are asked for, and what they are made of.
#[derive(Clone, Debug)]
pub(super) struct Merge {
    schema: SchemaRef,
    /// Columns of the slices, the key first.
    inputs: Vec<(&'static str, Rule)>,
}

impl Merge {
    /// The columns of a projection of the view's schema; all without one.
    pub(super) fn new(view: &SchemaRef, projection: Option<&Vec<usize>>) -> Self {
        let all: Vec<usize> = (0..view.fields().len()).collect();
        let asked = projection.unwrap_or(&all);
        let fields: Vec<Field> = asked.iter().map(|place| view.field(*place).clone()).collect();
        let is_asked = |name: &str| fields.iter().any(|field| field.name() == name);
        let is_needed =
            |name: &str| DERIVED.iter().any(|(derived, of)| is_asked(derived) && of.contains(&name));
        let inputs = COLUMNS.iter().enumerate();
        let inputs =
            inputs.filter(|(place, (name, _))| *place < KEY_COLUMNS || is_asked(name) || is_needed(name));
        Self { inputs: inputs.map(|(_, column)| *column).collect(), schema: Arc::new(Schema::new(fields)) }
    }

    pub(super) fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    /// The slices that meet the filters, with the columns that are needed.
    pub(super) fn needed(&self, slices: &LogicalPlan, filters: &[Expr]) -> Result<LogicalPlan> {
        let columns = self.inputs.iter().map(|(name, _)| col(*name));
        let slices = LogicalPlanBuilder::from(slices.clone());
        let filters = filters.iter().map(|filter| unnormalize_col(filter.clone()));
        let slices = filters.reduce(Expr::and).map_or(Ok(slices.clone()), |filter| slices.filter(filter))?;
        slices.project(columns)?.build()
    }

    /// The exposures of whole visits.
    pub(super) fn exposures(&self, slices: &RecordBatch) -> Result<RecordBatch> {
        let heads = Heads::of(slices);
        let columns = self.inputs.iter().zip(slices.columns());
        let columns: Result<Vec<ArrayRef>> =
            columns.map(|((_, rule), column)| merged(*rule, column, &heads)).collect();
        let columns = columns?;
        let of = |name: &str| {
            let place = self.inputs.iter().position(|(known, _)| *known == name);
            Arc::clone(&columns[place.expect("what is asked for is among the inputs")])
        };
        let arrays = self.schema.fields().iter().map(|field| match derived(field.name()) {
            Some([paused, other]) if field.data_type() == &DataType::Boolean => {
                was_read(&of(paused), &of(other))
            }
            Some([paused, other]) => Ok(add_wrapping(&of(paused), &of(other))?),
            None => Ok(of(field.name())),
        });
        let arrays = arrays.collect::<Result<Vec<_>>>()?;
        let options = arrow::array::RecordBatchOptions::new().with_row_count(Some(heads.count()));
        Ok(RecordBatch::try_new_with_options(Arc::clone(&self.schema), arrays, &options)?)
    }
}

fn derived(name: &str) -> Option<[&'static str; 2]> {
    DERIVED.iter().find(|(derived, _)| *derived == name).map(|(_, of)| *of)
}

fn was_read(paused: &ArrayRef, read: &ArrayRef) -> Result<ArrayRef> {
    let was_read: BooleanArray = gt_eq(paused, read)?;
    Ok(Arc::new(was_read))
}

fn merged(rule: Rule, column: &ArrayRef, heads: &Heads) -> Result<ArrayRef> {
    let Some(first) = heads.rows() else { return Ok(Arc::clone(column)) };
    Ok(match rule {
        Rule::Same => take(column, first, None)?,
        Rule::Last => take(column, &last(column.as_string_view(), heads, first), None)?,
        Rule::Least => folded(column, heads, i64::min),
        Rule::Greatest => folded(column, heads, i64::max),
        Rule::Sum => folded(column, heads, i64::wrapping_add),
    })
}

/// The row of each exposure's greatest text.
fn last(column: &StringViewArray, heads: &Heads, first: &UInt32Array) -> UInt32Array {
    let text = |row: u32| column.is_valid(row as usize).then(|| column.value(row as usize));
    let mut rows = first.values().to_vec();
    for (row, slot) in heads.later() {
        if text(row) > text(rows[slot]) {
            rows[slot] = row;
        }
    }
    UInt32Array::from(rows)
}

/// Null is no number.
fn folded(column: &ArrayRef, heads: &Heads, fold: fn(i64, i64) -> i64) -> ArrayRef {
    let column = column.as_primitive::<Int64Type>();
    let value = |row: u32| column.is_valid(row as usize).then(|| column.value(row as usize));
    let first = heads.rows().map(UInt32Array::values).into_iter().flatten();
    let mut values: Vec<Option<i64>> = first.map(|row| value(*row)).collect();
    for (row, slot) in heads.later() {
        values[slot] = match (values[slot], value(row)) {
            (Some(one), Some(other)) => Some(fold(one, other)),
            (one, other) => one.or(other),
        };
    }
    Arc::new(Int64Array::from(values))
}
