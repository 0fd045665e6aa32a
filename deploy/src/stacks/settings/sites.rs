//! The sites, as `--site` has them.

use crate::Wrong;

/// A site's key, and the origins of its pages where they were given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// What pages call themselves.
    pub key: String,
    /// Origins with commas between them. Where none are given: the menu's site, where that is made, or else any.
    pub origins: Option<String>,
}

/// Reads them; several may be in one, with semicolons between, as `LINGER_SITE` has them.
pub(super) fn read(given: &[String], wrong: &mut Vec<Wrong>) -> Vec<Site> {
    let mut sites: Vec<Site> = Vec::new();
    for text in given.iter().flat_map(|text| text.split(';')).map(str::trim) {
        let site = match text.split_once('=') {
            Some((key, origins)) => Site { key: key.to_owned(), origins: Some(origins.to_owned()) },
            None => Site { key: text.to_owned(), origins: None },
        };
        if site.key.is_empty() {
            wrong.push(Wrong::new(
                "--site",
                format!("`{text}` has no key; give one such as bistro=https://menu.example"),
            ));
        } else if sites.iter().any(|known| known.key == site.key) {
            wrong.push(Wrong::new(
                "--site",
                format!("`{}` is given twice; put its origins together, with commas between them", site.key),
            ));
        } else {
            sites.push(site);
        }
    }
    sites
}
