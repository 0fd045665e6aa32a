//! The pages over a made-up collector, as `www/test/fixture` has it: figures that are known, and sites that play each
//! state.

use std::fs;
use std::process::Command;

use linger_tests::server::root;
use linger_tests_browsers::child::Running;
use linger_tests_browsers::driver::Driver;
use linger_tests_browsers::engine::Engine;
use linger_tests_browsers::phone::Phone;
use serde_json::json;

/// The made-up collector, a browser, and a page in it.
pub(crate) struct Fixture {
    // In this order: the browser goes before what it talks to.
    pub(crate) phone: Phone,
    _driver: Driver,
    _server: Running,
    address: String,
}

/// The screen that a page is looked at on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Screen {
    /// CSS pixels.
    pub(crate) width_px: u32,
    /// `light` or `dark`.
    pub(crate) scheme: &'static str,
}

pub(crate) const PHONE_AT_NIGHT: Screen = Screen { width_px: 390, scheme: "dark" };
pub(crate) const DESK_BY_DAY: Screen = Screen { width_px: 1280, scheme: "light" };

/// What axe finds wrong with the page, if it has looked at it at all.
const AXE: &str = "return axe.run().then(({ passes, violations }) => passes.length === 0
  ? ['axe has looked at nothing']
  : violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ target }) => target.join(' ')).join(', ')}`))";

impl Fixture {
    pub(crate) async fn start() -> Self {
        let mut node = Command::new("node");
        let server = Running::start(node.arg(root().join("www/test/fixture/server.mjs")));
        let address = server
            .line("the fixture's address", |line| line.strip_suffix("/dashboard/").map(ToOwned::to_owned));
        let driver = Driver::start(Engine::Chromium).await;
        let phone = Phone::open(&driver).await;
        Self { phone, _driver: driver, _server: server, address }
    }

    pub(crate) async fn looks_on(&self, Screen { width_px, scheme }: Screen) {
        let screen = json!({ "width": width_px, "height": 844, "deviceScaleFactor": 1, "mobile": false });
        self.phone.devtools("Emulation.setDeviceMetricsOverride", screen).await;
        let wish = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.phone.devtools("Emulation.setEmulatedMedia", wish).await;
    }

    pub(crate) async fn visit(&self, path: &str) {
        self.phone.visit(&format!("{}{path}", self.address)).await;
    }

    /// Visits the dashboard, and waits until it wears that face.
    pub(crate) async fn dashboard(&self, query: &str, face: &str) {
        self.visit(&format!("/dashboard/?lang=en{query}")).await;
        self.wears(face).await;
    }

    pub(crate) async fn wears(&self, face: &str) {
        self.phone.wait_for(&format!("return document.body.dataset.face === '{face}'")).await;
    }

    pub(crate) async fn violations(&self) -> Vec<String> {
        if self.phone.ask("return !window.axe").await {
            let axe = fs::read_to_string(root().join("node_modules/axe-core/axe.min.js"));
            self.phone.tell(&axe.expect("axe-core is among node's packages")).await;
        }
        self.phone.ask(AXE).await
    }

    /// Presses a key, as a keyboard does.
    pub(crate) async fn presses(&self, key: Key) {
        for kind in ["keyDown", "keyUp"] {
            let (name, code, text) = key.known_as();
            let mut event = json!({ "type": kind, "key": name, "code": name, "windowsVirtualKeyCode": code });
            if kind == "keyDown" {
                event["text"] = text.into();
            }
            self.phone.devtools("Input.dispatchKeyEvent", event).await;
        }
    }
}

/// A key of a keyboard.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Key {
    Tab,
    Enter,
}

impl Key {
    /// Its name, its code, and what it writes.
    fn known_as(self) -> (&'static str, u32, &'static str) {
        match self {
            Self::Tab => ("Tab", 9, ""),
            Self::Enter => ("Enter", 13, "\r"),
        }
    }
}
