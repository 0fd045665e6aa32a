//! One query: the snapshot's files as `events`, narrowed by the filter, the views over it, the answer's rows out.

use std::iter;
use std::sync::Arc;

use arrow::array::RecordBatch;
use datafusion::common::{Result, ScalarValue};
use datafusion::error::DataFusionError;
use datafusion::execution::runtime_env::{RuntimeEnv, RuntimeEnvBuilder};
use datafusion::execution::session_state::{SessionState, SessionStateBuilder};
use datafusion::logical_expr::{Expr, LogicalPlanBuilder};
use datafusion::physical_optimizer::PhysicalOptimizerRule;
use datafusion::physical_optimizer::optimizer::PhysicalOptimizer;
use datafusion::prelude::{DataFrame, SessionConfig, SessionContext, col, lit};
use tokio::task;

use crate::filter::{Bots, Device};
use crate::json;
use crate::kept::Asked;
use crate::listing::LakeFile;
use crate::order::Orders;
use crate::question::Question;
use crate::split::Split;
use crate::sql;
use crate::tables;
use crate::visits::WithinVisits;

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

    /// At most `rows_max` rows of the answer.
    pub(crate) async fn rows(&self, asked: &Asked, rows_max: usize) -> Result<Vec<RecordBatch>> {
        let session = self.session(asked).await?;
        let answer = session.sql(sql::answer(asked.question.view)).await?;
        answer.limit(0, Some(rows_max))?.collect().await
    }

    async fn session(&self, asked: &Asked) -> Result<SessionContext> {
        let session = SessionContext::new_with_state(state(Arc::clone(&self.runtime)));
        session.register_udf(json::extract_scalar());
        one_row(&session, sql::PARAMETERS, &parameters(&asked.question))?;
        one_row(&session, sql::FILES, &files(asked))?;
        let split = self.split(&asked.files).await?;
        let steps = sql::steps(asked.question.view);
        tables::register(&session, &split, condition(&asked.question).as_ref(), steps).await?;
        Ok(session)
    }

    /// Which rows may be there twice. Reads files that are new.
    async fn split(&self, files: &[LakeFile]) -> Result<Split> {
        let (orders, files) = (Arc::clone(&self.orders), files.to_vec());
        let split = task::spawn_blocking(move || Ok(Split::of(&files, &orders.of(&files)?))).await;
        split.map_err(|error| DataFusionError::External(error.into()))?
    }
}

/// The engine's own rules, after ours.
fn state(runtime: Arc<RuntimeEnv>) -> SessionState {
    let ours: Arc<dyn PhysicalOptimizerRule + Send + Sync> = Arc::new(WithinVisits);
    let rules = iter::once(ours).chain(PhysicalOptimizer::new().rules).collect();
    let state = SessionStateBuilder::new().with_config(config()).with_runtime_env(runtime);
    state.with_default_features().with_physical_optimizer_rules(rules).build()
}

/// Rows stay in the order and the partition in which their file has them: a visit's lie together.
fn config() -> SessionConfig {
    let mut config =
        SessionConfig::new().with_round_robin_repartition(false).with_repartition_file_scans(false);
    // The lake's files have none, and each would be asked for its own.
    config.options_mut().execution.parquet.bloom_filter_on_read = false;
    config
}

/// A relation of one row. Typed values go in beside the text of the views, which stays the same.
fn one_row(session: &SessionContext, name: &str, values: &[(&str, ScalarValue)]) -> Result<()> {
    let columns = values.iter().map(|(column, value)| lit(value.clone()).alias(*column));
    let plan = LogicalPlanBuilder::empty(true).project(columns)?.build()?;
    let row = DataFrame::new(session.state(), plan).into_view();
    session.register_table(name, row).map(|_| ())
}

fn parameters(question: &Question) -> [(&'static str, ScalarValue); 4] {
    let details = &question.details;
    let text = |value: &Option<String>| ScalarValue::Utf8(value.clone());
    [
        ("utc_offset_minutes", details.utc_offset_minutes.into()),
        ("event", ScalarValue::Utf8(Some(details.event.clone()))),
        ("menu_a", text(&details.menu_a)),
        ("menu_b", text(&details.menu_b)),
    ]
}

fn files(asked: &Asked) -> [(&'static str, ScalarValue); 2] {
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX).into();
    [("files", count(asked.files.len())), ("files_left_out", count(asked.files_left_out))]
}

/// The filter as typed values: no text of a request ever becomes SQL.
fn condition(question: &Question) -> Option<Expr> {
    let filter = &question.filter;
    let text = |column: &str, value: &Option<String>| {
        value.as_ref().map(|value| col(column).eq(lit(value.as_str())))
    };
    let conditions = [
        text("site", &filter.site),
        text("menu", &filter.menu),
        text("table_id", &filter.table),
        text("lang", &filter.lang),
        versions(question),
        filter.device.map(|device: Device| col("device_class").eq(lit(device.name()))),
        bots(filter.bots(question.view)),
        filter.from_ms.map(|from_ms| col("occurred_at_ms").gt_eq(lit(from_ms))),
        filter.to_ms.map(|to_ms| col("occurred_at_ms").lt(lit(to_ms))),
    ];
    conditions.into_iter().flatten().reduce(Expr::and)
}

/// A visit of unknown kind is no bot.
fn bots(bots: Bots) -> Option<Expr> {
    match bots {
        Bots::Without => Some(col("bot").is_not_true()),
        Bots::With => None,
        Bots::Only => Some(col("bot").is_true()),
    }
}

/// Only what is compared is read; the view would leave out the rest later.
fn versions(question: &Question) -> Option<Expr> {
    let (menu_a, menu_b) = (question.details.menu_a.as_ref()?, question.details.menu_b.as_ref()?);
    Some(col("menu").eq(lit(menu_a.as_str())).or(col("menu").eq(lit(menu_b.as_str()))))
}
