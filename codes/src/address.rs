//! The menu's address, with a table in it as the SDK reads it.

use url::Url;
use url::form_urlencoded::byte_serialize;

use crate::problem::Problem;

/// The parameter that the SDK takes the table from (`sdk/src/shell/visits.js`).
const PARAMETER: &str = "table";

/// An address that phones open as a page.
pub(crate) struct MenuAddress(Url);

impl MenuAddress {
    /// Fails with all that is wrong with it.
    pub(crate) fn try_new(text: &str) -> Result<Self, Vec<Problem>> {
        if text.chars().any(|character| character.is_control() || character.is_whitespace()) {
            return Err(vec![Problem::AddressBlank(text.to_owned())]);
        }
        let unreadable = |error: url::ParseError| {
            let (address, reason) = (text.to_owned(), error.to_string());
            vec![Problem::AddressUnreadable { address, reason }]
        };
        let url = Url::parse(text).map_err(unreadable)?;
        let problems = problems(&url);
        if problems.is_empty() { Ok(Self(url)) } else { Err(problems) }
    }

    /// Where guests are led, as they read it under the code.
    pub(crate) fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// What the table's code says. What the address has before and after stays as it is.
    pub(crate) fn of_table(&self, table: &str) -> String {
        let pair = format!("{PARAMETER}={}", byte_serialize(table.as_bytes()).collect::<String>());
        let query = match self.0.query() {
            None | Some("") => pair,
            Some(query) => format!("{query}&{pair}"),
        };
        let mut url = self.0.clone();
        url.set_query(Some(&query));
        url.into()
    }
}

fn problems(url: &Url) -> Vec<Problem> {
    let mut problems = Vec::new();
    if !["http", "https"].contains(&url.scheme()) {
        problems.push(Problem::AddressScheme(url.scheme().to_owned()));
    }
    if !url.username().is_empty() || url.password().is_some() {
        problems.push(Problem::AddressSecret);
    }
    if let Some((_, table)) = url.query_pairs().find(|(name, _)| name == PARAMETER) {
        problems.push(Problem::AddressTable(table.into_owned()));
    }
    problems
}
