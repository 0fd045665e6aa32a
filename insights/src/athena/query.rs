//! A question as one statement over `all_events`, as a person would keep it in Athena.

use super::{ALL_EVENTS, meaning, without_comments};
use crate::sql::{self, EVENTS, FILES, PARAMETERS, Step};
use crate::view::View;

/// A view as a query that needs no view but `all_events`, with the days and what else can be asked for in its first
/// lines.
#[must_use]
pub fn query(view: View) -> String {
    let about = meaning(sql::answer(view));
    let hint = "The days are UTC's days of arrival; '2026-11-01' AND '2026-11-30' would do as well.";
    let days = "dt BETWEEN CAST(CAST(date_add('day', -30, current_date) AS DATE) AS VARCHAR)\n  \
                AND CAST(current_date AS VARCHAR)";
    let bots = if view == View::Quality { "" } else { "\n  AND NOT coalesce(bot, FALSE)" };
    let mut tables = vec![table(EVENTS, &format!("SELECT * FROM {}\nWHERE {days}{bots}", ALL_EVENTS.name))];
    tables.extend(parameters(view));
    if view == View::Quality {
        let files = "SELECT count(DISTINCT \"$path\") AS files, 0 AS files_left_out FROM batches";
        tables.push(table(FILES, &format!("{files}\nWHERE {days}")));
    }
    format!("-- {about}\n-- {hint}\n{}", over(tables, view))
}

/// A view's answer over these tables: all else that it reads from as common table expressions too, then its own SELECT,
/// so that its order is the answer's.
pub(super) fn over(mut tables: Vec<String>, view: View) -> String {
    let steps = [&sql::UNIQUE_EVENTS].into_iter().chain(sql::steps(view));
    tables.extend(steps.map(|Step { name, text }| table(name, &without_comments(text))));
    let answer = without_comments(sql::answer(view));
    let (between, answer) = answer.strip_prefix("WITH ").map_or(("\n", &answer[..]), |rest| (",\n", rest));
    format!("WITH {}{between}{answer}", tables.join(",\n"))
}

pub(super) fn table(name: &str, text: &str) -> String {
    format!("{name} AS (\n{text}\n)")
}

/// What the view asks for, where it asks for anything, as somebody would begin.
fn parameters(view: View) -> Option<String> {
    let columns: Vec<String> = view.parameters().iter().map(|known| begin(known.name)).collect();
    (!columns.is_empty()).then(|| table(PARAMETERS, &format!("SELECT {}", columns.join(", "))))
}

fn begin(parameter: &str) -> String {
    let value = match parameter {
        "utc_offset_minutes" => "0",
        "event" => "'order'",
        "menu_a" => "'2026-11'",
        _ => "'2026-12'",
    };
    format!("{value} AS {parameter}")
}
