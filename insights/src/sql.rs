//! The views' texts, as they stand in `sql/`, and the order in which they build on each other.

use crate::view::View;

/// A view that others read from.
pub(crate) struct Step {
    /// The name under which the others read it.
    pub(crate) name: &'static str,
    /// A SELECT.
    pub(crate) text: &'static str,
}

/// The table all views start from.
pub(crate) const EVENTS: &str = "events";

/// What stands between the table `events` and the answers, each reading only from what is before it.
pub(crate) const STEPS: [Step; 4] = [
    Step { name: "unique_events", text: include_str!("../sql/unique_events.sql") },
    Step { name: "exposures", text: include_str!("../sql/exposures.sql") },
    Step { name: "visits", text: include_str!("../sql/visits.sql") },
    Step { name: "targets", text: include_str!("../sql/targets.sql") },
];

/// The SELECT that answers a view.
pub(crate) const fn answer(view: View) -> &'static str {
    match view {
        View::Sections => include_str!("../sql/sections.sql"),
        View::Items => include_str!("../sql/items.sql"),
        View::Summary => include_str!("../sql/summary.sql"),
    }
}
