//! A stream that fails, wholly or in parts.

use linger_aws_double::{Call, Fault, RecordError, Which};
use linger_tests_browsers::engine::Engine;

use super::table::{KEPT, Table};

in_all_engines![
    of_ten_records_the_four_that_failed_go_again,
    of_ten_calls_the_four_that_failed_go_again,
    a_stream_that_has_too_much_gets_it_later,
    an_answer_that_breaks_off_loses_nothing,
];

/// Ten routes are ten visits, and so ten batches, which go in one call when the page is hidden.
async fn of_ten_records_the_four_that_failed_go_again(engine: Engine) {
    let table = Table::laid(engine).await;
    table.opens(&[]).await;
    let before = table.double.account().firehose;
    let failing = Fault::Records(Which::These(vec![2, 4, 6, 8]), RecordError::Throttled);
    table.double.script(Call::PutRecordBatch, [failing]);
    let routes = "for (let n = 0; n < 10; n += 1) { location.hash = '#/' + n; linger.track('order', { n }) }";
    table.phone.tell(routes).await;
    assert!(table.phone.hide().await, "{engine} cannot hide a page");
    table.ordered("ten orders", 10).await;
    let put = table.double.account().firehose;
    let (calls, records) = (put.calls - before.calls, put.records - before.records);
    println!("{engine}: {records} records in {calls} calls, {} failed", put.records_failed);
    assert_eq!(put.records_failed, 4, "{engine}: {put:?}");
    assert_eq!(calls, 1 + 4, "{engine}: each of the four again, and no other");
    assert!((10..=11).contains(&records), "{engine}: every batch is taken once, {put:?}");
    table.goes().await;
}

async fn of_ten_calls_the_four_that_failed_go_again(engine: Engine) {
    let table = Table::laid(engine).await;
    table.opens(&[]).await;
    let before = table.double.account().firehose;
    let mut failures = 0;
    for n in 0..10 {
        if n % 5 < 2 {
            failures += 1;
            table.double.script(Call::PutRecordBatch, [Fault::Records(Which::All, RecordError::Internal)]);
        }
        table.phone.tell(&format!("linger.track('order', {{ n: {n} }}); linger.flush()")).await;
        table.ordered("an order", n + 1).await;
    }
    let put = table.double.account().firehose;
    assert_eq!((failures, put.records_failed), (4, 4), "{engine}: {put:?}");
    assert_eq!(put.records - before.records, 10, "{engine}: each is taken once, {put:?}");
    table.goes().await;
}

/// One failure at a time, as the waits between tries double while they go on.
async fn a_stream_that_has_too_much_gets_it_later(engine: Engine) {
    let table = Table::laid(engine).await;
    table.opens(&[KEPT]).await;
    let throttled = Fault::Error { status: 400, code: "ThrottlingException", message: "Rate exceeded" };
    for (n, fault) in (0..).zip([Fault::Throttle, throttled, Fault::internal()]) {
        fails_once(&table, n, fault).await;
    }
    let put = table.double.account().firehose;
    assert_eq!((put.calls_failed, put.records), (3, 4), "{engine}: {put:?}");
    table.goes().await;
}

async fn an_answer_that_breaks_off_loses_nothing(engine: Engine) {
    let table = Table::laid(engine).await;
    table.opens(&[KEPT]).await;
    for (n, fault) in (0..).zip([Fault::TakeThenTruncate, Fault::Reset, Fault::TakeThenMiscount]) {
        let before = table.double.account().firehose.calls;
        fails_once(&table, n, fault).await;
        table.until("the call that ends well", || table.double.account().firehose.calls >= before + 2).await;
    }
    let put = table.double.account().firehose;
    assert_eq!((put.records_unanswered, put.records), (2, 6), "{engine}: {put:?}");
    table.goes().await;
}

async fn fails_once(table: &Table, n: u64, fault: Fault) {
    table.double.script(Call::PutRecordBatch, [fault]);
    table.phone.tell(&format!("linger.track('order', {{ n: {n} }}); linger.flush()")).await;
    table.ordered("an order after a failure", n + 1).await;
}
