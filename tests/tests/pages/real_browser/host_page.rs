//! The host page: left as it is, and told once when its script tag is wrong.

use linger_tests::lake;
use serde_json::Value;

use super::guest::Guest;

/// Spoils the attributes of the script tag before it runs, and hears what the page says and posts.
fn spoil(attributes: &Value) -> String {
    format!(
        "window.posts = [];
        const post = window.fetch;
        window.fetch = (url, options) => {{
          if (options?.method === 'POST') window.posts.push(options.body);
          return post(url, options);
        }};
        new MutationObserver(() => {{
          const script = document.querySelector('script[data-site]');
          for (const [name, value] of Object.entries({attributes})) {{
            if (!script) return;
            if (value === null) script.removeAttribute(name);
            else if (script.getAttribute(name) !== value) script.setAttribute(name, value);
          }}
        }}).observe(document, {{ childList: true, subtree: true }});"
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn wrong_attributes_are_named_in_one_warning_and_nothing_is_measured() {
    let wrong =
        serde_json::json!({ "data-endpoint": null, "data-flush-age-ms": "soon", "data-storage": "cookie" });
    let mut guest = Guest::opens(&spoil(&wrong)).await;
    let said =
        linger_tests_browsers::until::until("the warning", std::time::Duration::from_secs(10), || async {
            let said = guest.phone.console().await;
            (!said.is_empty()).then_some(said)
        })
        .await;
    assert_eq!(said.len(), 1, "one warning: {said:?}");
    for name in
        ["data-endpoint must", "data-flush-age-ms must", "data-storage must be one of none, session, local"]
    {
        assert!(said[0].contains(name), "{name}: {said:?}");
    }
    guest.phone.ask::<Value>("window.linger.track('order', { item: 'x' }); window.linger.flush()").await;
    let posts: Vec<String> = guest.phone.ask("return window.posts").await;
    guest.leaves().await;
    assert!(guest.server.interrupt().success(), "the server does not end well");
    assert_eq!(
        (posts.len(), lake::rows(&guest.server.lake()).len()),
        (0, 0),
        "nothing is posted, nothing stored"
    );
    guest.phone.close().await;
}

/// Where every section and dish is, and how large.
const LAYOUT: &str =
    "return [...document.querySelectorAll('[data-linger-section], [data-linger-item]')].map((one) => {
  const { x, y, width, height } = one.getBoundingClientRect();
  return [x, y, width, height].join();
}).join(' ')";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_page_is_laid_out_the_same_with_and_without_linger() {
    let guest = Guest::sits_down("").await;
    let with: String = guest.phone.ask(LAYOUT).await;
    guest.phone.devtools("Network.enable", serde_json::json!({})).await;
    guest
        .phone
        .devtools("Network.setBlockedURLs", serde_json::json!({ "urls": ["*linger.js", "*linger.wasm"] }))
        .await;
    guest.leaves().await;
    guest.phone.visit(&format!("{}/?table=12&lang=en", guest.server.address)).await;
    guest.phone.wait_for("return document.readyState === 'complete' && !window.linger").await;
    let without: String = guest.phone.ask(LAYOUT).await;
    assert!(with.len() > 1000, "the menu has many dishes: {with}");
    assert_eq!(with, without);
    guest.phone.close().await;
}
