//! A guest at the demo menu: a phone, the server, and where the sections are.

use linger_tests::server::Server;
use linger_tests_browsers::devtools::Swipe;
use linger_tests_browsers::driver::Driver;
use linger_tests_browsers::engine::Engine;
use linger_tests_browsers::phone::Phone;

/// A reader scrolls slowly, at a finger's pace.
pub(crate) const SLOWLY_PX_S: u32 = 900;

/// Looking for something else: screens a second.
pub(crate) const FAST_PX_S: u32 = 4000;

/// Room left above a section that a reader has stopped at, for the page's own sticky bars.
const HEADROOM_PX: f64 = 120.0;

/// How exactly a swipe has to end.
const NEAR_PX: f64 = 40.0;

pub(crate) struct Guest {
    pub(crate) server: Server,
    pub(crate) phone: Phone,
    pub(crate) driver: Driver,
}

impl Guest {
    /// Scans the code of table 12; linger runs.
    pub(crate) async fn sits_down(script: &str) -> Self {
        let guest = Self::opens(script).await;
        guest
            .phone
            .wait_for(
                "return performance.getEntriesByName(new URL('/sdk/linger.wasm', location).href).length > 0",
            )
            .await;
        guest
    }

    /// Scans the code of table 12; whether linger runs is the page's affair.
    pub(crate) async fn opens(script: &str) -> Self {
        let (server, driver) = (Server::start(), Driver::start(Engine::Chromium).await);
        let phone = Phone::open_with(&driver, script).await;
        phone.visit(&format!("{}/?table=12&lang=en", server.address)).await;
        phone.wait_for("return !!window.linger").await;
        Self { server, phone, driver }
    }

    /// Swipes until the section's beginning is near the upper edge.
    pub(crate) async fn goes_to(&self, section: &str, speed_px_s: u32) {
        let ask = format!(
            "return document.querySelector('[data-linger-section=\"{section}\"]').getBoundingClientRect().top"
        );
        let top_px: f64 = self.phone.ask(&ask).await;
        self.phone.swipe(Swipe { down_px: top_px - HEADROOM_PX, speed_px_s }).await;
        let top_px: f64 = self.phone.ask(&ask).await;
        assert!((top_px - HEADROOM_PX).abs() < NEAR_PX, "swiped to {section}, and it is at {top_px} px");
    }

    /// Leaves for another page of the same origin, where what the last one kept can be read.
    pub(crate) async fn leaves(&self) {
        self.phone.visit(&format!("{}/favicon.svg", self.server.address)).await;
    }
}
