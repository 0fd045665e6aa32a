//! Keys that run out, are not taken, or never come.

use std::time::Duration;

use linger_aws_double::{Call, DoubleSettings, Fault, Pool};
use linger_tests_browsers::collector::Collector;
use linger_tests_browsers::engine::Engine;
use linger_tests_browsers::until::until;

use super::table::{KEPT, Table, orders};

in_all_engines![
    keys_that_have_run_out_are_renewed_once_and_the_batch_goes_again,
    a_throttled_pool_is_asked_again,
    a_guest_who_withdraws_consent_leaves_no_keys,
    what_has_no_keys_goes_to_the_collector_where_one_is_named,
];

async fn keys_that_have_run_out_are_renewed_once_and_the_batch_goes_again(engine: Engine) {
    let table = Table::laid(engine).await;
    table.opens(&[KEPT]).await;
    table.double.expire_keys();
    table.phone.tell(&format!("{}; linger.flush()", orders(10))).await;
    table.ordered("orders with new keys", 10).await;
    let account = table.double.account();
    assert_eq!((account.get_id, account.get_credentials), (1, 2), "{engine}: {account:?}");
    assert_eq!(account.refused, 1, "{engine}: one put had the old keys");
    table.goes().await;
}

async fn a_throttled_pool_is_asked_again(engine: Engine) {
    let table = Table::laid(engine).await;
    table.double.script(Call::GetId, [Fault::Throttle, Fault::Throttle]);
    table.double.script(Call::GetCredentialsForIdentity, [Fault::Status(500)]);
    table.goes_to_menu(&[]).await;
    table.phone.tell(&format!("{}; linger.flush()", orders(10))).await;
    table.ordered("orders after a crowd", 10).await;
    let account = table.double.account();
    assert_eq!((account.get_id, account.get_credentials), (3, 2), "{engine}: {account:?}");
    table.goes().await;
}

async fn a_guest_who_withdraws_consent_leaves_no_keys(engine: Engine) {
    let table = Table::laid(engine).await;
    table.opens(&[KEPT]).await;
    assert!(table.phone.ask::<bool>("return 'linger-guest' in localStorage").await, "{engine}");
    table.phone.tell("linger.consent('denied')").await;
    let left: Vec<String> = table.phone.ask("return Object.keys(localStorage)").await;
    assert_eq!(left, [""; 0], "{engine}: what is stored");
    let before = table.double.account();
    table.phone.tell("linger.track('order', { n: 0 }); linger.flush()").await;
    table.leaves().await;
    assert_eq!(table.double.account(), before, "{engine}: nobody is asked any more");
    table.goes().await;
}

/// A pool that gives guests nothing, a page that is left before it could, and each time a collector that takes what there is.
async fn what_has_no_keys_goes_to_the_collector_where_one_is_named(engine: Engine) {
    let pool = Pool { guests: false, ..DoubleSettings::new().pool };
    let table = Table::laid_with(engine, DoubleSettings { pool, ..DoubleSettings::new() }).await;
    let collector = Collector::open().await;
    let parameters = [("data-endpoint", &*collector.endpoint())];
    table.goes_to_menu(&parameters).await;
    table.phone.tell(&format!("{}; linger.flush()", orders(10))).await;
    until("ten orders at the collector", Duration::from_secs(30), || async {
        (collector.account().reports("order").len() == 10).then_some(())
    })
    .await;
    table.double.script(Call::GetId, [Fault::Silence]);
    table.goes_to_menu(&parameters).await;
    table.phone.hold(Duration::from_secs(1)).await;
    table.phone.tell("for (let n = 10; n < 15; n += 1) linger.track('order', { n })").await;
    table.leaves().await;
    until("five more of a page that was left", Duration::from_secs(30), || async {
        (collector.account().reports("order").len() == 15).then_some(())
    })
    .await;
    assert_eq!(table.double.account().firehose.calls, 0, "{engine}");
    table.goes().await;
}
