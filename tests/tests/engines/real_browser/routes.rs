//! Pages that change their address without loading.

use linger_tests_browsers::collector::{Account, Collector};
use linger_tests_browsers::engine::Engine;

use super::table::{Table, comes};

in_all_engines![a_change_of_route_begins_a_visit];

async fn a_change_of_route_begins_a_visit(engine: Engine) {
    let (table, collector) = (Table::laid(engine).await, Collector::open().await);
    table.opens("plain.html", &collector, &[]).await;
    table.phone.tell("linger.track('order', { n: 1 }); history.pushState(null, '', '/desserts')").await;
    table.phone.wait_for("return location.pathname === '/desserts'").await;
    table.phone.tell("linger.track('order', { n: 2 }); linger.flush()").await;
    let both = |account: &Account| account.reports("order") == [1, 2];
    let account = comes(&collector, "both reports", both).await;
    // Not the browser's own button, which may pass over an address that no touch has led to.
    table.phone.tell("history.back()").await;
    table.phone.wait_for("return location.pathname === '/plain.html'").await;
    table.phone.tell("linger.track('order', { n: 3 }); linger.flush()").await;
    let account_after =
        comes(&collector, "the third report", |account| account.reports("order").contains(&3)).await;
    let first = of(&account, 1);
    let second = of(&account, 2);
    let third = of(&account_after, 3);
    println!("{engine}: {first:?}, {second:?}, {third:?}");
    assert_eq!([&first.1, &second.1, &third.1], ["/plain.html", "/desserts", "/plain.html"], "{engine}");
    assert!(first.0 != second.0 && second.0 != third.0 && first.0 != third.0, "{engine}: three visits");
    table.phone.close().await;
}

/// The visit and the path of an order.
fn of(account: &Account, n: u64) -> (String, String) {
    let post = account.posts.iter().find(|post| post.reports("order").contains(&n)).expect("it came");
    let text = |field: &str| post.batch[field].as_str().unwrap_or_default().to_owned();
    (text("visit"), text("path"))
}
