//! A table in a house without a server: a guest's phone in one of the engines, pages on a host of their own, and the doubles
//! of Cognito and Firehose.

use std::path::Path;
use std::time::Duration;

use linger_aws_double::{Double, DoubleSettings};
use linger_tests_aws::origin::Origin;
use linger_tests_browsers::driver::Driver;
use linger_tests_browsers::engine::Engine;
use linger_tests_browsers::phone::Phone;
use linger_tests_browsers::until::until;
use linger_wire::Event;
use linger_wire::line::{self, Line};

/// How long a batch may take from a page to the double on a busy machine: to the engine four records that failed in one call are
/// four failures, after which it waits for up to 64 s.
const ARRIVAL_MAX: Duration = Duration::from_secs(90);

pub(crate) const KEPT: (&str, &str) = ("data-storage", "local");

pub(crate) struct Table {
    pub(crate) phone: Phone,
    pub(crate) driver: Driver,
    pub(crate) double: Double,
    origin: Origin,
    pool: String,
    engine: Engine,
}

impl Table {
    pub(crate) async fn laid(engine: Engine) -> Self {
        Self::laid_with(engine, DoubleSettings::new()).await
    }

    pub(crate) async fn laid_with(engine: Engine, settings: DoubleSettings) -> Self {
        let pool = settings.pool.id.clone();
        let double = Double::open(settings).await;
        let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/direct/pages");
        let driver = Driver::start(engine).await;
        let phone = Phone::open(&driver).await;
        Self { phone, driver, double, origin: Origin::serve(&pages), pool, engine }
    }

    /// The address of the menu, sent to the double.
    pub(crate) fn menu(&self, parameters: &[(&str, &str)]) -> String {
        self.page("menu.html", parameters)
    }

    /// The address of a page that is sent to the double.
    pub(crate) fn page(&self, page: &str, parameters: &[(&str, &str)]) -> String {
        let endpoint = self.double.endpoint();
        let services = [
            ("data-identity-pool", self.pool.as_str()),
            ("data-stream", "menu"),
            ("data-cognito-endpoint", &endpoint),
            ("data-firehose-endpoint", &endpoint),
        ];
        self.origin.page(page, &[&services, parameters].concat())
    }

    /// Opens the menu, and waits until linger is at work in it and has keys, which it tells with a report named "ready".
    pub(crate) async fn opens(&self, parameters: &[(&str, &str)]) {
        let before = self.double.account().firehose.calls;
        self.goes_to_menu(parameters).await;
        self.phone.tell("linger.track('ready'); linger.flush()").await;
        self.until("the page's first call", || self.double.account().firehose.calls > before).await;
    }

    /// Opens the menu, and waits until linger takes calls there.
    pub(crate) async fn goes_to_menu(&self, parameters: &[(&str, &str)]) {
        self.phone.visit(&self.menu(parameters)).await;
        self.phone.wait_for("return typeof window.linger?.track === 'function'").await;
    }

    /// Where another page of the same origin is, which measures nothing.
    pub(crate) fn elsewhere(&self) -> String {
        self.origin.page("elsewhere.html", &[])
    }

    /// Leaves for there.
    pub(crate) async fn leaves(&self) {
        self.phone.visit(&self.elsewhere()).await;
    }

    /// Waits until something is so.
    pub(crate) async fn until(&self, what: &str, is_so: impl Fn() -> bool) {
        let what = format!("{}: {what}", self.engine);
        until(&what, ARRIVAL_MAX, || async { is_so().then_some(()) }).await;
    }

    /// Waits until so many orders lie in the stream, and holds them against that: each is there, however often.
    pub(crate) async fn ordered(&self, what: &str, count: u64) {
        self.until(what, || self.orders().len() as u64 >= count).await;
        let mut orders = self.orders();
        orders.sort_unstable();
        orders.dedup();
        assert_eq!(orders, (0..count).collect::<Vec<_>>(), "{}: {what}", self.engine);
    }

    /// The records that the stream took, as the lines they must be.
    pub(crate) fn lines(&self) -> Vec<Line> {
        let read = |data: &[u8]| {
            assert!(
                data.ends_with(b"}\n"),
                "a record is a line that ends: {}",
                String::from_utf8_lossy(data)
            );
            line::read(data)
                .unwrap_or_else(|problems| panic!("{problems:?}: {}", String::from_utf8_lossy(data)))
        };
        self.double.taken().iter().map(|taken| read(&taken.data)).collect()
    }

    /// The `n` of all orders in the stream, once for each identity.
    pub(crate) fn orders(&self) -> Vec<u64> {
        let lines = self.lines();
        let mut told: Vec<(String, u32, u64)> = lines
            .iter()
            .flat_map(|line| line.events.iter().map(|event| (line.header.visit.encode(), event)))
            .filter_map(|(visit, event)| Some((visit, event.number(), order(event)?)))
            .collect();
        told.sort_unstable();
        told.dedup();
        told.into_iter().map(|(.., n)| n).collect()
    }

    pub(crate) async fn goes(self) {
        self.phone.close().await;
    }
}

fn order(event: &Event) -> Option<u64> {
    let Event::Custom(report) = event else { return None };
    let properties = report.properties.as_deref().filter(|_| report.name == "order")?;
    properties.strip_prefix("{\"n\":")?.strip_suffix('}')?.parse().ok()
}

/// The page's own reports `order` with `n` from 0 on, as a script.
pub(crate) fn orders(count: u64) -> String {
    format!("for (let n = 0; n < {count}; n += 1) linger.track('order', {{ n }})")
}
