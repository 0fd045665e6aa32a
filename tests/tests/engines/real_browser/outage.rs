//! A collector that fails, and pages that outlast it.

use std::time::{Duration, Instant};

use linger_tests_browsers::collector::{Account, Answer, Collector, RetryAfter};
use linger_tests_browsers::engine::Engine;

use super::table::{Table, comes, numbers, orders};

in_all_engines![
    failures_that_last,
    what_is_refused_for_good_is_not_sent_again,
    a_wait_that_is_asked_for_is_kept,
    only_events_that_are_asked_for_again_are_sent_again,
    an_answer_that_is_lost_doubles_nothing,
    an_answer_that_never_comes_loses_nothing,
    a_collector_that_is_gone_for_a_while_loses_nothing,
];

const KEPT: [(&str, &str); 1] = [("data-storage", "local")];

/// Longer than the SDK waits for an answer, 10 s, and after that until it asks again, 8 s at most: the page is left while
/// that second request is on its way.
const SECOND_REQUEST: Duration = Duration::from_secs(19);

/// A page that is open, and linger at work in it.
async fn opened(engine: Engine, attributes: &[(&str, &str)]) -> (Table, Collector) {
    let (table, collector) = (Table::laid(engine).await, Collector::open().await);
    table.opens("plain.html", &collector, attributes).await;
    (table, collector)
}

impl Table {
    async fn orders_ten(&self) {
        self.phone.tell(&format!("{}; linger.flush()", orders(10))).await;
    }
}

async fn ten_come(engine: Engine, collector: &Collector) -> Account {
    let what = format!("{engine}: ten reports");
    let account = comes(collector, &what, |account| account.reports("order").len() >= 10).await;
    assert_eq!(account.reports("order"), numbers(10), "{what}");
    account
}

/// Two guests at once, as both do nothing but wait.
async fn failures_that_last(engine: Engine) {
    tokio::join!(
        survives(engine, Answer::Status(503, None), Duration::from_secs(12), 5),
        survives(engine, Answer::Status(500, None), Duration::from_secs(45), 8),
    );
}

/// Ten reports, a collector that fails for so long while the page stays, another page, and the next visit.
async fn survives(engine: Engine, answer: Answer, time: Duration, requests_max: usize) {
    let (table, collector) = opened(engine, &KEPT).await;
    let before = collector.account().posts.len();
    collector.answer(answer);
    table.orders_ten().await;
    table.phone.hold(time).await;
    table.leaves().await;
    collector.answer(Answer::Taken);
    table.phone.visit(&table.address_with("plain.html", &collector, &KEPT)).await;
    let account = ten_come(engine, &collector).await;
    let requests = account.posts.len() - before;
    println!("{engine}: {answer:?} for {time:?}, 10 of 10 in {requests} requests");
    assert!(requests <= requests_max, "{engine}: {requests} requests, at most {requests_max}");
    table.phone.close().await;
}

async fn what_is_refused_for_good_is_not_sent_again(engine: Engine) {
    let (table, collector) = opened(engine, &KEPT).await;
    for status in [400, 403, 404, 413] {
        let before = collector.account().posts.len();
        collector.answer(Answer::Status(status, None));
        table.phone.tell(&format!("linger.track('refused', {{ n: {status} }}); linger.flush()")).await;
        comes(&collector, "the refused request", |account| account.posts.len() > before).await;
        collector.answer(Answer::Taken);
        table.phone.tell(&format!("linger.track('taken', {{ n: {status} }}); linger.flush()")).await;
        let is_there = |account: &Account| account.reports("taken").contains(&status.into());
        comes(&collector, "the next request", is_there).await;
    }
    table.leaves().await;
    table.opens("plain.html", &collector, &KEPT).await;
    let account = collector.account();
    let tries = account.posts.iter().filter(|post| !post.reports("refused").is_empty());
    let tries: Vec<u64> = tries.flat_map(|post| post.reports("refused")).collect();
    assert_eq!(tries, [400, 403, 404, 413], "{engine}: each is sent once");
    assert_eq!(account.reports("refused"), [0; 0], "{engine}: and none is taken later");
    table.phone.close().await;
}

async fn a_wait_that_is_asked_for_is_kept(engine: Engine) {
    const WAIT: Duration = Duration::from_secs(3);
    let (table, collector) = opened(engine, &[]).await;
    for (n, wait) in [(1, RetryAfter::Seconds(3)), (2, RetryAfter::Date(3))] {
        let before = collector.account().posts.len();
        collector.answer(Answer::Status(429, Some(wait)));
        table.phone.tell(&format!("linger.track('order', {{ n: {n} }}); linger.flush()")).await;
        comes(&collector, "the first try", |account| account.posts.len() > before).await;
        collector.answer(Answer::Taken);
        let account =
            comes(&collector, "the second try", |account| account.reports("order").contains(&n)).await;
        let tries: Vec<Instant> = account.posts[before..].iter().map(|post| post.at).collect();
        let waited = tries[1] - tries[0];
        println!("{engine}: {wait:?}, sent again after {waited:?}");
        assert!(waited >= WAIT, "{engine}: {wait:?} was asked for, and it waited {waited:?}");
    }
    table.phone.close().await;
}

async fn only_events_that_are_asked_for_again_are_sent_again(engine: Engine) {
    let (table, collector) = opened(engine, &[]).await;
    let before = collector.account().posts.len();
    collector.answer(Answer::TakenBut(3));
    table.orders_ten().await;
    comes(&collector, "the first try", |account| account.posts.len() > before).await;
    collector.answer(Answer::Taken);
    let account = ten_come(engine, &collector).await;
    assert_eq!(account.doubled(), 0, "{engine}: what was stored is not sent again");
    table.phone.close().await;
}

async fn an_answer_that_is_lost_doubles_nothing(engine: Engine) {
    let (table, collector) = opened(engine, &[]).await;
    let before = collector.account().posts.len();
    collector.answer(Answer::TakenAndReset);
    table.orders_ten().await;
    comes(&collector, "the first try", |account| account.posts.len() > before).await;
    collector.answer(Answer::Taken);
    let account = comes(&collector, "the second try", |account| account.doubled() >= 10).await;
    assert_eq!(account.reports("order"), numbers(10), "{engine}: each under the identity it had");
    table.phone.close().await;
}

async fn an_answer_that_never_comes_loses_nothing(engine: Engine) {
    let (table, collector) = opened(engine, &KEPT).await;
    let before = collector.account().posts.len();
    collector.answer(Answer::Silence);
    table.orders_ten().await;
    comes(&collector, "the request", |account| account.posts.len() > before).await;
    table.phone.hold(SECOND_REQUEST).await;
    table.leaves().await;
    collector.answer(Answer::Taken);
    table.phone.visit(&table.address_with("plain.html", &collector, &KEPT)).await;
    ten_come(engine, &collector).await;
    table.phone.close().await;
}

async fn a_collector_that_is_gone_for_a_while_loses_nothing(engine: Engine) {
    let (table, mut collector) = opened(engine, &[]).await;
    collector.down().await;
    table.orders_ten().await;
    table.phone.hold(Duration::from_secs(2)).await;
    collector.up().await;
    let account = ten_come(engine, &collector).await;
    assert_eq!(account.doubled(), 0, "{engine}: nothing had come before");
    table.phone.close().await;
}
