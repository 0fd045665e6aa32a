//! What stands under the views: `events`, and `unique_events`, which the engine need not run as SQL over all rows.
//!
//! `unique_events` is defined by its SQL. Rows of which each event is known to be there once are taken as they are; SQL
//! runs over the other rows only, and both parts are put together. A test holds the two ways against each other.

use std::sync::Arc;

use datafusion::catalog::TableProvider;
use datafusion::common::Result;
use datafusion::dataframe::DataFrame;
use datafusion::datasource::empty::EmptyTable;
use datafusion::logical_expr::Expr;
use datafusion::prelude::{SessionContext, lit};

use crate::schema;
use crate::split::{Part, Split};
use crate::sql::{EVENTS, Step, UNIQUE_EVENTS};
use crate::table::EventFiles;
use crate::visits::UniqueEvents;

/// Registers `events`, `unique_events` and these steps, over the rows that meet the condition.
pub(crate) async fn register(
    session: &SessionContext,
    split: &Split,
    condition: Option<&Expr>,
    steps: &[Step],
) -> Result<()> {
    let whole = events(session, &split.whole, condition)?;
    let mixed = events(session, &split.mixed, condition)?;
    replace(session, EVENTS, mixed.clone())?;
    let unique_events = session.sql(UNIQUE_EVENTS.text).await?;
    replace(session, EVENTS, whole.clone().union(mixed)?)?;
    let once = whole.with_column("copy", lit(1_u64))?;
    replace(session, UNIQUE_EVENTS.name, together(session, split, once, unique_events)?)?;
    for step in steps {
        replace(session, step.name, session.sql(step.text).await?)?;
    }
    Ok(())
}

fn events(session: &SessionContext, parts: &[Part], condition: Option<&Expr>) -> Result<DataFrame> {
    let table: Arc<dyn TableProvider> = if parts.is_empty() {
        Arc::new(EmptyTable::new(schema::schema()))
    } else {
        Arc::new(EventFiles::try_new(parts)?)
    };
    let events = session.read_table(table)?;
    condition.map_or(Ok(events.clone()), |condition| events.filter(condition.clone()))
}

/// An empty part would be planned and run.
fn together(
    session: &SessionContext,
    split: &Split,
    whole: DataFrame,
    mixed: DataFrame,
) -> Result<DataFrame> {
    if split.whole.is_empty() {
        return Ok(mixed);
    }
    let mixed = (!split.mixed.is_empty()).then_some(mixed);
    session.read_table(Arc::new(UniqueEvents::try_new(whole, mixed)?))
}

fn replace(session: &SessionContext, name: &str, table: DataFrame) -> Result<()> {
    session.deregister_table(name)?;
    session.register_table(name, table.into_view())?;
    Ok(())
}
