//! What only Chromium's developer tools can do: scripts before the page's own, gestures, the console.

use fantoccini::wd::WebDriverCompatibleCommand;
use http::Method;
use serde_json::{Value, json};
use url::{ParseError, Url};

use crate::driver::Driver;
use crate::phone::Phone;

/// What the reader's hand does, in CSS pixels and pixels a second; positive goes down the page.
#[derive(Clone, Copy, Debug)]
pub struct Swipe {
    /// How far.
    pub down_px: f64,
    /// How fast.
    pub speed_px_s: u32,
}

impl Phone {
    /// A Chromium in which `script` runs in every page before any of the page's own.
    pub async fn open_with(driver: &Driver, script: &str) -> Self {
        let phone = Self::open(driver).await;
        phone.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await;
        phone
    }

    /// Swipes, and returns when the page has come to rest.
    pub async fn swipe(&self, swipe: Swipe) {
        let gesture = json!({
            "x": 195, "y": 500,
            "yDistance": -swipe.down_px,
            "speed": swipe.speed_px_s,
            // Touch gestures move nothing in Chromium without a window (156); a wheel moves the page as smoothly.
            "gestureSourceType": "mouse",
        });
        self.devtools("Input.synthesizeScrollGesture", gesture).await;
    }

    pub(crate) async fn play_screen(&self, width_px: u32, height_px: u32) {
        let screen =
            json!({ "width": width_px, "height": height_px, "deviceScaleFactor": 2, "mobile": true });
        self.devtools("Emulation.setDeviceMetricsOverride", screen).await;
    }

    /// What the console has said since it was last asked.
    ///
    /// # Panics
    /// When the browser refuses.
    pub async fn console(&self) -> Vec<String> {
        let entries = self.command("se/log", json!({ "type": "browser" })).await;
        let entries = entries.as_array().expect("a log is a list").clone();
        entries.iter().map(|entry| entry["message"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// A command of the browser's developer tools.
    pub async fn devtools(&self, name: &str, parameters: Value) -> Value {
        self.command("goog/cdp/execute", json!({ "cmd": name, "params": parameters })).await
    }

    async fn command(&self, path: &'static str, body: Value) -> Value {
        let answer = self.client.issue_cmd(Command { path, body: body.to_string() }).await;
        answer.unwrap_or_else(|error| panic!("{path} {body}: {error}"))
    }
}

/// A command beyond the WebDriver standard.
#[derive(Debug)]
struct Command {
    path: &'static str,
    body: String,
}

impl WebDriverCompatibleCommand for Command {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.clone()))
    }
}
