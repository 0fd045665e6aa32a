//! What is asked: a view, over which events, and what that view alone wants to know. Parsed once, with every problem
//! collected.

use crate::filter::Filter;
use crate::parameter::{EVENT, FilterProblem, MENU_A, MENU_B, PARAMETERS, Parameter, UTC_OFFSET};
use crate::view::View;

/// Furthest from UTC, in minutes: Kiribati is 14 hours ahead (tz database, Pacific/Kiritimati); as far behind for
/// symmetry.
const UTC_OFFSET_MINUTES_MAX: i64 = 14 * 60;

/// The event by which a guest orders, where the page calls it nothing else: `track("order", …)` in the documents.
const DEFAULT_EVENT: &str = "order";

/// A question to the lake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The view.
    pub view: View,
    /// The events it is over.
    pub filter: Filter,
    /// What single views ask for.
    pub details: Details,
}

/// What single views ask for beside the filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// Local time less UTC in minutes, for the views of days and hours; 0 by default.
    pub utc_offset_minutes: i64,
    /// The page's own event, for funnel and matrix; `order` by default.
    pub event: String,
    /// The version of the menu to start from, for compare.
    pub menu_a: Option<String>,
    /// The version to hold against it.
    pub menu_b: Option<String>,
}

impl Default for Details {
    fn default() -> Self {
        Self { utc_offset_minutes: 0, event: DEFAULT_EVENT.to_owned(), menu_a: None, menu_b: None }
    }
}

impl Question {
    /// The view over these events, with the defaults of all else. Compare then has nothing to compare and no rows.
    #[must_use]
    pub fn new(view: View, filter: Filter) -> Self {
        Self { view, filter, details: Details::default() }
    }

    /// Parses names and values, as of a query string.
    ///
    /// # Errors
    /// Every problem there is: those of [`Filter::from_pairs`], parameters of other views, values that do not fit,
    /// and for compare a version that is missing or both the same.
    pub fn from_pairs<'a>(
        view: View,
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, Vec<FilterProblem>> {
        let own = |name: &str| !is_filter(view, name);
        let (own, common): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|(name, _)| own(name));
        let mut reading =
            Reading { view, details: Details::default(), seen: Vec::new(), problems: Vec::new() };
        for (name, value) in own {
            reading.take(name, value);
        }
        let filter = Filter::from_pairs(common);
        match (filter, reading.finish()) {
            (Ok(filter), Ok(details)) => Ok(Self { view, filter, details }),
            (filter, details) => Err(details.err().into_iter().chain(filter.err()).flatten().collect()),
        }
    }
}

/// Compare chooses the versions of the menu itself.
fn is_filter(view: View, name: &str) -> bool {
    let is_compare = view == View::Compare;
    !(is_compare && name == "menu") && PARAMETERS.iter().any(|parameter| parameter.name == name)
}

/// All parameters of a view, its own first.
pub(crate) fn parameters(view: View) -> Vec<Parameter> {
    let common = PARAMETERS.into_iter().filter(|parameter| is_filter(view, parameter.name));
    view.parameters().iter().copied().chain(common).collect()
}

struct Reading {
    view: View,
    details: Details,
    seen: Vec<String>,
    problems: Vec<FilterProblem>,
}

impl Reading {
    fn take(&mut self, name: &str, value: &str) {
        if self.seen.iter().any(|seen| seen == name) {
            return self.problems.push(FilterProblem::given_twice(name));
        }
        self.seen.push(name.to_owned());
        let known = self.view.parameters().iter().find(|parameter| parameter.name == name);
        match known {
            None => self.problems.push(self.foreign(name)),
            Some(_) if value.is_empty() => {}
            Some(known) if *known == UTC_OFFSET => self.utc_offset(value),
            Some(known) if *known == EVENT => value.clone_into(&mut self.details.event),
            Some(known) if *known == MENU_A => self.details.menu_a = Some(value.to_owned()),
            Some(_) => self.details.menu_b = Some(value.to_owned()),
        }
    }

    /// A name that this view does not take.
    fn foreign(&self, name: &str) -> FilterProblem {
        if self.view == View::Compare && name == "menu" {
            return FilterProblem::new(name, "compare takes two versions; give them as menu_a and menu_b");
        }
        let takes = |view: &View| view.parameters().iter().any(|parameter| parameter.name == name);
        let others: Vec<&str> = View::ALL.into_iter().filter(takes).map(View::name).collect();
        if others.is_empty() {
            return FilterProblem::unknown(name, &parameters(self.view));
        }
        let view = self.view.name();
        FilterProblem::new(
            name,
            format!("{view} does not take it; leave it out, or ask {}", others.join(" or ")),
        )
    }

    fn utc_offset(&mut self, value: &str) {
        let minutes = value.parse().ok().filter(|minutes: &i64| minutes.abs() <= UTC_OFFSET_MINUTES_MAX);
        match minutes {
            Some(minutes) => self.details.utc_offset_minutes = minutes,
            None => self.problems.push(FilterProblem::new(
                UTC_OFFSET.name,
                format!(
                    "`{value}` is no offset; give minutes from -{UTC_OFFSET_MINUTES_MAX} to {UTC_OFFSET_MINUTES_MAX} \
                     (540 in Seoul)"
                ),
            )),
        }
    }

    fn finish(mut self) -> Result<Details, Vec<FilterProblem>> {
        if self.view == View::Compare {
            self.versions();
        }
        if self.problems.is_empty() { Ok(self.details) } else { Err(self.problems) }
    }

    fn versions(&mut self) {
        let Details { menu_a, menu_b, .. } = &self.details;
        let missing = [(MENU_A, menu_a), (MENU_B, menu_b)].into_iter().filter(|(_, given)| given.is_none());
        let detail = "compare needs it; give a version of the menu (the view menus lists them)";
        self.problems.extend(missing.map(|(parameter, _)| FilterProblem::new(parameter.name, detail)));
        if menu_a.is_some() && menu_a == menu_b {
            let detail = "is the same as menu_a; give another version";
            self.problems.push(FilterProblem::new(MENU_B.name, detail));
        }
    }
}
