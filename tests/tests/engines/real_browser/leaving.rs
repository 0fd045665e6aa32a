//! What is on the way when a page goes.

use linger_tests_browsers::collector::Collector;
use linger_tests_browsers::engine::Engine;

use super::table::{Table, comes, numbers, orders};

in_all_engines![ten_reports_and_a_page_left_closed_or_killed, more_reports_than_a_page_that_goes_may_send,];

/// Ten reports in the same breath as the page's end, three times over: nothing may be lost in any.
async fn ten_reports_and_a_page_left_closed_or_killed(engine: Engine) {
    let table = Table::laid(engine).await;
    let phone = &table.phone;

    let collector = Collector::open().await;
    table.opens("plain.html", &collector, &[]).await;
    phone.tell(&format!("{}; location.href = '/'", orders(10))).await;
    all_ten_come(engine, "left", &collector).await;

    let (collector, first) = (Collector::open().await, phone.tab().await);
    phone.open_tab().await;
    table.opens("plain.html", &collector, &[]).await;
    phone.tell(&orders(10)).await;
    phone.close_tab(&first).await;
    all_ten_come(engine, "closed", &collector).await;

    let collector = Collector::open().await;
    table.opens("plain.html", &collector, &[]).await;
    phone.tell(&orders(10)).await;
    assert!(phone.hide().await, "{engine} cannot hide a page");
    table.driver.kill_browsers();
    all_ten_come(engine, "hidden and killed", &collector).await;
}

async fn all_ten_come(engine: Engine, how: &str, collector: &Collector) {
    let what = format!("{engine}: ten reports of a page that is {how}");
    let account = comes(collector, &what, |account| account.reports("order").len() >= 10).await;
    println!("{what}: {:?}", account.reports("order"));
    assert_eq!(account.reports("order"), numbers(10), "{what}");
}

/// Reports of 0.7 KB each, and in the same breath the page is left.
const MANY: &str = "for (let n = 0; n < 150; n += 1) linger.track('order', { n, note: '.'.repeat(660) });
    location.href = '/'";

/// How many of them the 64 KiB hold that a page may have on its way when it goes. What the collector has answered before
/// comes on top, and depends on who is quicker: `cargo xtask bench sdk --row leave` tells how many those are.
const QUOTA: usize = 91;

async fn more_reports_than_a_page_that_goes_may_send(engine: Engine) {
    let (table, collector) = (Table::laid(engine).await, Collector::open().await);
    let kept = [("data-storage", "local")];
    table.opens("plain.html", &collector, &kept).await;
    table.phone.tell(MANY).await;
    table.phone.wait_for("return location.pathname === '/' && document.readyState === 'complete'").await;
    let what = format!("{engine}: at least {QUOTA} of 150 reports");
    let at_once = comes(&collector, &what, |account| account.reports("order").len() >= QUOTA).await;
    println!("{engine}: {} of 150 at once", at_once.reports("order").len());
    table.opens("plain.html", &collector, &kept).await;
    let what = format!("{engine}: 150 reports after the next visit");
    let account = comes(&collector, &what, |account| account.reports("order").len() >= 150).await;
    println!("{engine}: all in {} requests, {} sent twice", account.posts.len(), account.doubled());
    assert_eq!(account.reports("order"), numbers(150), "{what}");
    table.phone.close().await;
}
