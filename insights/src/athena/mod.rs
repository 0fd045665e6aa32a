//! The views as Athena has them: the same SQL, over views that make of the lake's batches what the engine here is
//! given, and the type of each column, which the Glue catalogue wants declared.

mod column;
mod query;

use std::sync::Arc;

use arrow::datatypes::{DataType, Field, Schema};
use datafusion::catalog::TableProvider;
use datafusion::common::{Result, plan_err};
use datafusion::datasource::empty::EmptyTable;
use datafusion::prelude::SessionContext;
use linger_wire::row::{COLUMNS, PARTITION};

use crate::json;
use crate::sql::{self, EVENTS, FILES, PARAMETERS, Step};
use crate::view::View;

pub use column::{Column, SqlType};
pub use query::query;

/// What the Glue table of batches becomes, and all others read.
const ALL_EVENTS: Step = Step { name: "all_events", text: include_str!("../../athena/all_events.sql") };

/// What the engine here makes from a question. Their texts have places for it, as CloudFormation names them:
/// `${Days}`, `${UtcOffsetMinutes}`, `${OrderEvent}`, `${MenuA}`, `${MenuB}`.
const GIVEN: [Step; 4] = [
    Step { name: EVENTS_WITH_BOTS, text: include_str!("../../athena/events_with_bots.sql") },
    Step { name: EVENTS, text: include_str!("../../athena/events.sql") },
    Step { name: PARAMETERS, text: include_str!("../../athena/parameters.sql") },
    Step { name: FILES, text: include_str!("../../athena/files.sql") },
];

/// What `events` is made from, and what the view of quality reads.
const EVENTS_WITH_BOTS: &str = "events_with_bots";

/// A view of Athena's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// Its name.
    pub name: &'static str,
    /// What it says, in a sentence.
    pub meaning: String,
    /// Its SELECT, without comments.
    pub text: String,
    /// Its columns, in order.
    pub columns: Vec<Column>,
}

/// Every view, each after those it reads from.
///
/// # Errors
/// If a text of `sql/` cannot be planned, or has a column of a type that Athena is not told of.
pub async fn relations() -> Result<Vec<Relation>> {
    let session = SessionContext::new();
    session.register_udf(json::extract_scalar());
    let mut relations = Vec::new();
    for step in [ALL_EVENTS].into_iter().chain(GIVEN) {
        let columns = given(step.name);
        session.register_table(step.name, empty(&columns))?;
        relations.push(relation(&step, step.text, columns));
    }
    for step in &sql::ALL_STEPS {
        let columns = columns(&session, step.text).await?;
        session.register_table(step.name, session.sql(step.text).await?.into_view())?;
        relations.push(relation(step, step.text, columns));
    }
    for view in View::ALL {
        let step = Step { name: view.name(), text: sql::answer(view) };
        let columns = columns(&session, step.text).await?;
        relations.push(relation(&step, &answer(view), columns));
    }
    Ok(relations)
}

/// The view of quality tells of bots too, so it reads other events than the rest.
fn answer(view: View) -> String {
    match view {
        View::Quality => {
            query::over(vec![query::table(EVENTS, &format!("SELECT * FROM {EVENTS_WITH_BOTS}"))], view)
        }
        _ => sql::answer(view).to_owned(),
    }
}

fn relation(step: &Step, text: &str, columns: Vec<Column>) -> Relation {
    Relation { name: step.name, meaning: meaning(step.text), text: without_comments(text), columns }
}

/// The first sentence of the comment that a text begins with.
fn meaning(text: &str) -> String {
    let comment: Vec<&str> = text.lines().map_while(|line| line.strip_prefix("--")).map(str::trim).collect();
    let comment = comment.join(" ");
    comment.split_once(". ").map_or(comment.clone(), |(first, _)| format!("{first}."))
}

fn without_comments(text: &str) -> String {
    text.lines().filter(|line| !line.trim_start().starts_with("--")).collect::<Vec<_>>().join("\n")
}

/// The columns of what is not planned here: `sql/` knows them by the engine's own making.
fn given(name: &str) -> Vec<Column> {
    let column = |name: &str, sql_type| Column { name: name.to_owned(), sql_type };
    match name {
        PARAMETERS => vec![
            column("utc_offset_minutes", SqlType::Bigint),
            column("event", SqlType::Varchar),
            column("menu_a", SqlType::Varchar),
            column("menu_b", SqlType::Varchar),
        ],
        FILES => vec![column("files", SqlType::Bigint), column("files_left_out", SqlType::Bigint)],
        _ => {
            let columns = COLUMNS.iter().map(|known| column(known.name, known.column_type.into()));
            columns.chain([column(PARTITION, SqlType::Varchar)]).collect()
        }
    }
}

fn empty(columns: &[Column]) -> Arc<dyn TableProvider> {
    let fields = columns.iter().map(|column| Field::new(&column.name, column.sql_type.arrow(), true));
    Arc::new(EmptyTable::new(Arc::new(Schema::new(fields.collect::<Vec<_>>()))))
}

/// Of the plan as it would run: before, a CASE has the type of its first branch.
async fn columns(session: &SessionContext, text: &str) -> Result<Vec<Column>> {
    let plan = session.sql(text).await?.into_optimized_plan()?;
    plan.schema().fields().iter().map(|field| column(field)).collect()
}

/// All integers are declared long, as engines differ in what they make of an expression: Athena takes a shorter one for
/// a longer, and refuses a view whose query's type does not become the declared one.
fn column(field: &Field) -> Result<Column> {
    let sql_type = match field.data_type() {
        DataType::Boolean => SqlType::Boolean,
        DataType::Int32 | DataType::Int64 | DataType::UInt64 => SqlType::Bigint,
        DataType::Float64 => SqlType::Double,
        DataType::Utf8 | DataType::Utf8View | DataType::LargeUtf8 => SqlType::Varchar,
        other => return plan_err!("column {} is {other}, which Athena is not told of", field.name()),
    };
    Ok(Column { name: field.name().clone(), sql_type })
}
