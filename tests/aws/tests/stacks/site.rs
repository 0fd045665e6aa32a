//! The menu's site: published, and opened in Chromium from the emulator's CloudFront.

use std::fs;
use std::path::Path;

use linger_tests_aws::emulator::Emulator;
use linger_tests_aws::http::{self, Answer};
use linger_tests_aws::owner::Owner;
use linger_tests_aws::stack::{Stack, Template};
use linger_tests_browsers::driver::Driver;
use linger_tests_browsers::engine::Engine;
use linger_tests_browsers::phone::Phone;
use serde_json::json;

use crate::line::Line;

/// A menu as a customer has it: no script and no style in the page itself, which the site's policy would refuse.
const MENU: &str = r#"<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/menu.css">
<title>A menu behind CloudFront</title>
<script async src="/linger/test/linger.js" data-site="bistro" data-endpoint="/v1/batches"></script>
<section data-linger-section="starters"></section>
<section data-linger-section="mains"></section>
"#;

/// Hears what the page posts; the developer tools put it into the page past its policy.
const LISTENER: &str = "window.posts = [];
    const sends = window.fetch;
    window.fetch = (url, options) => {
      if (options?.method === 'POST') window.posts.push(JSON.parse(options.body));
      return sends(url, options);
    }";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_published_menu_is_served_as_what_it_is_and_the_sdk_runs_under_the_sites_policy() {
    let emulator = Emulator::start();
    let (owner, line) = (Owner::of(emulator.address()), Line::before(&emulator));
    let site = Stack::create(&owner, "linger-site", &Template::of("site"), &[]);
    let menu = tempfile::tempdir().expect("a temporary folder can be made");
    fs::write(menu.path().join("index.html"), MENU).expect("writable");
    fs::write(menu.path().join("menu.css"), "section { height: 400px }").expect("writable");
    let sdk = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sdk/npm/dist");
    let (menu, sdk) = (menu.path().to_string_lossy(), sdk.to_string_lossy());
    line.runs(&["publish", "--menu", &menu, "--sdk", &sdk, "--sdk-version", "test"]);

    let host = site.output("DistributionName");
    let ask = |path: &str, scheme: &str| -> Answer {
        let headers = [("host", host.as_str()), ("x-forwarded-proto", scheme)];
        http::call(emulator.address(), "GET", path, &headers, b"").expect("an answer")
    };
    let served = [
        ("/", "text/html", "no-cache"),
        ("/menu.css", "text/css", "no-cache"),
        ("/linger/test/linger.js", "text/javascript", "immutable"),
        ("/linger/test/linger.wasm", "application/wasm", "immutable"),
    ];
    for (path, content_type, kept) in served {
        let answer = ask(path, "https");
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        let header = |name: &str| answer.header(name).unwrap_or_default().to_owned();
        assert!(header("content-type").starts_with(content_type), "{path}: {}", header("content-type"));
        assert!(header("cache-control").contains(kept), "{path}: {}", header("cache-control"));
        assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
        assert!(header("strict-transport-security").contains("max-age"), "{path}");
    }
    assert_eq!(ask("/", "http").status, 301, "to TLS");
    assert_eq!(ask("/linger/test/none.js", "https").status / 100, 4);

    let driver = Driver::start(Engine::Chromium).await;
    let phone = Phone::open_with(&driver, LISTENER).await;
    // The emulator has no TLS here and is told that something before it has.
    phone.devtools("Network.enable", json!({})).await;
    let proto = json!({ "headers": { "x-forwarded-proto": "https" } });
    phone.devtools("Network.setExtraHTTPHeaders", proto).await;
    let port = emulator.address().split_once(':').expect("an address with a port").1;
    phone.visit(&format!("http://{}:{port}/", host.replace(".net", ".localhost"))).await;
    phone.wait_for("return typeof window.linger?.track === 'function'").await;
    phone.tell("linger.track('order', { n: 1 }); linger.flush()").await;
    phone.wait_for("return posts.length > 0").await;
    let engine: String = phone.ask("return posts[0].engine").await;
    assert_eq!(engine, "wasm", "the module is compiled under the policy");
    let said = phone.console().await;
    assert!(!said.iter().any(|line| line.contains("Content Security Policy")), "{said:?}");
    phone.close().await;
}
