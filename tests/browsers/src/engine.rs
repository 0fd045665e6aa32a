//! The engines in which the same scenarios are run. What differs is how each is started; what a page can do in it is
//! asked of the page, not guessed from a name.

use std::env;
use std::fmt;

use fantoccini::wd::Capabilities;
use serde_json::{Value, json};

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Of Chrome, Edge and Android's web view.
    Chromium,
    /// Of Firefox.
    Firefox,
    /// Of Safari and every browser of iOS; here `WebKitGTK`.
    WebKit,
}

/// Something that a guest may have set in the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guest {
    /// A browser as it comes.
    Usual,
    /// One told to ask that its user be left alone: Global Privacy Control, Do Not Track, where there are such settings.
    LeftAlone,
}

impl Engine {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// What `WebDriver` is asked for.
    ///
    /// # Panics
    /// Never: every engine's wishes are an object.
    #[must_use]
    pub fn capabilities(self, guest: Guest) -> Capabilities {
        let wishes = match self {
            Self::Chromium => chromium(guest),
            Self::Firefox => firefox(guest),
            // The driver knows its browser, and says so in its own words; there is no setting to ask to be left alone.
            Self::WebKit => json!({}),
        };
        wishes.as_object().expect("written as one").clone()
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, formatter)
    }
}

fn chromium(guest: Guest) -> Value {
    let arguments = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--disable-sync",
        "--disable-component-update",
        "--disable-background-networking",
        "--no-first-run",
    ];
    let mut chrome = json!({
        "args": arguments,
        "prefs": { "enable_do_not_track": guest == Guest::LeftAlone },
        "mobileEmulation": {
            "deviceMetrics": { "width": 390, "height": 844, "pixelRatio": 2.0, "touch": true },
        },
    });
    if let Ok(binary) = env::var("CHROMIUM") {
        chrome["binary"] = binary.into();
    }
    json!({ "goog:chromeOptions": chrome, "goog:loggingPrefs": { "browser": "ALL" } })
}

fn firefox(guest: Guest) -> Value {
    let mut firefox = json!({
        // Narrower than it lets a window be, which is then as narrow as can be.
        "args": ["-headless", "--width=390", "--height=844"],
        "prefs": { "privacy.globalprivacycontrol.enabled": guest == Guest::LeftAlone },
    });
    if let Ok(binary) = env::var("FIREFOX") {
        firefox["binary"] = binary.into();
    }
    json!({ "moz:firefoxOptions": firefox })
}
