//! The sites whose batches are taken, checked once at the start.

use std::collections::HashMap;

use linger_wire::limits::SITE_BYTES_MAX;

/// A site: a menu, or several that are looked at together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The public key its pages send. It names the site and authenticates nobody.
    pub key: String,
    /// The origins its pages are served from.
    pub origins: Origins,
}

/// From which origins a site's batches are taken. Requests that carry no `Origin` (programs, not pages) are
/// taken always: the list keeps other people's pages out, not people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origins {
    /// From any page. For demonstrations: whoever knows the key can put numbers into the site's figures.
    Any,
    /// From these only, each as browsers write it: `https://menu.example`, `http://localhost:5173`.
    Listed(Vec<String>),
}

impl Origins {
    /// Whether pages of this origin may send.
    #[must_use]
    pub fn allow(&self, origin: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Listed(list) => list.iter().any(|listed| listed == origin),
        }
    }
}

/// What is wrong with a site's settings.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SiteError {
    /// Nothing to collect for.
    #[error("no site is configured; name at least one, with a key and its origins")]
    NoSites,
    /// The key says nothing.
    #[error("a site's key is empty; give it a short name such as \"bistro\"")]
    EmptyKey,
    /// The key does not fit the wire's limit.
    #[error("the site key {key:?} has {} bytes; at most {SITE_BYTES_MAX} are allowed", key.len())]
    LongKey {
        /// The key.
        key: String,
    },
    /// The key holds what no batch may carry.
    #[error("the site key {key:?} holds a control character; remove it")]
    ControlCharacter {
        /// The key.
        key: String,
    },
    /// Two sites share a key.
    #[error("the site key {key:?} occurs twice; every site needs a key of its own")]
    DuplicateKey {
        /// The key.
        key: String,
    },
    /// No page could ever send.
    #[error("the site {key:?} lists no origin; list the pages' origins, or allow any")]
    NoOrigins {
        /// The site's key.
        key: String,
    },
    /// Browsers never write an origin like this, so it would never match.
    #[error(
        "the site {key:?} lists the origin {origin:?}, which no browser sends; write scheme and host in lower \
         case, and a port only where it is not the scheme's own, such as \"https://menu.example\""
    )]
    BadOrigin {
        /// The site's key.
        key: String,
        /// The origin as it was given.
        origin: String,
    },
}

/// All sites, by key.
#[derive(Clone, Debug)]
pub struct Sites(HashMap<String, Site>);

impl Sites {
    /// Checks the sites and keeps them.
    ///
    /// # Errors
    /// All that is wrong with any of them.
    pub fn try_new(sites: Vec<Site>) -> Result<Self, Vec<SiteError>> {
        let mut errors: Vec<SiteError> = sites.iter().flat_map(errors_of).collect();
        if sites.is_empty() {
            errors.push(SiteError::NoSites);
        }
        let mut by_key = HashMap::new();
        for site in sites {
            if let Some(site) = by_key.insert(site.key.clone(), site) {
                errors.push(SiteError::DuplicateKey { key: site.key });
            }
        }
        if errors.is_empty() { Ok(Self(by_key)) } else { Err(errors) }
    }

    /// The site of a key.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<&Site> {
        self.0.get(key)
    }

    /// The keys of all sites, in no order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Whether any site takes batches from pages of this origin.
    #[must_use]
    pub fn any_allows(&self, origin: &str) -> bool {
        self.0.values().any(|site| site.origins.allow(origin))
    }
}

fn errors_of(site: &Site) -> Vec<SiteError> {
    let key = || site.key.clone();
    let mut errors = Vec::new();
    if site.key.is_empty() {
        errors.push(SiteError::EmptyKey);
    }
    if site.key.len() > SITE_BYTES_MAX {
        errors.push(SiteError::LongKey { key: key() });
    }
    if site.key.chars().any(char::is_control) {
        errors.push(SiteError::ControlCharacter { key: key() });
    }
    if let Origins::Listed(list) = &site.origins {
        errors.extend(list.is_empty().then(|| SiteError::NoOrigins { key: key() }));
        let bad = list.iter().filter(|origin| !is_origin(origin));
        errors.extend(bad.map(|origin| SiteError::BadOrigin { key: key(), origin: origin.clone() }));
    }
    errors
}

/// Whether browsers may send this text as `Origin` (HTML standard, "serialization of an origin"): scheme, host,
/// and a port that is not the scheme's own; lower case, no path, not even a slash.
fn is_origin(text: &str) -> bool {
    let (authority, default_port) = match text.split_once("://") {
        Some(("https", authority)) => (authority, ":443"),
        Some(("http", authority)) => (authority, ":80"),
        _ => return false,
    };
    let allowed =
        |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b':' | b'[' | b']');
    !authority.is_empty()
        && authority.bytes().all(allowed)
        && !authority.starts_with(':')
        && !authority.ends_with(default_port)
        && !authority.ends_with(':')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(key: &str, origins: &[&str]) -> Site {
        let origins = origins.iter().map(|&origin| origin.to_owned()).collect();
        Site { key: key.to_owned(), origins: Origins::Listed(origins) }
    }

    #[test]
    fn all_that_is_wrong_is_reported_at_once() {
        let sites = vec![
            listed("a", &["https://menu.example/", "https://menu.example"]),
            listed("a", &["https://Menu.example"]),
            listed("", &[]),
            listed(&"k".repeat(SITE_BYTES_MAX + 1), &["http://localhost:5173"]),
        ];
        let errors = Sites::try_new(sites).unwrap_err();
        let bad = |origin: &str| SiteError::BadOrigin { key: "a".to_owned(), origin: origin.to_owned() };
        assert_eq!(
            errors,
            [
                bad("https://menu.example/"),
                bad("https://Menu.example"),
                SiteError::EmptyKey,
                SiteError::NoOrigins { key: String::new() },
                SiteError::LongKey { key: "k".repeat(SITE_BYTES_MAX + 1) },
                SiteError::DuplicateKey { key: "a".to_owned() },
            ]
        );
    }

    #[test]
    fn no_site_is_an_error() {
        assert_eq!(Sites::try_new(Vec::new()).unwrap_err(), [SiteError::NoSites]);
    }

    #[test]
    fn origins_are_told_from_other_texts() {
        for good in
            ["https://menu.example", "http://localhost:5173", "http://127.0.0.1:8080", "http://[::1]:8080"]
        {
            assert!(is_origin(good), "{good}");
        }
        for bad in
            ["menu.example", "https://", "https://a.example:443", "http://a:80", "https://a/b", "*", "null"]
        {
            assert!(!is_origin(bad), "{bad}");
        }
    }

    #[test]
    fn an_origin_is_allowed_where_it_is_listed_and_anywhere_where_any_is() {
        let any = Site { key: "demo".to_owned(), origins: Origins::Any };
        let listed = listed("bistro", &["https://bistro.example"]);
        assert!(listed.origins.allow("https://bistro.example"));
        assert!(!listed.origins.allow("https://bistro.example.evil"));
        assert!(any.origins.allow("null"));
        let sites = Sites::try_new(vec![listed]).expect("sound");
        assert!(!sites.any_allows("https://other.example"));
        let sites = Sites::try_new(vec![any]).expect("sound");
        assert!(sites.any_allows("https://other.example"));
    }
}
