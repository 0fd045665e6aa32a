//! What a page may set, and what is wrong with it: one set of rules for attributes, options and Rust callers.

use linger_engine::Config;
use linger_wire::limits;

/// Where linger may remember a session between page loads of 30 minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Storage {
    /// Nowhere: every page load is a session of its own. The default.
    #[default]
    None,
    /// In the tab's `sessionStorage`.
    Session,
    /// In the origin's `localStorage`.
    Local,
}

impl Storage {
    /// The names of the choices, as attributes and options spell them.
    pub const NAMES: [&'static str; 3] = ["none", "session", "local"];

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        match name {
            "none" => Some(Self::None),
            "session" => Some(Self::Session),
            "local" => Some(Self::Local),
            _ => None,
        }
    }
}

/// Settings of a page. [`Settings::new`] has the defaults.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The site's public key, 1 to 63 bytes.
    pub site: String,
    /// Where batches are posted: an absolute URL, or one relative to the page.
    pub endpoint: String,
    /// Version of the menu, up to 64 bytes.
    pub menu: Option<String>,
    /// The table, up to 32 bytes. Default: the page's `?table=` parameter.
    pub table: Option<String>,
    /// Age at which what was measured is sent, in milliseconds. Default 300,000.
    pub flush_age_ms: u32,
    /// Time without a touch after which the page is idle, in milliseconds. Default 60,000.
    pub idle_ms: u32,
    /// Time at rest from which an exposure counts as read, in milliseconds. Default 1,000.
    pub read_ms: u32,
    /// Where the session may be remembered.
    pub storage: Storage,
}

/// One thing that is wrong, as a sentence without its subject; the caller names the attribute or option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SettingsProblem {
    /// The setting, in the words of [`Settings`].
    pub setting: &'static str,
    /// What it must be.
    pub must: &'static str,
}

/// Shortest flush age: a request a second is the most a live page may ask of its guests' batteries.
const FLUSH_AGE_MS_MIN: u32 = 1000;

/// Longest of all times a page may set: a day.
const TIME_MS_MAX: u32 = 86_400_000;

impl Settings {
    /// Settings with all defaults.
    #[must_use]
    pub fn new(site: &str, endpoint: &str) -> Self {
        let engine = Config::default();
        Self {
            site: site.to_owned(),
            endpoint: endpoint.to_owned(),
            menu: None,
            table: None,
            flush_age_ms: engine.flush_age_ms,
            idle_ms: engine.idle_ms,
            read_ms: engine.read_ms,
            storage: Storage::None,
        }
    }

    /// All that is wrong.
    #[must_use]
    pub fn problems(&self) -> Vec<SettingsProblem> {
        let within = |text: &Option<String>, max| text.as_ref().is_none_or(|text| is_text(text, max));
        let flush_age = FLUSH_AGE_MS_MIN..=TIME_MS_MAX;
        let checks = [
            (is_text(&self.site, limits::SITE_BYTES_MAX), "site", "be the site's key, 1 to 63 bytes"),
            (!self.endpoint.is_empty(), "endpoint", "be the collector's URL, http or https"),
            (within(&self.menu, limits::MENU_BYTES_MAX), "menu", "be 1 to 64 bytes"),
            (within(&self.table, limits::TABLE_BYTES_MAX), "table", "be 1 to 32 bytes"),
            (
                flush_age.contains(&self.flush_age_ms),
                "flush_age_ms",
                "be a whole number from 1000 to 86400000",
            ),
            ((1..=TIME_MS_MAX).contains(&self.idle_ms), "idle_ms", "be a whole number from 1 to 86400000"),
            (self.read_ms <= TIME_MS_MAX, "read_ms", "be a whole number from 0 to 86400000"),
        ];
        let wrong = checks.into_iter().filter(|(sound, ..)| !sound);
        wrong.map(|(_, setting, must)| SettingsProblem { setting, must }).collect()
    }
}

fn is_text(text: &str, bytes_max: usize) -> bool {
    (1..=bytes_max).contains(&text.len()) && !text.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::Settings;

    #[test]
    fn every_wrong_setting_is_named_at_once() {
        let mut settings = Settings::new("", "");
        settings.menu = Some("m".repeat(65));
        settings.table = Some("\n".to_owned());
        settings.flush_age_ms = 999;
        settings.idle_ms = 0;
        settings.read_ms = u32::MAX;
        let names: Vec<_> = settings.problems().iter().map(|problem| problem.setting).collect();
        assert_eq!(names, ["site", "endpoint", "menu", "table", "flush_age_ms", "idle_ms", "read_ms"]);
        assert_eq!(Settings::new("demo", "/v1/batches").problems(), []);
    }
}
