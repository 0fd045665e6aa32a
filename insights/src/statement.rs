//! A question as one statement, for engines that have no views of ours: Athena, and whatever else reads the same files.

use crate::question::Question;
use crate::sql::{self, Step};

/// The answer to a question as one SELECT over the tables `events` and `files`: what the views of `sql/` say, each as a
/// common table expression, in the dialect they are written in. The question's filter is the tables' business.
#[must_use]
pub fn statement(question: &Question) -> String {
    let steps = [&sql::UNIQUE_EVENTS].into_iter().chain(sql::steps(question.view));
    let steps = steps.map(|Step { name, text }| format!("{name} AS (\n{text}\n)"));
    let tables: Vec<String> = std::iter::once(parameters(question)).chain(steps).collect();
    format!("WITH {}\nSELECT * FROM (\n{}\n) AS answer", tables.join(",\n"), sql::answer(question.view))
}

fn parameters(question: &Question) -> String {
    let details = &question.details;
    let text = |value: Option<&String>| {
        value.map_or_else(
            || "CAST(NULL AS VARCHAR)".to_owned(),
            |value| format!("'{}'", value.replace('\'', "''")),
        )
    };
    let (event, menu_a, menu_b) =
        (text(Some(&details.event)), text(details.menu_a.as_ref()), text(details.menu_b.as_ref()));
    let offset = details.utc_offset_minutes;
    format!(
        "{} AS (SELECT {offset} AS utc_offset_minutes, {event} AS event, {menu_a} AS menu_a, {menu_b} AS menu_b)",
        sql::PARAMETERS
    )
}
