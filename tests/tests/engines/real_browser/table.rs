//! A table in the house: a guest's phone in one of the engines, and the house's pages.

use std::time::Duration;

use linger_tests::server::{Server, root};
use linger_tests_browsers::collector::{Account, Collector};
use linger_tests_browsers::driver::Driver;
use linger_tests_browsers::engine::{Engine, Guest};
use linger_tests_browsers::phone::Phone;
use linger_tests_browsers::until::until;

/// How long a request may take from a page to the collector on a busy machine.
pub(crate) const ARRIVAL_MAX: Duration = Duration::from_secs(20);

/// The pages of this suite.
const PAGES: &str = "tests/tests/engines/pages";

pub(crate) struct Table {
    pub(crate) server: Server,
    pub(crate) driver: Driver,
    pub(crate) phone: Phone,
}

impl Table {
    /// A table where a guest with a usual browser sits.
    pub(crate) async fn laid(engine: Engine) -> Self {
        Self::laid_for(engine, Guest::Usual).await
    }

    pub(crate) async fn laid_for(engine: Engine, guest: Guest) -> Self {
        let (server, driver) = (Server::start_with(&root().join(PAGES)), Driver::start(engine).await);
        let phone = Phone::open_for(&driver, guest).await;
        Self { server, driver, phone }
    }

    /// The address of a page whose script tag has these attributes.
    pub(crate) fn address(&self, page: &str, attributes: &[(&str, &str)]) -> String {
        let address = url::Url::parse_with_params(&format!("{}/{page}", self.server.address), attributes);
        address.expect("the server's address is one").into()
    }

    /// Opens a page that sends to the double, and waits until linger is at work in it, which it tells with a report
    /// named "ready".
    pub(crate) async fn opens(&self, page: &str, collector: &Collector, attributes: &[(&str, &str)]) {
        let before = collector.account().posts.len();
        self.goes_to(page, collector, attributes).await;
        self.phone.tell("linger.track('ready'); linger.flush()").await;
        comes(collector, "the page's first request", |account| account.posts.len() > before).await;
    }

    /// Opens a page that sends to the double, and waits until linger takes calls there.
    pub(crate) async fn goes_to(&self, page: &str, collector: &Collector, attributes: &[(&str, &str)]) {
        self.phone.visit(&self.address_with(page, collector, attributes)).await;
        self.phone.wait_for("return typeof window.linger?.track === 'function'").await;
    }

    pub(crate) fn address_with(
        &self,
        page: &str,
        collector: &Collector,
        attributes: &[(&str, &str)],
    ) -> String {
        let endpoint = collector.endpoint();
        self.address(page, &[&[("data-endpoint", endpoint.as_str())], attributes].concat())
    }

    /// Leaves for another page of the same origin, which measures nothing.
    pub(crate) async fn leaves(&self) {
        self.phone.visit(&self.server.address).await;
    }
}

/// Waits until the collector's account is so.
pub(crate) async fn comes(collector: &Collector, what: &str, is_so: impl Fn(&Account) -> bool) -> Account {
    until(what, ARRIVAL_MAX, || async {
        let account = collector.account();
        is_so(&account).then_some(account)
    })
    .await
}

/// The page's own reports `order` with `n` from 0 on, as a script.
pub(crate) fn orders(count: u64) -> String {
    format!("for (let n = 0; n < {count}; n += 1) linger.track('order', {{ n }})")
}

/// The `n` of so many orders.
pub(crate) fn numbers(count: u64) -> Vec<u64> {
    (0..count).collect()
}
