//! The view `exposures` over rows of which each event is known to be there once and a visit's rows lie together: what
//! `sql/exposures.sql` says, with one visit in memory at a time instead of a group for each of ten million exposures.

mod heads;
mod merge;
mod plan;

use std::sync::Arc;

use arrow::datatypes::{Schema, SchemaRef};
use async_trait::async_trait;
use datafusion::catalog::{Session, TableProvider};
use datafusion::common::{Column, Result, plan_err};
use datafusion::dataframe::DataFrame;
use datafusion::logical_expr::{Expr, LogicalPlan, TableProviderFilterPushDown, TableType};
use datafusion::physical_plan::ExecutionPlan;
use datafusion::prelude::{col, lit};

use merge::{COLUMNS, KEY_COLUMNS, Merge};
use plan::ExposuresExec;

/// Exposures of events.
#[derive(Debug)]
pub(crate) struct Exposures {
    /// Slices: the columns of [`COLUMNS`].
    slices: LogicalPlan,
    schema: SchemaRef,
}

impl Exposures {
    /// Exposures of these events, as columns of what the SQL makes of others.
    ///
    /// # Errors
    /// The SQL has columns that are unknown here.
    pub(crate) fn try_new(events: &DataFrame, sql: &Schema) -> Result<Self> {
        let columns: Vec<Expr> = COLUMNS.iter().map(|(name, _)| col(*name)).collect();
        let slices = events.clone().filter(col("event_type").eq(lit("exposure")))?.select(columns)?;
        let Some(schema) = merge::schema(slices.schema().as_arrow(), sql) else {
            return plan_err!("exposures.sql has columns that its stream has not: {:?}", sql.fields());
        };
        Ok(Self { slices: slices.into_optimized_plan()?, schema })
    }
}

#[async_trait]
impl TableProvider for Exposures {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    fn table_type(&self) -> TableType {
        TableType::View
    }

    /// What is asked of the columns that make slices one exposure can be asked of the slices.
    fn supports_filters_pushdown(&self, filters: &[&Expr]) -> Result<Vec<TableProviderFilterPushDown>> {
        let is_of_key =
            |column: &&Column| COLUMNS[..KEY_COLUMNS].iter().any(|(name, _)| *name == column.name);
        let support = |filter: &&Expr| {
            if filter.column_refs().iter().all(is_of_key) {
                TableProviderFilterPushDown::Exact
            } else {
                TableProviderFilterPushDown::Unsupported
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
        let merge = Merge::new(&self.schema, projection);
        let slices = merge.needed(&self.slices, filters)?;
        let input = state.create_physical_plan(&slices).await?;
        Ok(Arc::new(ExposuresExec::new(input, merge)))
    }
}
