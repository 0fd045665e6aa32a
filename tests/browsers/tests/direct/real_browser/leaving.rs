//! What is on the way when a page goes.

use std::time::Duration;

use linger_aws_double::{Call, DoubleSettings, Fault};
use linger_tests_browsers::engine::Engine;

use super::table::{KEPT, Table, orders};

in_all_engines![
    ten_orders_and_a_page_left_closed_or_killed,
    ten_orders_of_a_return_whose_first_call_is_its_last,
    three_orders_on_a_slow_network_and_a_page_left_soon,
    a_visit_that_ends_before_the_first_keys,
    more_than_may_outlive_a_page_waits_for_the_next_visit,
];

/// Ten orders in the same breath as the page's end, three times over: nothing may be lost in any, with no storage.
async fn ten_orders_and_a_page_left_closed_or_killed(engine: Engine) {
    let table = Table::laid(engine).await;
    let phone = &table.phone;
    table.opens(&[]).await;
    phone.tell(&format!("{}; location.href = '{}'", orders(10), table.elsewhere())).await;
    table.ordered("ten orders of a page that is left", 10).await;

    let first = phone.tab().await;
    phone.open_tab().await;
    table.opens(&[]).await;
    phone.tell(&orders(10).replace("{ n }", "{ n: n + 10 }")).await;
    phone.close_tab(&first).await;
    table.ordered("ten orders of a page that is closed", 20).await;

    table.opens(&[]).await;
    phone.tell(&orders(10).replace("{ n }", "{ n: n + 20 }")).await;
    assert!(phone.hide().await, "{engine} cannot hide a page");
    table.driver.kill_browsers();
    table.ordered("ten orders of a page that is hidden and killed", 30).await;
    println!("{engine}: 30 of 30; {:?}", table.double.account());
}

/// The keys are from the visit before, so that the first that is asked of Firehose is the preflight of a page that goes.
async fn ten_orders_of_a_return_whose_first_call_is_its_last(engine: Engine) {
    let table = Table::laid(engine).await;
    table.opens(&[KEPT]).await;
    table.leaves().await;
    for n in 0..3 {
        table.goes_to_menu(&[KEPT]).await;
        table.phone.hold(Duration::from_secs(1)).await;
        let ten = orders(10).replace("{ n }", &format!("{{ n: n + {} }}", n * 10));
        table.phone.tell(&format!("{ten}; location.href = '{}'", table.elsewhere())).await;
        table.ordered("ten orders of a return", n * 10 + 10).await;
    }
    assert_eq!(table.double.account().get_credentials, 1, "{engine}");
    table.goes().await;
}

/// At 400 ms a request keys take at least three of them.
async fn three_orders_on_a_slow_network_and_a_page_left_soon(engine: Engine) {
    let settings = DoubleSettings { latency: Duration::from_millis(400), ..DoubleSettings::new() };
    let table = Table::laid_with(engine, settings).await;
    table.goes_to_menu(&[KEPT]).await;
    table.phone.tell(&format!("{}; linger.flush()", orders(3))).await;
    table.phone.hold(Duration::from_millis(1200)).await;
    table.leaves().await;
    table.phone.hold(Duration::from_secs(2)).await;
    println!("{engine}: {} of 3 at once", table.orders().len());
    table.goes_to_menu(&[KEPT]).await;
    table.ordered("three orders after the next visit", 3).await;
    table.goes().await;
}

async fn a_visit_that_ends_before_the_first_keys(engine: Engine) {
    let table = Table::laid(engine).await;
    table.double.script(Call::GetId, [Fault::Silence]);
    table.goes_to_menu(&[KEPT]).await;
    table.phone.hold(Duration::from_secs(1)).await;
    // One batch waits for keys already when the page goes, the other is cut as it does.
    table.phone.tell(&format!("{}; linger.flush()", orders(5))).await;
    table.phone.hold(Duration::from_millis(200)).await;
    table.phone.tell(&orders(5).replace("{ n }", "{ n: n + 5 }")).await;
    table.leaves().await;
    assert_eq!(table.double.account().firehose.calls, 0, "{engine}");
    table.goes_to_menu(&[KEPT]).await;
    table.ordered("orders of the visit before", 10).await;
    table.goes().await;
}

/// Reports of 0.7 KB each, and in the same breath the page is left.
async fn more_than_may_outlive_a_page_waits_for_the_next_visit(engine: Engine) {
    const MANY: &str = "for (let n = 0; n < 150; n += 1) linger.track('order', { n });
        for (let n = 0; n < 150; n += 1) linger.track('note', { note: '.'.repeat(660) });";
    let table = Table::laid(engine).await;
    table.opens(&[KEPT]).await;
    table.phone.tell(&format!("{MANY}; location.href = '{}'", table.elsewhere())).await;
    table.phone.wait_for("return document.title === 'Elsewhere'").await;
    table.phone.hold(Duration::from_secs(2)).await;
    println!("{engine}: {} of 150 at once", table.orders().len());
    table.goes_to_menu(&[KEPT]).await;
    table.ordered("150 orders after the next visit", 150).await;
    let notes = || table.lines().iter().flat_map(|line| &line.events).count();
    table.until("all reports", || notes() >= 300).await;
    table.goes().await;
}
