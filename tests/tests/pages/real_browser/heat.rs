//! The heat on the menu: figures for the restaurant, nothing for guests, and nothing measured of the look.

use linger_tests::lake;
use linger_tests::server::Server;
use linger_tests_browsers::driver::Driver;
use linger_tests_browsers::engine::Engine;
use linger_tests_browsers::phone::Phone;

use super::fixture::{DESK_BY_DAY, Fixture, PHONE_AT_NIGHT};

/// Every section and dish has its figure.
const FIGURES: &str = "const badges = [...document.querySelectorAll('linger-heat-badge')];
  return badges.length > 0 && badges.length === document.querySelectorAll('[data-linger-section], [data-linger-item]').length
    && badges.every(({ shadowRoot }) => /%/.test(shadowRoot.querySelector('button').textContent))";

const SHEET: &str =
    "return document.querySelector('linger-heat').shadowRoot.querySelector('section').textContent";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_section_and_dish_wears_its_figure_and_words_stay_readable() {
    let fixture = Fixture::start().await;
    for screen in [PHONE_AT_NIGHT, DESK_BY_DAY] {
        fixture.looks_on(screen).await;
        fixture.visit("/?linger=heat&lang=en#key=reader").await;
        fixture.phone.wait_for(FIGURES).await;
        assert_eq!(fixture.violations().await, Vec::<String>::new(), "{screen:?}");
    }
    let address: String = fixture.phone.ask("return location.href").await;
    assert!(!address.contains("key"), "the key stays in {address}");
    let dish = "document.querySelector('[data-linger-item=kimchi-jeon] linger-heat-badge').shadowRoot";
    fixture.phone.tell(&format!("{dish}.querySelector('button').focus()")).await;
    let told: String = fixture.phone.ask(SHEET).await;
    assert!(told.starts_with("Kimchi pancake") && told.contains("Share of attention"), "{told}");
    assert_eq!(fixture.phone.console().await, Vec::<String>::new());
    fixture.phone.close().await;
}

/// What of the page's own and of the collector's was asked for.
const ASKED: &str =
    "return performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_look_at_the_heat_is_not_measured_and_guests_load_none_of_it() {
    let (mut server, driver) = (Server::start(), Driver::start(Engine::Chromium).await);
    let phone = Phone::open(&driver).await;
    phone.visit(&format!("{}/?linger=heat", server.address)).await;
    phone.wait_for("return !!window.linger && !!document.querySelector('linger-heat')").await;
    phone.wait_for("return new Promise((done) => requestIdleCallback(() => done(true)))").await;
    phone.tell("window.linger.track('order', { item: 'x' }); window.linger.flush()").await;
    let asked: Vec<String> = phone.ask(ASKED).await;
    assert!(asked.contains(&"/heat/heat.js".to_owned()), "{asked:?}");
    assert!(!asked.contains(&"/sdk/linger.wasm".to_owned()), "linger runs: {asked:?}");
    phone.visit(&format!("{}/favicon.svg", server.address)).await;
    phone.visit(&format!("{}/?table=12", server.address)).await;
    phone
        .wait_for(
            "return performance.getEntriesByType('resource').some(({ name }) => name.endsWith('.wasm'))",
        )
        .await;
    let asked: Vec<String> = phone.ask(ASKED).await;
    assert!(!asked.iter().any(|path| path.contains("heat")), "a guest loads {asked:?}");
    phone.visit("about:blank").await;
    phone.close().await;
    assert!(server.interrupt().success(), "the server does not end well");
    let events = lake::rows(&server.lake());
    assert!(events.iter().all(|row| row["table_id"] == "12"), "only the guest's visit is in the lake");
}
