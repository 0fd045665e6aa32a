//! What a page may set, and what is wrong with it: one table of rules for attributes, options and Rust callers.

#![cfg_attr(
    not(feature = "options"),
    expect(dead_code, reason = "Rust callers set fields; options set them by name")
)]

use linger_engine::Config;
use linger_wire::{Gaze, encode, limits};

use crate::direct::Direct;

/// Where linger may remember the session between page loads, for 30 minutes, and what could not be sent, for a week.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Storage {
    /// Nowhere: every page load is a session of its own, and what cannot be sent is lost with the page. The default.
    #[default]
    None,
    /// In the tab's `sessionStorage`.
    Session,
    /// In the origin's `localStorage`.
    Local,
}

/// Settings of a page. [`Settings::new`] and [`Settings::direct`] have the defaults.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The site's public key, 1 to 63 bytes.
    pub site: String,
    /// Where batches are posted: an absolute URL, or one relative to the page. May be empty with [`Settings::direct`].
    pub endpoint: String,
    /// The stream to which batches go without a collector. The endpoint then takes what cannot go there.
    pub direct: Option<Direct>,
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
    /// Of a hundred sessions, how many are measured. Default 100.
    pub sample_percent: u32,
    /// Height of what sticks to the viewport's upper edge and covers the page, in CSS pixels. Default 0.
    pub inset_top_px: u32,
    /// The same at its lower edge.
    pub inset_bottom_px: u32,
    /// Where the session may be remembered, and what could not be sent.
    pub storage: Storage,
    /// How attention is shared between the targets on one screen.
    pub gaze: Gaze,
}

/// One thing that is wrong, as a sentence without its subject; the caller names the attribute or option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsProblem {
    /// The setting, as npm's options spell it: `flushAgeMs`.
    pub setting: &'static str,
    /// What it must be.
    pub must: String,
}

/// Shortest flush age: a request a second is the most a live page may ask of its guests' batteries.
const FLUSH_AGE_MS_MIN: u32 = 1000;

/// Longest of all times a page may set: a day.
const TIME_MS_MAX: u32 = 86_400_000;

/// A setting that is a text.
pub(crate) struct Text {
    pub(crate) name: &'static str,
    bytes_max: u32,
    pub(crate) read: fn(&Settings) -> Option<&str>,
    pub(crate) write: fn(&mut Settings, String),
}

/// A setting that is a whole number.
pub(crate) struct Number {
    pub(crate) name: &'static str,
    min: u32,
    max: u32,
    pub(crate) field: fn(&mut Settings) -> &mut u32,
}

/// A setting that is one of a few words.
pub(crate) struct Choice {
    pub(crate) name: &'static str,
    pub(crate) must: &'static str,
    words: &'static [&'static str],
    write: fn(&mut Settings, usize),
}

#[expect(clippy::cast_possible_truncation, reason = "limits of a few dozen bytes")]
pub(crate) const TEXTS: [Text; 4] = [
    Text {
        name: "site",
        bytes_max: limits::SITE_BYTES_MAX as u32,
        read: |settings| Some(&settings.site),
        write: |settings, text| settings.site = text,
    },
    Text {
        name: "endpoint",
        bytes_max: ENDPOINT_BYTES_MAX,
        read: |settings| Some(&settings.endpoint),
        write: |settings, text| settings.endpoint = text,
    },
    Text {
        name: "menu",
        bytes_max: limits::MENU_BYTES_MAX as u32,
        read: |settings| settings.menu.as_deref(),
        write: |settings, text| settings.menu = Some(text),
    },
    Text {
        name: "table",
        bytes_max: limits::TABLE_BYTES_MAX as u32,
        read: |settings| settings.table.as_deref(),
        write: |settings, text| settings.table = Some(text),
    },
];

/// Bytes of an endpoint: what old browsers allow a URL.
const ENDPOINT_BYTES_MAX: u32 = 2048;

pub(crate) const NUMBERS: [Number; 6] = [
    number("flushAgeMs", FLUSH_AGE_MS_MIN, TIME_MS_MAX, |settings| &mut settings.flush_age_ms),
    number("idleMs", 1, TIME_MS_MAX, |settings| &mut settings.idle_ms),
    number("readMs", 0, TIME_MS_MAX, |settings| &mut settings.read_ms),
    number("samplePercent", 1, limits::SAMPLE_PERCENT_MAX as u32, |settings| &mut settings.sample_percent),
    number("insetTopPx", 0, limits::VIEWPORT_PX_MAX, |settings| &mut settings.inset_top_px),
    number("insetBottomPx", 0, limits::VIEWPORT_PX_MAX, |settings| &mut settings.inset_bottom_px),
];

const fn number(name: &'static str, min: u32, max: u32, field: fn(&mut Settings) -> &mut u32) -> Number {
    Number { name, min, max, field }
}

pub(crate) const CHOICES: [Choice; 2] = [
    Choice {
        name: "storage",
        must: "be none, session or local",
        words: &["none", "session", "local"],
        write: |settings, place| settings.storage = [Storage::None, Storage::Session, Storage::Local][place],
    },
    Choice {
        name: "gaze",
        must: "be upper or uniform",
        words: &["upper", "uniform"],
        write: |settings, place| settings.gaze = Gaze::ALL[place],
    },
];

impl Choice {
    /// Sets it; what is wrong, where it is none of the words.
    pub(crate) fn set(&self, settings: &mut Settings, word: &str) -> Option<SettingsProblem> {
        match self.words.iter().position(|known| *known == word) {
            Some(place) => (self.write)(settings, place),
            None => return Some(SettingsProblem { setting: self.name, must: self.must.into() }),
        }
        None
    }
}

impl Storage {
    pub(crate) const fn name(self) -> &'static str {
        CHOICES[0].words[self as usize]
    }
}

impl Settings {
    /// Settings with all defaults.
    #[must_use]
    pub fn new(site: &str, endpoint: &str) -> Self {
        let engine = Config::default();
        Self {
            site: site.to_owned(),
            endpoint: endpoint.to_owned(),
            direct: None,
            menu: None,
            table: None,
            flush_age_ms: engine.flush_age_ms,
            idle_ms: engine.idle_ms,
            read_ms: engine.read_ms,
            sample_percent: limits::SAMPLE_PERCENT_MAX.into(),
            inset_top_px: 0,
            inset_bottom_px: 0,
            storage: Storage::None,
            gaze: Gaze::Upper,
        }
    }

    /// Settings with all defaults of a page that sends to Firehose itself.
    #[must_use]
    pub fn direct(site: &str, direct: Direct) -> Self {
        Self { direct: Some(direct), ..Self::new(site, "") }
    }

    /// All that is wrong.
    #[must_use]
    pub fn problems(&self) -> Vec<SettingsProblem> {
        let mut problems = self.problems_of_all();
        if let Some(direct) = &self.direct {
            problems.retain(|one| one.setting != "endpoint" || !self.endpoint.is_empty());
            problems.extend(direct.problems());
        }
        problems
    }

    /// All that is wrong but for [`Settings::direct`].
    pub(crate) fn problems_of_all(&self) -> Vec<SettingsProblem> {
        let mut problems = Vec::new();
        for text in &TEXTS {
            if (text.read)(self).is_some_and(|value| !is_text(value, text.bytes_max as usize)) {
                problems.push(SettingsProblem::within("be ", text.name, 1, text.bytes_max, " bytes of text"));
            }
        }
        let mut numbers = self.clone();
        for number in &NUMBERS {
            let (min, max) = (number.min, number.max);
            if !(min..=max).contains((number.field)(&mut numbers)) {
                problems.push(SettingsProblem::within("be a whole number, ", number.name, min, max, ""));
            }
        }
        problems
    }
}

impl SettingsProblem {
    fn within(what: &str, setting: &'static str, min: u32, max: u32, unit: &str) -> Self {
        let mut must = String::from(what);
        encode::integer(&mut must, min.into());
        must.push_str(" to ");
        encode::integer(&mut must, max.into());
        must.push_str(unit);
        Self { setting, must }
    }
}

fn is_text(text: &str, bytes_max: usize) -> bool {
    (1..=bytes_max).contains(&text.len()) && text.bytes().all(|byte| byte >= b' ')
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{CHOICES, NUMBERS, Settings, Storage, TEXTS};

    #[test]
    fn every_wrong_setting_is_named_at_once_with_what_it_must_be() {
        let mut settings = Settings::new("", "");
        settings.menu = Some("m".repeat(65));
        settings.table = Some("\n".to_owned());
        settings.flush_age_ms = 999;
        settings.idle_ms = 0;
        settings.read_ms = u32::MAX;
        settings.sample_percent = 101;
        settings.inset_top_px = 70_000;
        settings.inset_bottom_px = u32::MAX;
        let problems = settings.problems();
        let found: Vec<_> = problems.iter().map(|one| (one.setting, one.must.as_str())).collect();
        let all = [
            ("site", "be 1 to 63 bytes of text"),
            ("endpoint", "be 1 to 2048 bytes of text"),
            ("menu", "be 1 to 64 bytes of text"),
            ("table", "be 1 to 32 bytes of text"),
            ("flushAgeMs", "be a whole number, 1000 to 86400000"),
            ("idleMs", "be a whole number, 1 to 86400000"),
            ("readMs", "be a whole number, 0 to 86400000"),
            ("samplePercent", "be a whole number, 1 to 100"),
            ("insetTopPx", "be a whole number, 0 to 65535"),
            ("insetBottomPx", "be a whole number, 0 to 65535"),
        ];
        assert_eq!(found, all);
        assert_eq!(Settings::new("demo", "/v1/batches").problems(), []);
    }

    #[test]
    fn a_choice_takes_its_words_and_no_other() {
        let mut settings = Settings::new("demo", "/v1/batches");
        assert_eq!(CHOICES[0].set(&mut settings, "local"), None);
        assert_eq!((settings.storage, settings.storage.name()), (Storage::Local, "local"));
        let problem = CHOICES[0].set(&mut settings, "cookie").expect("no such storage");
        assert_eq!((problem.setting, problem.must.as_str()), ("storage", "be none, session or local"));
        assert_eq!(settings.storage, Storage::Local);
    }

    #[test]
    fn the_shell_names_this_version() {
        let version = format!("const VERSION = \"{}\";", env!("CARGO_PKG_VERSION"));
        assert!(include_str!("shell/visits.js").contains(&version));
    }

    /// `flush-age-ms` as an option: `flushAgeMs`.
    fn camel(name: &str) -> String {
        let mut words = name.split('-');
        let first = words.next().unwrap_or_default().to_owned();
        words.fold(first, |name, word| name + &word[..1].to_uppercase() + &word[1..])
    }

    /// The script tag's settings are checked in JavaScript, where the same table stands as JSON.
    #[test]
    fn the_script_tags_rules_are_the_same() {
        let rules: serde_json::Value =
            serde_json::from_str(include_str!("shell/rules.json")).expect("it is JSON");
        let rules: BTreeMap<_, _> =
            rules.as_object().expect("an object").iter().map(|(name, rule)| (camel(name), rule)).collect();
        for text in &TEXTS {
            assert_eq!(*rules[text.name], text.bytes_max, "{}", text.name);
        }
        let mut defaults = Settings::new("demo", "/v1/batches");
        for number in &NUMBERS {
            let rule = serde_json::json!([number.min, number.max, (number.field)(&mut defaults)]);
            assert_eq!(*rules[number.name], rule, "{}", number.name);
        }
        for choice in &CHOICES {
            assert_eq!(*rules[choice.name], serde_json::json!(choice.words), "{}", choice.name);
        }
        // Consent alone is not the module's: it does not run without.
        assert_eq!(rules.len(), TEXTS.len() + NUMBERS.len() + CHOICES.len() + 1);
        assert_eq!(*rules["consent"], serde_json::json!(["granted", "pending", "denied"]));
    }
}
