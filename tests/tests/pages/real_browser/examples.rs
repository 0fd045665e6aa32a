//! The examples, as a newcomer would open them.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use linger_tests::lake;
use linger_tests::server::{Server, root};
use linger_tests_browsers::driver::Driver;
use linger_tests_browsers::engine::Engine;
use linger_tests_browsers::phone::Phone;
use linger_tests_browsers::until::until;

/// How long a batch may take from the page to the lake on a busy machine.
const ARRIVAL_MAX: Duration = Duration::from_secs(20);

/// Opens the pages, looks at them for a second, leaves, and reads the lake.
async fn a_look_at(pages: &Path) -> Vec<serde_json::Value> {
    let (mut server, driver) = (Server::start_with(pages), Driver::start(Engine::Chromium).await);
    let phone = Phone::open(&driver).await;
    phone.visit(&server.address).await;
    phone
        .wait_for(
            "return performance.getEntriesByType('resource').some(({ name }) => name.endsWith('.wasm'))",
        )
        .await;
    phone.hold(Duration::from_secs(1)).await;
    assert_eq!(phone.console().await, Vec::<String>::new());
    phone.visit("about:blank").await;
    // The last batch is on its way when the page is left; a browser that is ended in that moment takes it along.
    until("the visit in the lake", ARRIVAL_MAX, || async {
        (!lake::rows(&server.lake()).is_empty()).then_some(())
    })
    .await;
    phone.close().await;
    assert!(server.interrupt().success(), "the server does not end well");
    lake::rows(&server.lake())
}

fn saw(rows: &[serde_json::Value], target: &str) -> bool {
    rows.iter().any(|row| row["target"] == target && row["paused_ms"].as_i64() > Some(500))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_script_tag_example_measures_its_page() {
    let rows = a_look_at(&root().join("examples/script-tag")).await;
    assert!(saw(&rows, "starters") && saw(&rows, "kimchi-jeon"), "{rows:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_npm_example_bundles_and_measures_its_page() {
    let (example, built) = (root().join("examples/npm"), tempfile::tempdir().expect("a temporary folder"));
    let bundled = Command::new(root().join("node_modules/.bin/esbuild"))
        .arg(example.join("main.js"))
        .args(["--bundle", "--format=esm", "--log-level=warning"])
        .arg(format!("--outdir={}", built.path().join("dist").display()))
        .status();
    assert!(bundled.is_ok_and(|status| status.success()), "esbuild bundles the example");
    let copy = |from: &Path, to: &str| fs::copy(from, built.path().join(to)).expect("the file is there");
    copy(&example.join("index.html"), "index.html");
    copy(&root().join("sdk/npm/dist/linger-full.wasm"), "dist/linger-full.wasm");
    let rows = a_look_at(built.path()).await;
    assert!(saw(&rows, "starters"), "{rows:?}");
}
