//! A guest with Chromium at a menu on loopback, whose page tells an edge what is looked at.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use linger_tests_aws::origin::Origin;
use linger_tests_browsers::devtools::Swipe;
use linger_tests_browsers::driver::Driver;
use linger_tests_browsers::engine::Engine;
use linger_tests_browsers::phone::Phone;
use linger_wire::line::{self, Line};
use serde::Deserialize;
use serde_json::Value;

use crate::told::{self, Sent};

/// The site that the edges know.
pub(crate) const SITE: &str = "bistro";

/// Long enough for an exposure to count as read.
const LOOK: Duration = Duration::from_millis(1100);

/// What a page has posted, by its own account, but for requests of keys.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Post {
    pub(crate) body: String,
    /// Of the answer; 0 where none could be read before the page went.
    pub(crate) status: u16,
}

pub(crate) struct Guest {
    // In this order: the browser goes before its driver.
    pub(crate) phone: Phone,
    _driver: Driver,
}

impl Guest {
    pub(crate) async fn sits_down() -> Self {
        let driver = Driver::start(Engine::Chromium).await;
        let phone = Phone::open(&driver).await;
        Self { phone, _driver: driver }
    }

    /// Reads the menu, orders, goes on reading and leaves; what the page has posted.
    pub(crate) async fn reads(&self, menu: &Origin, attributes: &[(&str, &str)]) -> Vec<Post> {
        let phone = &self.phone;
        let attributes = [&[("data-site", SITE)], attributes].concat();
        phone.visit(&menu.page("menu.html", &attributes)).await;
        phone.wait_for("return typeof window.linger?.track === 'function'").await;
        phone.hold(LOOK).await;
        phone.tell("linger.track('order', { item: 'kimchi-jeon', n: 2 }); linger.flush()").await;
        phone.wait_for("return posts.some(({ status, failed }) => status || failed)").await;
        phone.swipe(Swipe { down_px: 500.0, speed_px_s: 1500 }).await;
        phone.hold(LOOK).await;
        phone.visit(&menu.page("elsewhere.html", &[])).await;
        let posts: String = phone.ask("return localStorage.getItem('posts')").await;
        serde_json::from_str(&posts).expect("the page keeps its account as JSON")
    }
}

/// What a page of an origin reads of an answer to JSON, which browsers ask about first; 0 where it may not.
pub(crate) async fn reads_of_json(phone: &Phone, origin: &Origin, to: &str) -> u16 {
    phone.visit(&origin.page("elsewhere.html", &[])).await;
    let post = "{ method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }";
    phone.ask(&format!("return fetch('{to}', {post}).then(({{ status }}) => status, () => 0)")).await
}

/// The batches of posts, each once: what is posted again has the number it had.
pub(crate) fn batches(posts: &[Post]) -> Vec<Sent> {
    let mut batches: Vec<Sent> = posts.iter().map(|post| told::read(&post.body)).collect();
    batches.sort_by_key(|(header, _)| (header.visit.encode(), header.seq));
    batches.dedup_by_key(|(header, _)| (header.visit.encode(), header.seq));
    batches
}

/// The lines that a page has put into the stream itself, one a record. None may have been refused: put again it would be another
/// line, by its time.
pub(crate) fn records(posts: &[Post]) -> Vec<Line> {
    let mut lines: Vec<Line> = posts.iter().flat_map(put).collect();
    lines.sort_by_key(|line| (line.header.visit.encode(), line.header.seq));
    lines
}

fn put(post: &Post) -> Vec<Line> {
    assert!([0, 200].contains(&post.status), "{post:?}");
    let call: Value = serde_json::from_str(&post.body).expect("a call's body is JSON");
    let records = call["Records"].as_array().unwrap_or_else(|| panic!("no call of PutRecordBatch: {call}"));
    records.iter().map(|record| line_of(record["Data"].as_str().expect("data is text"))).collect()
}

fn line_of(data: &str) -> Line {
    let text = STANDARD.decode(data).expect("data is base64");
    line::read(&text).unwrap_or_else(|problems| panic!("{problems:?}: {}", String::from_utf8_lossy(&text)))
}
