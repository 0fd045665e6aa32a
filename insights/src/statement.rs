//! A view as one statement, for engines that have no views of ours: Athena, and whatever else reads the same files.

use std::fmt::Write as _;

use crate::sql;
use crate::view::View;

/// The view's answer over all of the table `events`, as one SELECT: what the views of `sql/` say, each as a common table
/// expression, in the dialect they are written in.
#[must_use]
pub fn statement(view: View) -> String {
    let mut text = String::from("WITH");
    for (place, step) in sql::STEPS.iter().enumerate() {
        let comma = if place > 0 { "," } else { "" };
        write!(text, "{comma} {} AS (\n{}\n)", step.name, step.text)
            .expect("writing to a String does not fail");
    }
    write!(text, "\nSELECT * FROM (\n{}\n) AS answer", sql::answer(view)).expect("as above");
    text
}
