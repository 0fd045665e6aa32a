//! Several tabs of one origin share one store.

use std::time::Duration;

use linger_tests_browsers::collector::{Answer, Collector};
use linger_tests_browsers::engine::Engine;

use super::table::{Table, comes, numbers, orders};

in_all_engines![tabs_that_open_at_once_send_what_was_kept_once];

const KEPT: [(&str, &str); 1] = [("data-storage", "local")];

/// Longer than any wait between a tab's beginning and its first request.
const SETTLED: Duration = Duration::from_secs(2);

async fn tabs_that_open_at_once_send_what_was_kept_once(engine: Engine) {
    let (table, collector) = (Table::laid(engine).await, Collector::open().await);
    table.opens("plain.html", &collector, &KEPT).await;
    collector.answer(Answer::Status(503, None));
    let before = collector.account().posts.len();
    table.phone.tell(&format!("{}; linger.flush()", orders(10))).await;
    let failed = |account: &linger_tests_browsers::collector::Account| account.posts.len() > before;
    comes(&collector, "a request that fails", failed).await;
    table.phone.hold(Duration::from_millis(500)).await;
    table.leaves().await;
    let address = table.address_with("plain.html", &collector, &KEPT);
    let go = format!(
        "new BroadcastChannel('go').onmessage = () => {{ location.href = '{address}' }};
        window.go = () => {{ new BroadcastChannel('go').postMessage(0); location.href = '{address}' }}"
    );
    let first = table.phone.tab().await;
    table.phone.tell(&go).await;
    table.phone.open_tab().await;
    table.leaves().await;
    table.phone.tell(&go).await;
    collector.answer(Answer::Taken);
    table.phone.tell("go()").await;
    let what = format!("{engine}: what was kept");
    comes(&collector, &what, |account| account.reports("order").len() >= 10).await;
    table.phone.wait_for("return location.pathname === '/plain.html'").await;
    table.phone.hold(SETTLED).await;
    table.phone.switch_to(&first).await;
    table.phone.wait_for("return location.pathname === '/plain.html'").await;
    table.phone.hold(SETTLED).await;
    let account = collector.account();
    assert_eq!(account.reports("order"), numbers(10), "{what}");
    assert_eq!(account.doubled(), 0, "{engine}: one tab sends it, the other does not");
    table.phone.close().await;
}
