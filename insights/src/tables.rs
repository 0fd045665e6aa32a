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
use crate::sql::{self, EVENTS, Step};
use crate::table::EventFiles;

const UNIQUE_EVENTS: &str = "unique_events";
const EXPOSURES: &str = "exposures";

/// Registers `events` and every view of [`sql::STEPS`], over the rows that meet the condition.
pub(crate) async fn register(
    session: &SessionContext,
    split: &Split,
    condition: Option<&Expr>,
) -> Result<()> {
    let whole = events(session, &split.whole, condition)?;
    let mixed = events(session, &split.mixed, condition)?;
    let [unique_events, exposures] = apart(session, mixed.clone()).await?;
    let once = whole.clone().with_column("copy", lit(1_u64))?;
    let passing = session.read_table(Arc::new(Exposures::try_new(&whole, exposures.schema().as_arrow())?))?;
    replace(session, EVENTS, whole.clone().union(mixed)?)?;
    for step in &sql::STEPS {
        let table = match step.name {
            UNIQUE_EVENTS => together(split, once.clone(), unique_events.clone())?,
            EXPOSURES => together(split, passing.clone(), exposures.clone())?,
            _ => session.sql(step.text).await?,
        };
        replace(session, step.name, table)?;
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

/// What SQL makes of some events alone.
async fn apart(session: &SessionContext, events: DataFrame) -> Result<[DataFrame; 2]> {
    replace(session, EVENTS, events)?;
    let unique_events = session.sql(text(UNIQUE_EVENTS)).await?;
    replace(session, UNIQUE_EVENTS, unique_events.clone())?;
    let exposures = session.sql(text(EXPOSURES)).await?;
    Ok([unique_events, exposures])
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

fn text(name: &str) -> &'static str {
    let step = sql::STEPS.iter().find(|step: &&Step| step.name == name);
    step.expect("the views named here are among the steps").text
}
