//! Where the menu is, where linger serves it too.

/// The origin of the menu's site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MenuOrigin {
    /// That of its own domain, known beforehand.
    Domain(String),
    /// CloudFront's, known once the site is there. The edge has to know it, and the site the edge's: so the site is made, then
    /// the edge, then the site is told.
    Made,
}

impl MenuOrigin {
    pub(super) fn of(domain: Option<&str>) -> Self {
        match domain.filter(|domain| !domain.is_empty()) {
            Some(domain) => Self::Domain(format!("https://{domain}")),
            None => Self::Made,
        }
    }
}
