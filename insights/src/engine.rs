//! One query: the snapshot's files as `events`, narrowed by the filter, the views over it, the answer's rows out.

use std::sync::Arc;

use arrow::array::RecordBatch;
use datafusion::common::Result;
use datafusion::error::DataFusionError;
use datafusion::execution::runtime_env::{RuntimeEnv, RuntimeEnvBuilder};
use datafusion::logical_expr::Expr;
use datafusion::prelude::{SessionConfig, SessionContext, col, lit};
use tokio::task;

use crate::filter::Filter;
use crate::listing::LakeFile;
use crate::order::Orders;
use crate::split::Split;
use crate::sql;
use crate::tables;
use crate::view::View;

/// Bytes all queries together may hold; sorts beyond it go to temporary files: ours; a small machine's quarter.
const MEMORY_BYTES_MAX: usize = 512 * 1024 * 1024;

/// What the queries share.
#[derive(Debug)]
pub(crate) struct Engine {
    runtime: Arc<RuntimeEnv>,
    orders: Arc<Orders>,
}

impl Engine {
    pub(crate) fn try_new() -> Result<Self> {
        let runtime = RuntimeEnvBuilder::new().with_memory_limit(MEMORY_BYTES_MAX, 1.0).build_arc()?;
        Ok(Self { runtime, orders: Arc::default() })
    }

    /// At most `rows_max` rows of the view's answer, over these files.
    pub(crate) async fn rows(
        &self,
        view: View,
        filter: &Filter,
        files: &[LakeFile],
        rows_max: usize,
    ) -> Result<Vec<RecordBatch>> {
        let session = self.session(filter, files).await?;
        session.sql(sql::answer(view)).await?.limit(0, Some(rows_max))?.collect().await
    }

    async fn session(&self, filter: &Filter, files: &[LakeFile]) -> Result<SessionContext> {
        let session = SessionContext::new_with_config_rt(config(), Arc::clone(&self.runtime));
        let split = self.split(files).await?;
        tables::register(&session, &split, condition(filter).as_ref()).await?;
        Ok(session)
    }

    /// Which rows may be there twice. Reads files that are new.
    async fn split(&self, files: &[LakeFile]) -> Result<Split> {
        let (orders, files) = (Arc::clone(&self.orders), files.to_vec());
        let split = task::spawn_blocking(move || Ok(Split::of(&files, &orders.of(&files)?))).await;
        split.map_err(|error| DataFusionError::External(error.into()))?
    }
}

/// Rows stay in the order and the partition in which their file has them: a visit's lie together.
fn config() -> SessionConfig {
    SessionConfig::new().with_round_robin_repartition(false).with_repartition_file_scans(false)
}

/// The filter as typed values: no text of a request ever becomes SQL.
fn condition(filter: &Filter) -> Option<Expr> {
    let text = |column: &str, value: &Option<String>| {
        value.as_ref().map(|value| col(column).eq(lit(value.as_str())))
    };
    let conditions = [
        text("site", &filter.site),
        text("menu", &filter.menu),
        text("table_id", &filter.table),
        text("lang", &filter.lang),
        filter.from_ms.map(|from_ms| col("occurred_at_ms").gt_eq(lit(from_ms))),
        filter.to_ms.map(|to_ms| col("occurred_at_ms").lt(lit(to_ms))),
    ];
    conditions.into_iter().flatten().reduce(Expr::and)
}
