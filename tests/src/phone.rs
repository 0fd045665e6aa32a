//! A phone: Chromium with a phone's screen and touch, driven as a reader's hand and eye would.

use std::time::Duration;

use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder};
use http::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use url::{ParseError, Url};

use crate::driver::Driver;
use crate::until::until;

/// How long a page may take to do what is asked.
const PAGE_BOUND: Duration = Duration::from_secs(30);

/// A browser with one page. Close it, or the driver closes it.
#[derive(Debug)]
pub struct Phone {
    client: Client,
}

/// What the reader's hand does, in CSS pixels and pixels a second; positive goes down the page.
#[derive(Clone, Copy, Debug)]
pub struct Swipe {
    /// How far.
    pub down_px: f64,
    /// How fast.
    pub speed_px_s: u32,
}

impl Phone {
    /// A phone of 390 × 844 CSS pixels. `script` runs in every page before any of the page's own.
    ///
    /// # Panics
    /// When the browser does not start.
    pub async fn open(driver: &Driver, script: &str) -> Self {
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities())
            .connect(&driver.address)
            .await
            .expect("the browser starts");
        let phone = Self { client };
        phone.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await;
        phone
    }

    /// Goes to an address.
    ///
    /// # Panics
    /// When the browser refuses.
    pub async fn visit(&self, address: &str) {
        self.client.goto(address).await.expect("the page loads");
    }

    /// The value of a JavaScript function's body in the page.
    ///
    /// # Panics
    /// When the script throws, or gives something else.
    pub async fn ask<T: DeserializeOwned>(&self, script: &str) -> T {
        let value = self.client.execute(script, Vec::new()).await;
        let value = value.unwrap_or_else(|error| panic!("the page cannot say `{script}`: {error}"));
        serde_json::from_value(value).unwrap_or_else(|error| panic!("`{script}`: {error}"))
    }

    /// Waits until a script in the page is true.
    pub async fn wait_for(&self, script: &str) {
        until(script, PAGE_BOUND, || async { self.ask::<bool>(script).await.then_some(()) }).await;
    }

    /// Keeps still for that long, by the page's own clock.
    pub async fn hold(&self, time: Duration) {
        let began_ms: f64 = self.ask("return performance.now()").await;
        let until_ms = began_ms + time.as_secs_f64() * 1000.0;
        self.wait_for(&format!("return performance.now() >= {until_ms}")).await;
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

    /// Puts another tab before the page for that long, and comes back.
    ///
    /// # Panics
    /// When the browser refuses.
    pub async fn look_away(&self, time: Duration) {
        let page = self.client.window().await.expect("there is a page");
        let other = self.client.new_window(true).await.expect("a second tab opens").handle;
        self.client.switch_to_window(other).await.expect("there is a second tab");
        self.hold(time).await;
        self.client.close_window().await.expect("the second tab closes");
        self.client.switch_to_window(page).await.expect("the page is still there");
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

    /// Closes the browser.
    ///
    /// # Panics
    /// When it refuses.
    pub async fn close(self) {
        self.client.close().await.expect("the browser closes");
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

fn capabilities() -> Capabilities {
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
        "mobileEmulation": {
            "deviceMetrics": { "width": 390, "height": 844, "pixelRatio": 2.0, "touch": true },
        },
    });
    if let Ok(binary) = std::env::var("CHROMIUM") {
        chrome["binary"] = binary.into();
    }
    let capabilities = json!({ "goog:chromeOptions": chrome, "goog:loggingPrefs": { "browser": "ALL" } });
    capabilities.as_object().expect("written as one").clone()
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
