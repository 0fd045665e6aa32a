//! What a visit costs, and what lies in the stream after it.

use linger_tests_browsers::engine::Engine;
use linger_wire::line::Device;

use super::table::{KEPT, Table, orders};

in_all_engines![
    the_first_visit_asks_cognito_twice_and_a_return_not_at_all,
    twenty_events_are_one_unit_a_post_in_two_posts_at_most,
    a_clock_that_is_off_is_set_right,
    npm_has_the_same_options,
];

async fn the_first_visit_asks_cognito_twice_and_a_return_not_at_all(engine: Engine) {
    let table = Table::laid(engine).await;
    table.opens(&[KEPT]).await;
    let first = table.double.account();
    assert_eq!((first.get_id, first.get_credentials), (1, 1), "{engine}: the first visit");
    table.leaves().await;
    table.goes_to_menu(&[KEPT]).await;
    table.phone.tell(&format!("{}; linger.flush()", orders(3))).await;
    table.ordered("the orders of a return", 3).await;
    let second = table.double.account();
    assert_eq!((second.get_id, second.get_credentials), (1, 1), "{engine}: a return within the hour");
    assert_eq!((second.refused, second.last_refusal), (0, None), "{engine}");
    println!("{engine}: {} preflights, {} puts", second.preflights, second.firehose.calls);
    let lines = table.lines();
    assert!(lines.iter().all(|line| line.header.page.site == "bistro"), "{lines:?}");
    assert!(lines.iter().all(|line| line.receipt.device != Device::Other), "{lines:?}");
    table.goes().await;
}

async fn twenty_events_are_one_unit_a_post_in_two_posts_at_most(engine: Engine) {
    let table = Table::laid(engine).await;
    table.goes_to_menu(&[KEPT]).await;
    table.phone.tell(&format!("{}; linger.flush()", orders(10))).await;
    table.ordered("the first ten", 10).await;
    table.phone.tell(&orders(10).replace("{ n }", "{ n: n + 10 }")).await;
    table.leaves().await;
    table.ordered("all twenty", 20).await;
    let put = table.double.account().firehose;
    println!("{engine}: {} bytes in {} records", put.data_bytes, put.records);
    assert!(put.records <= 2 && put.billed_units == put.records, "{engine}: {put:?}");
    table.goes().await;
}

/// Services take no signature that is five minutes off.
async fn a_clock_that_is_off_is_set_right(engine: Engine) {
    const HOUR_MS: i64 = 3_600_000;
    let table = Table::laid(engine).await;
    for (fast_ms, asked) in [(2 * HOUR_MS, 1), (-2 * HOUR_MS, 2)] {
        let before = table.lines().len();
        let fast = fast_ms.to_string();
        table.opens(&[("fast", &fast)]).await;
        table.until("a record", || table.lines().len() > before).await;
        let account = table.double.account();
        // The first answer of Cognito's has told the time, so not even the first signature is refused.
        assert_eq!((account.get_credentials, account.refused), (asked, 0), "{engine}: {account:?}");
        let line = table.lines().pop().expect("a record");
        let off_ms = line.header.sent_at_ms - line.receipt.received_at_ms;
        assert!(
            (off_ms - fast_ms).abs() < 5_000,
            "{engine}: the line says that the clock is {off_ms} ms fast"
        );
        table.leaves().await;
    }
    table.goes().await;
}

async fn npm_has_the_same_options(engine: Engine) {
    let table = Table::laid(engine).await;
    table.phone.visit(&table.page("npm.html", &[("data-storage", "local")])).await;
    table.phone.wait_for("return typeof window.linger?.track === 'function'").await;
    table.phone.tell(&format!("{}; linger.flush()", orders(3))).await;
    table.ordered("orders by npm", 3).await;
    let wrong = [("data-region", "Europe"), ("data-flush-age-ms", "soon")];
    table.phone.visit(&table.page("npm.html", &wrong)).await;
    table.phone.wait_for("return !!window.said").await;
    let said: String = table.phone.ask("return said").await;
    for part in ["options.region must be the code", "options.flushAgeMs must be a whole number"] {
        assert!(said.starts_with("TypeError") && said.contains(part), "{engine}: {part} in {said}");
    }
    table.phone.visit(&table.page("npm.html", &[("data-transport", "collector")])).await;
    table.phone.wait_for("return !!window.said").await;
    let said: String = table.phone.ask("return said").await;
    assert_eq!(said, "TypeError: linger: options.endpoint must be the collector's http(s) URL", "{engine}");
    table.goes().await;
}
