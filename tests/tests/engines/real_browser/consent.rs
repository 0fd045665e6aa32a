//! Nothing is measured, kept or sent without leave.

use std::time::Duration;

use linger_tests_browsers::collector::Collector;
use linger_tests_browsers::engine::{Engine, Guest};

use super::table::{Table, comes};

in_all_engines![
    without_consent_nothing_is_sent_or_kept,
    consent_that_is_given_later_counts_from_then_on,
    consent_that_is_withdrawn_ends_it,
    a_guest_who_asks_to_be_left_alone_is,
];

/// Asks for the least delay of everything: the shortest flush age, and a store.
const EAGER: [(&str, &str); 2] = [("data-storage", "local"), ("data-flush-age-ms", "1000")];

/// Longer than the flush age.
const LOOK: Duration = Duration::from_millis(1500);

impl Table {
    async fn opens_for(&self, page: &str, collector: &Collector, consent: &[(&str, &str)]) {
        self.goes_to(page, collector, &[&EAGER, consent].concat()).await;
        self.phone.tell("linger.track('early', { n: 1 }); linger.flush()").await;
        self.phone.hold(LOOK).await;
    }

    async fn keeps_nothing(&self) {
        let kept: Vec<String> =
            self.phone.ask("return [...Object.keys(localStorage), ...Object.keys(sessionStorage)]").await;
        assert_eq!(kept, [""; 0], "{}: nothing is kept", self.driver.engine);
        let cookie: String = self.phone.ask("return document.cookie").await;
        assert_eq!(cookie, "", "{}: no cookie is set", self.driver.engine);
    }

    /// The line is open, and this is the first that comes through it.
    async fn has_sent_nothing(&self, collector: &Collector) {
        let control = "fetch(arguments[0] ?? '', {})";
        let control = control.replace("arguments[0] ?? ''", &format!("'{}'", collector.endpoint()));
        let control = control.replace("{}", "{ method: 'POST', body: '{\"control\":true}' }");
        self.phone.tell(&control).await;
        let account = comes(collector, "the control", |account| !account.posts.is_empty()).await;
        let engine = self.driver.engine;
        assert_eq!(account.posts[0].batch["control"], true, "{engine}: {:?}", account.posts[0].batch);
    }
}

async fn without_consent_nothing_is_sent_or_kept(engine: Engine) {
    let (table, collector) = (Table::laid(engine).await, Collector::open().await);
    for consent in ["pending", "denied"] {
        table.opens_for("plain.html", &collector, &[("data-consent", consent)]).await;
        table.leaves().await;
        table.keeps_nothing().await;
    }
    table.has_sent_nothing(&collector).await;
    table.phone.close().await;
}

async fn consent_that_is_given_later_counts_from_then_on(engine: Engine) {
    let (table, collector) = (Table::laid(engine).await, Collector::open().await);
    table.opens_for("plain.html", &collector, &[("data-consent", "pending")]).await;
    table.keeps_nothing().await;
    table.phone.tell("linger.consent('granted'); linger.track('late', { n: 1 })").await;
    let account = comes(&collector, "what is measured then", |account| account.reports("late") == [1]).await;
    assert_eq!(account.reports("early"), [0; 0], "{engine}: what was before is not told");
    table.phone.close().await;
}

async fn consent_that_is_withdrawn_ends_it(engine: Engine) {
    let (table, collector) = (Table::laid(engine).await, Collector::open().await);
    table.opens("plain.html", &collector, &EAGER).await;
    table.phone.tell("linger.consent('denied'); linger.track('late', { n: 1 }); linger.flush()").await;
    table.phone.hold(LOOK).await;
    table.keeps_nothing().await;
    table.leaves().await;
    table.keeps_nothing().await;
    // The next visit is another page's, and tells nothing of this one.
    table.opens("plain.html", &collector, &[]).await;
    assert_eq!(collector.account().reports("late"), [0; 0], "{engine}: nothing is told after");
    table.phone.close().await;
}

async fn a_guest_who_asks_to_be_left_alone_is(engine: Engine) {
    let (table, collector) = (Table::laid_for(engine, Guest::LeftAlone).await, Collector::open().await);
    table.leaves().await;
    let asks: bool = table
        .phone
        .ask("return navigator.globalPrivacyControl === true || navigator.doNotTrack === '1'")
        .await;
    println!(
        "{engine}: {}",
        if asks { "asks by its own setting" } else { "has no such setting; the page asks" }
    );
    let page = if asks { "plain.html" } else { "asking.html" };
    table.opens_for(page, &collector, &[]).await;
    table.leaves().await;
    table.keeps_nothing().await;
    table.has_sent_nothing(&collector).await;
    table.phone.close().await;
}
