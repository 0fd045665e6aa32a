//! The view `unique_events`, of rows that lie together by visit and of others.

use std::sync::Arc;

use arrow::datatypes::{Schema, SchemaRef};
use async_trait::async_trait;
use datafusion::catalog::{Session, TableProvider};
use datafusion::common::Result;
use datafusion::dataframe::DataFrame;
use datafusion::logical_expr::expr_rewriter::unnormalize_col;
use datafusion::logical_expr::{
    Expr, LogicalPlan, LogicalPlanBuilder, TableProviderFilterPushDown, TableType,
};
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_plan::union::UnionExec;
use datafusion::prelude::col;

use super::VISIT;
use super::exec::{VisitsExec, Work};

/// Events, each once.
#[derive(Debug)]
pub(crate) struct UniqueEvents {
    /// A visit's rows come one after another in one partition.
    whole: LogicalPlan,
    /// Rows of other visits, in any order.
    mixed: Option<LogicalPlan>,
    schema: SchemaRef,
}

impl UniqueEvents {
    /// No visit is in both. They have the same columns.
    pub(crate) fn try_new(whole: DataFrame, mixed: Option<DataFrame>) -> Result<Self> {
        let fields = whole.schema().fields().iter().map(|field| field.as_ref().clone().with_nullable(true));
        let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
        let mixed = mixed.map(DataFrame::into_optimized_plan).transpose()?;
        Ok(Self { whole: whole.into_optimized_plan()?, mixed, schema })
    }
}

#[async_trait]
impl TableProvider for UniqueEvents {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    fn table_type(&self) -> TableType {
        TableType::View
    }

    /// What is always true or false is left to the engine, which then drops whole branches of a view.
    fn supports_filters_pushdown(&self, filters: &[&Expr]) -> Result<Vec<TableProviderFilterPushDown>> {
        let support = |filter: &&Expr| {
            if filter.column_refs().is_empty() {
                TableProviderFilterPushDown::Unsupported
            } else {
                TableProviderFilterPushDown::Exact
            }
        };
        Ok(filters.iter().map(support).collect())
    }

    async fn scan(
        &self,
        state: &dyn Session,
        projection: Option<&Vec<usize>>,
        filters: &[Expr],
        _limit: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let all: Vec<usize> = (0..self.schema.fields().len()).collect();
        let schema = Arc::new(self.schema.project(projection.unwrap_or(&all))?);
        let visit = schema.index_of(VISIT).ok();
        let whole = planned(state, &self.whole, &schema, filters).await?;
        let Some(mixed) = &self.mixed else { return Ok(marked(whole, visit, Work::Together, schema)) };
        let mixed = planned(state, mixed, &schema, filters).await?;
        let mixed = marked(mixed, visit, Work::Gather, Arc::clone(&schema));
        Ok(marked(UnionExec::try_new(vec![whole, mixed])?, visit, Work::Together, schema))
    }
}

/// The rows that meet the filters, with these columns.
async fn planned(
    state: &dyn Session,
    rows: &LogicalPlan,
    schema: &Schema,
    filters: &[Expr],
) -> Result<Arc<dyn ExecutionPlan>> {
    let rows = LogicalPlanBuilder::from(rows.clone());
    let filter = filters.iter().map(|filter| unnormalize_col(filter.clone())).reduce(Expr::and);
    let rows = filter.map_or(Ok(rows.clone()), |filter| rows.filter(filter))?;
    let columns = schema.fields().iter().map(|field| col(field.name()));
    state.create_physical_plan(&rows.project(columns)?.build()?).await
}

/// Without the column of the visit there is nothing to be told of it.
fn marked(
    rows: Arc<dyn ExecutionPlan>,
    visit: Option<usize>,
    work: Work,
    schema: SchemaRef,
) -> Arc<dyn ExecutionPlan> {
    match visit {
        Some(visit) => Arc::new(VisitsExec::new(rows, [visit, visit], work, schema)),
        None => rows,
    }
}
