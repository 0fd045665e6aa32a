//! A page whose script tag is wrong: one warning, nothing thrown, nothing measured.

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
    let guest = Guest::sits_down(&spoil(&wrong)).await;
    let said = linger_tests::until::until("the warning", std::time::Duration::from_secs(10), || async {
        let said = guest.phone.console().await;
        (!said.is_empty()).then_some(said)
    })
    .await;
    assert_eq!(said.len(), 1, "one warning: {said:?}");
    for name in
        ["data-endpoint must", "data-flush-age-ms must", "data-storage must be none, session or local"]
    {
        assert!(said[0].contains(name), "{name}: {said:?}");
    }
    guest.phone.ask::<Value>("window.linger.track('order', { item: 'x' }); window.linger.flush()").await;
    guest.leaves().await;
    guest.phone.close().await;
}
