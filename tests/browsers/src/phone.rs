//! A phone: a browser with a phone's screen, as far as its engine allows, driven as a reader's hand and eye would.

use std::time::Duration;

use fantoccini::wd::WindowHandle;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde::de::DeserializeOwned;

use crate::driver::Driver;
use crate::engine::{Engine, Guest};
use crate::until::until;

/// How long a page may take to do what is asked.
const PAGE_BOUND: Duration = Duration::from_secs(30);

/// CSS pixels of the screen.
const WIDTH_PX: u32 = 390;
const HEIGHT_PX: u32 = 844;

/// A browser with one page. Close it, or the driver closes it.
#[derive(Debug)]
pub struct Phone {
    pub(crate) client: Client,
    engine: Engine,
}

/// How the phone is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// Higher than wide.
    Upright,
    /// Wider than high.
    Across,
}

impl Phone {
    /// A phone of 390 × 844 CSS pixels, or as near to that as the browser's window gets.
    ///
    /// # Panics
    /// When the browser does not start.
    pub async fn open(driver: &Driver) -> Self {
        Self::open_for(driver, Guest::Usual).await
    }

    /// The phone of a guest who may have settings.
    ///
    /// # Panics
    /// When the browser does not start.
    pub async fn open_for(driver: &Driver, guest: Guest) -> Self {
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(driver.engine.capabilities(guest))
            .connect(&driver.address)
            .await
            .unwrap_or_else(|error| panic!("{} does not start: {error}", driver.engine));
        let phone = Self { client, engine: driver.engine };
        phone.show().await;
        phone
    }

    /// Goes to an address.
    ///
    /// # Panics
    /// When the browser refuses.
    pub async fn visit(&self, address: &str) {
        self.client.goto(address).await.expect("the page loads");
    }

    /// Goes back to the page before.
    ///
    /// # Panics
    /// When the browser refuses.
    pub async fn back(&self) {
        self.client.back().await.expect("there is a page before");
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

    /// Has the page do something.
    ///
    /// # Panics
    /// When the script throws.
    pub async fn tell(&self, script: &str) {
        let done = self.client.execute(script, Vec::new()).await;
        done.unwrap_or_else(|error| panic!("the page cannot do `{script}`: {error}"));
    }

    /// Waits until a script in the page is true.
    pub async fn wait_for(&self, script: &str) {
        self.wait_within(PAGE_BOUND, script).await;
    }

    /// Keeps still for that long, by the page's own clock.
    pub async fn hold(&self, time: Duration) {
        let began_ms: f64 = self.ask("return performance.now()").await;
        let until_ms = began_ms + time.as_secs_f64() * 1000.0;
        self.wait_within(time + PAGE_BOUND, &format!("return performance.now() >= {until_ms}")).await;
    }

    async fn wait_within(&self, bound: Duration, script: &str) {
        // A page that is just being replaced answers with nothing.
        let is_so = || async { self.ask::<Option<bool>>(script).await.unwrap_or(false).then_some(()) };
        until(script, bound, is_so).await;
    }

    /// Puts another tab before the page for that long, and comes back.
    ///
    /// # Panics
    /// When the browser refuses.
    pub async fn look_away(&self, time: Duration) {
        let page = self.tab().await;
        self.open_tab().await;
        self.hold(time).await;
        self.close_tab(&page).await;
    }

    /// Hides the page as a phone does whose other app is called up; whether the page has noticed.
    ///
    /// # Panics
    /// When the browser refuses.
    pub async fn hide(&self) -> bool {
        self.client.minimize_window().await.expect("the window can be put away");
        self.ask("return document.hidden").await
    }

    /// Brings the page back.
    pub async fn show(&self) {
        self.resize(WIDTH_PX, HEIGHT_PX).await;
    }

    /// Turns the phone; whether the page is as the phone is held then.
    pub async fn turn(&self, held: Held) -> bool {
        let (width_px, height_px) = match held {
            Held::Upright => (WIDTH_PX, HEIGHT_PX),
            Held::Across => (HEIGHT_PX, WIDTH_PX),
        };
        self.resize(width_px, height_px).await;
        if self.engine == Engine::Chromium {
            // The screen that it plays at is another than its window's.
            self.play_screen(width_px, height_px).await;
        }
        let is_across: bool = self.ask("return innerWidth > innerHeight").await;
        is_across == (held == Held::Across)
    }

    async fn resize(&self, width_px: u32, height_px: u32) {
        let resized = self.client.set_window_rect(0, 0, width_px, height_px).await;
        resized.expect("the window takes a size");
    }

    /// The tab that is talked to.
    ///
    /// # Panics
    /// When there is none.
    pub async fn tab(&self) -> WindowHandle {
        self.client.window().await.expect("there is a page")
    }

    /// Opens another tab, and talks to that.
    ///
    /// # Panics
    /// When the browser refuses.
    pub async fn open_tab(&self) -> WindowHandle {
        let tab = self.client.new_window(true).await.expect("a second tab opens").handle;
        self.switch_to(&tab).await;
        tab
    }

    /// Talks to another tab.
    ///
    /// # Panics
    /// When it is gone.
    pub async fn switch_to(&self, tab: &WindowHandle) {
        self.client.switch_to_window(tab.clone()).await.expect("the tab is there");
    }

    /// Closes the tab that is talked to, and goes on with another.
    ///
    /// # Panics
    /// When the browser refuses.
    pub async fn close_tab(&self, next: &WindowHandle) {
        self.client.close_window().await.expect("the tab closes");
        self.switch_to(next).await;
    }

    /// Closes the browser.
    ///
    /// # Panics
    /// When it refuses.
    pub async fn close(self) {
        self.client.close().await.expect("the browser closes");
    }
}
