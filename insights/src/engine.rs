//! One query: the snapshot's files as `events`, narrowed by the filter, the views over it, the answer's rows out.

use std::sync::Arc;

use arrow::array::RecordBatch;
use datafusion::catalog::TableProvider;
use datafusion::common::Result;
use datafusion::datasource::empty::EmptyTable;
use datafusion::execution::runtime_env::{RuntimeEnv, RuntimeEnvBuilder};
use datafusion::logical_expr::Expr;
use datafusion::prelude::{SessionConfig, SessionContext, col, lit};

use crate::filter::Filter;
use crate::listing::LakeFile;
use crate::schema;
use crate::sql;
use crate::table::EventFiles;
use crate::view::View;

/// Bytes all queries together may hold; sorts beyond it go to temporary files: ours; a small machine's quarter.
const MEMORY_BYTES_MAX: usize = 512 * 1024 * 1024;

/// What the queries share.
#[derive(Debug)]
pub(crate) struct Engine {
    runtime: Arc<RuntimeEnv>,
}

impl Engine {
    pub(crate) fn try_new() -> Result<Self> {
        let runtime = RuntimeEnvBuilder::new().with_memory_limit(MEMORY_BYTES_MAX, 1.0).build_arc()?;
        Ok(Self { runtime })
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
        let session = SessionContext::new_with_config_rt(SessionConfig::new(), Arc::clone(&self.runtime));
        let mut events = session.read_table(events(files)?)?;
        if let Some(condition) = condition(filter) {
            events = events.filter(condition)?;
        }
        session.register_table(sql::EVENTS, events.into_view())?;
        for step in &sql::STEPS {
            let view = session.sql(step.text).await?.into_view();
            session.register_table(step.name, view)?;
        }
        Ok(session)
    }
}

fn events(files: &[LakeFile]) -> Result<Arc<dyn TableProvider>> {
    Ok(if files.is_empty() {
        Arc::new(EmptyTable::new(schema::schema()))
    } else {
        Arc::new(EventFiles::try_new(files)?)
    })
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
