//! What stands under the views: `events`, and two that the engine need not run as SQL over all rows.
//!
//! `unique_events` and `exposures` are defined by their SQL. Over rows of which each event is known to be there once,
//! with a visit's rows together, both can be had in passing; so SQL runs over the other rows only, and both parts are
//! put together. A test holds the two ways against each other.

use std::sync::Arc;

use datafusion::catalog::TableProvider;
use datafusion::common::Result;
use datafusion::dataframe::DataFrame;
use datafusion::datasource::empty::EmptyTable;
use datafusion::logical_expr::Expr;
use datafusion::prelude::{SessionContext, lit};

use crate::exposures::Exposures;
use crate::schema;
use crate::split::{Part, Split};
use crate::sql::{EVENTS, Step, UNIQUE_EVENTS};
use crate::table::EventFiles;

const EXPOSURES: &str = "exposures";

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
    replace(session, UNIQUE_EVENTS.name, unique_events.clone())?;
    let mut exposures = None;
    if let Some(step) = steps.iter().find(|step| step.name == EXPOSURES) {
        exposures = Some(passing(session, split, &whole, session.sql(step.text).await?)?);
    }
    replace(session, EVENTS, whole.clone().union(mixed)?)?;
    let once = whole.with_column("copy", lit(1_u64))?;
    replace(session, UNIQUE_EVENTS.name, together(split, once, unique_events)?)?;
    for step in steps {
        let table = match exposures.take_if(|_| step.name == EXPOSURES) {
            Some(exposures) => exposures,
            None => session.sql(step.text).await?,
        };
        replace(session, step.name, table)?;
    }
    Ok(())
}

/// The exposures of whole visits in passing, and those that SQL makes of the others.
fn passing(
    session: &SessionContext,
    split: &Split,
    whole: &DataFrame,
    mixed: DataFrame,
) -> Result<DataFrame> {
    let exposures = Exposures::try_new(whole, mixed.schema().as_arrow())?;
    together(split, session.read_table(Arc::new(exposures))?, mixed)
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
fn together(split: &Split, whole: DataFrame, mixed: DataFrame) -> Result<DataFrame> {
    match (split.whole.is_empty(), split.mixed.is_empty()) {
        (true, _) => Ok(mixed),
        (false, true) => Ok(whole),
        (false, false) => whole.union(mixed),
    }
}

fn replace(session: &SessionContext, name: &str, table: DataFrame) -> Result<()> {
    session.deregister_table(name)?;
    session.register_table(name, table.into_view())?;
    Ok(())
}
