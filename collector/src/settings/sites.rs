//! Sites: tables in the file, `key=origin,origin;key=*` in variables and flags.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::parse::{Unfit, shown, texts};
use super::value::ANY;
use crate::site::{Origins, Site, SiteError, Sites};

const SITE_KEYS: [&str; 2] = ["key", "origins"];

/// Something wrong, and the place in the file's text at which it is.
pub(super) struct UnfitAt {
    pub(super) at: usize,
    pub(super) unfit: Unfit,
}

/// Reads sites as a variable has them. A key alone takes batches from any origin.
pub(super) fn from_text(text: &str) -> Option<Vec<Site>> {
    let sites = text.split(';').map(str::trim).filter(|site| !site.is_empty()).map(one);
    sites.collect::<Option<Vec<_>>>().filter(|sites| !sites.is_empty())
}

fn one(text: &str) -> Option<Site> {
    let (key, origins) = text.split_once('=').unwrap_or((text, ANY));
    let origins: Vec<String> = origins.split(',').map(|origin| origin.trim().to_owned()).collect();
    let origins = origins_of(origins)?;
    Some(Site { key: key.trim().to_owned(), origins })
}

/// Any origin has to stand alone: beside others it would make them meaningless.
fn origins_of(list: Vec<String>) -> Option<Origins> {
    match list.as_slice() {
        [any] if any == ANY => Some(Origins::Any),
        list if list.iter().any(|origin| origin == ANY) => None,
        _ => Some(Origins::Listed(list)),
    }
}

/// What is wrong with sites that could be read.
pub(super) fn faults(sites: &[Site]) -> Vec<Unfit> {
    let errors = Sites::try_new(sites.to_vec()).err().unwrap_or_default();
    errors.iter().map(unfit).collect()
}

/// Errors of sites say what is wrong, and after a semicolon what to do.
fn unfit(error: &SiteError) -> Unfit {
    let text = error.to_string();
    let (found, allowed) = text.rsplit_once("; ").unwrap_or((&text, "see docs/configuration.md"));
    Unfit { found: found.to_owned(), allowed: allowed.to_owned() }
}

/// Reads `[[site]]`. All sites are read before any is given up, as each may have problems of its own; one with wrong
/// origins is kept with any, so that its key is looked at too.
pub(super) fn from_toml(value: &Spanned<DeValue<'_>>) -> (Vec<Site>, Vec<UnfitAt>) {
    let mut reading = Reading::default();
    let tables = value.get_ref().as_array().map(|list| list.iter().map(table).collect::<Option<Vec<_>>>());
    let Some(tables) = tables.flatten() else {
        reading.problem(
            value.span().start,
            format!("`site` is {}", shown(value.get_ref())),
            "write each site as [[site]]",
        );
        return (Vec::new(), reading.problems);
    };
    let sites = tables.iter().enumerate().filter_map(|(index, site)| reading.site(index + 1, site));
    let sites = sites.collect();
    (sites, reading.problems)
}

/// A table and where it begins.
type Placed<'a> = (usize, &'a DeTable<'a>);

fn table<'a>(value: &'a Spanned<DeValue<'a>>) -> Option<Placed<'a>> {
    Some((value.span().start, value.get_ref().as_table()?))
}

#[derive(Default)]
struct Reading {
    problems: Vec<UnfitAt>,
}

impl Reading {
    fn site(&mut self, number: usize, (at, table): &Placed<'_>) -> Option<Site> {
        let name = format!("[[site]] number {number}");
        self.refuse_unknown(&name, table);
        for missing in SITE_KEYS.iter().filter(|key| !table.contains_key(**key)) {
            self.problem(*at, format!("{name}: `{missing}` is missing"), "give both `key` and `origins`");
        }
        let key = table.get("key").map(|key| self.key(&name, key));
        let origins = table.get("origins").and_then(|origins| self.origins(&name, origins));
        Some(Site { key: key??, origins: origins.unwrap_or(Origins::Any) })
    }

    fn key(&mut self, name: &str, key: &Spanned<DeValue<'_>>) -> Option<String> {
        let text = key.get_ref().as_str().map(str::to_owned);
        if text.is_none() {
            let found = format!("{name}: `key` is {}", shown(key.get_ref()));
            self.problem(key.span().start, found, "give a text in quotes");
        }
        text
    }

    fn origins(&mut self, name: &str, origins: &Spanned<DeValue<'_>>) -> Option<Origins> {
        let read = origins.get_ref().as_array().and_then(texts).and_then(origins_of);
        if read.is_none() {
            let found = format!("{name}: `origins` is {}", shown(origins.get_ref()));
            let allowed = "give [\"*\"] for any, or a list of texts such as [\"https://menu.example\"]";
            self.problem(origins.span().start, found, allowed);
        }
        read
    }

    fn refuse_unknown(&mut self, name: &str, table: &DeTable<'_>) {
        for key in table.keys().filter(|key| !SITE_KEYS.contains(&key.get_ref().as_ref())) {
            let found = format!("{name}: there is no key `{}`", key.get_ref());
            self.problem(key.span().start, found, "the keys are key, origins");
        }
    }

    fn problem(&mut self, at: usize, found: String, allowed: &str) {
        self.problems.push(UnfitAt { at, unfit: Unfit { found, allowed: allowed.to_owned() } });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variable_holds_several_sites_and_a_key_alone_is_open() {
        let sites = from_text("bistro=https://a.example, http://localhost:5173; demo").expect("two sites");
        let listed = ["https://a.example", "http://localhost:5173"].map(str::to_owned).to_vec();
        assert_eq!(
            sites,
            [
                Site { key: "bistro".to_owned(), origins: Origins::Listed(listed) },
                Site { key: "demo".to_owned(), origins: Origins::Any },
            ]
        );
        assert_eq!(from_text("a=*,https://a.example"), None);
        assert_eq!(from_text(" ; "), None);
    }
}
