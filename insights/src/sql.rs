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

/// One row: what single views ask for. No text of a request ever becomes SQL.
pub(crate) const PARAMETERS: &str = "parameters";

/// One row: how many files were read, and how many could not be.
pub(crate) const FILES: &str = "files";

/// The first step: each event once.
pub(crate) const UNIQUE_EVENTS: Step =
    Step { name: "unique_events", text: include_str!("../sql/unique_events.sql") };

const EXPOSURES: Step = Step { name: "exposures", text: include_str!("../sql/exposures.sql") };
const VISITS: Step = Step { name: "visits", text: include_str!("../sql/visits.sql") };
const VISIT_TARGETS: Step = Step { name: "visit_targets", text: include_str!("../sql/visit_targets.sql") };
const VISIT_TOTALS: Step = Step { name: "visit_totals", text: include_str!("../sql/visit_totals.sql") };
const TARGETS: Step = Step { name: "targets", text: include_str!("../sql/targets.sql") };
const BREAKDOWNS: Step = Step { name: "breakdowns", text: include_str!("../sql/breakdowns.sql") };
const LOCAL_VISITS: Step = Step { name: "local_visits", text: include_str!("../sql/local_visits.sql") };

/// All of them, each after those it reads from.
pub(crate) const ALL_STEPS: [Step; 8] =
    [UNIQUE_EVENTS, EXPOSURES, VISITS, VISIT_TARGETS, VISIT_TOTALS, TARGETS, BREAKDOWNS, LOCAL_VISITS];

/// What stands between `unique_events` and the answer, each reading only from what is before it. No more than the
/// answer needs, as each takes its time to be planned.
pub(crate) const fn steps(view: View) -> &'static [Step] {
    match view {
        View::Sections | View::Items => &[EXPOSURES, VISITS, VISIT_TARGETS, TARGETS],
        View::Zones => &[EXPOSURES, VISITS, VISIT_TARGETS],
        View::SectionItems | View::Paths => &[EXPOSURES],
        View::Summary | View::Funnel => &[VISITS, VISIT_TOTALS],
        View::Menus | View::Tables | View::Languages | View::Devices => &[VISITS, VISIT_TOTALS, BREAKDOWNS],
        View::Times | View::Days => &[VISITS, VISIT_TOTALS, LOCAL_VISITS],
        View::Quality | View::Compare => &[VISITS],
        View::Matrix => &[],
    }
}

/// The SELECT that answers a view.
pub(crate) const fn answer(view: View) -> &'static str {
    match view {
        View::Sections => include_str!("../sql/sections.sql"),
        View::Items => include_str!("../sql/items.sql"),
        View::Summary => include_str!("../sql/summary.sql"),
        View::SectionItems => include_str!("../sql/section_items.sql"),
        View::Paths => include_str!("../sql/paths.sql"),
        View::Menus => include_str!("../sql/menus.sql"),
        View::Tables => include_str!("../sql/tables.sql"),
        View::Languages => include_str!("../sql/languages.sql"),
        View::Devices => include_str!("../sql/devices.sql"),
        View::Times => include_str!("../sql/times.sql"),
        View::Days => include_str!("../sql/days.sql"),
        View::Funnel => include_str!("../sql/funnel.sql"),
        View::Matrix => include_str!("../sql/matrix.sql"),
        View::Zones => include_str!("../sql/zones.sql"),
        View::Quality => include_str!("../sql/quality.sql"),
        View::Compare => include_str!("../sql/compare.sql"),
    }
}
