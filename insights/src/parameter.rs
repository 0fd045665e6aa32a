//! The parameters' names and meanings, as the API, the documents and the messages give them.

use serde::Serialize;

/// A parameter of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Parameter {
    /// Its name, in addresses and on the command line.
    pub name: &'static str,
    /// What it means.
    pub meaning: &'static str,
}

/// The parameters that every view takes. An empty value is the same as none.
pub const PARAMETERS: [Parameter; 8] = [
    Parameter { name: "site", meaning: "the site's key; all sites if not given" },
    Parameter {
        name: "from",
        meaning: "events from then on: milliseconds since 1970, a date (its start, UTC) or an RFC 3339 time",
    },
    Parameter {
        name: "to",
        meaning: "events before then: milliseconds since 1970, a date (its end, UTC) or an RFC 3339 time",
    },
    Parameter { name: "menu", meaning: "version of the menu" },
    Parameter { name: "table", meaning: "the table whose code was scanned" },
    Parameter { name: "lang", meaning: "language of the page, exactly as it names it" },
    Parameter { name: "device", meaning: "class of device: phone, computer, other or bot" },
    Parameter {
        name: "bots",
        meaning: "visits whose user agent names itself a program: without (default; the view quality and device=bot \
                  have with), with or only",
    },
];

pub(crate) const UTC_OFFSET: Parameter = Parameter {
    name: "utc_offset_minutes",
    meaning: "local time less UTC, -840 to 840 minutes; 0 if not given (540 in Seoul)",
};
pub(crate) const EVENT: Parameter = Parameter {
    name: "event",
    meaning: "name of the page's own event, such as a call to the waiter; order if not given",
};
pub(crate) const MENU_A: Parameter =
    Parameter { name: "menu_a", meaning: "the version of the menu to start from; has to be given" };
pub(crate) const MENU_B: Parameter =
    Parameter { name: "menu_b", meaning: "the version to hold against it; has to be given, and another" };

/// Something wrong with one parameter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{parameter}: {detail}")]
pub struct FilterProblem {
    /// The parameter's name as it was given.
    pub parameter: String,
    /// What is wrong and what would be right.
    pub detail: String,
}

impl FilterProblem {
    pub(crate) fn new(parameter: &str, detail: impl Into<String>) -> Self {
        Self { parameter: parameter.to_owned(), detail: detail.into() }
    }

    pub(crate) fn given_twice(parameter: &str) -> Self {
        Self::new(parameter, "given more than once; give it once")
    }

    pub(crate) fn unknown(parameter: &str, known: &[Parameter]) -> Self {
        let names: Vec<&str> = known.iter().map(|parameter| parameter.name).collect();
        let known = names.join(", ");
        Self::new(parameter, format!("there is no such parameter; the parameters are {known}"))
    }
}
