//! The dashboard's views over made-up guests: whole on every screen, usable without a mouse, and honest in every state.

use serde_json::Value;

use super::fixture::{DESK_BY_DAY, Fixture, Key, PHONE_AT_NIGHT, Screen};

const VIEWS: [&str; 9] =
    ["glance", "sections", "dishes", "paths", "times", "versions", "guests", "funnel", "quality"];

/// Everything of the view is drawn: its answers are there, and each chart's place has its drawing.
const DRAWN: &str = "return document.body.dataset.face === 'ready'
  && document.querySelector('[data-part=view]').dataset.shown === '{view}'
  && !!document.querySelector('[data-csv]')
  && [...document.querySelectorAll('[data-chart]')].every((place) => place.querySelector('svg'))";

/// CSS pixels by which the page is wider than its window.
const OVERFLOW: &str = "return document.documentElement.scrollWidth - innerWidth";

/// What the view's files are: their type, and how many lines each has.
const FILES: &str =
    "return Promise.all([...document.querySelectorAll('a[data-csv]')].map(async ({ href }) => {
  const answer = await fetch(href);
  const lines = (await answer.text()).trim().split('\\r\\n').length;
  return `${answer.status} ${answer.headers.get('content-type')} ${lines > 1}`;
}))";

async fn whole(fixture: &Fixture, screen: Screen) {
    fixture.looks_on(screen).await;
    fixture.dashboard("", "ready").await;
    for view in VIEWS {
        fixture.phone.tell(&format!("document.querySelector('nav a[data-view={view}]').click()")).await;
        fixture.phone.wait_for(&DRAWN.replace("{view}", view)).await;
        assert_eq!(fixture.violations().await, Vec::<String>::new(), "{view}, {screen:?}");
        assert!(fixture.phone.ask::<i64>(OVERFLOW).await <= 0, "{view} is wider than {screen:?}");
        let files: Vec<String> = fixture.phone.ask(FILES).await;
        assert!(!files.is_empty(), "{view} has files");
        assert!(files.iter().all(|file| file == "200 text/csv; charset=utf-8 true"), "{view}: {files:?}");
    }
    assert_eq!(fixture.phone.console().await, Vec::<String>::new(), "{screen:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_view_is_whole_and_open_to_all_on_a_phone_at_night_and_a_desk_by_day() {
    let fixture = Fixture::start().await;
    whole(&fixture, PHONE_AT_NIGHT).await;
    whole(&fixture, DESK_BY_DAY).await;
    let ground: String = fixture.phone.ask("return getComputedStyle(document.body).backgroundColor").await;
    fixture.looks_on(PHONE_AT_NIGHT).await;
    let at_night: String = fixture.phone.ask("return getComputedStyle(document.body).backgroundColor").await;
    assert_ne!(ground, at_night, "night has colours of its own");
    fixture.phone.close().await;
}

/// The element that has the focus: its text, or what it is for.
const FOCUSED: &str = "return document.activeElement.textContent || document.activeElement.name || ''";

const SHOWN: &str = "return [new URLSearchParams(location.search).get('view'), document.title,
  document.querySelector('nav [aria-current]').textContent]";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_keyboard_is_enough_and_back_goes_back() {
    let fixture = Fixture::start().await;
    fixture.looks_on(DESK_BY_DAY).await;
    fixture.dashboard("&site=small", "ready").await;
    let mut met: Vec<String> = Vec::new();
    while met.last().is_none_or(|last| last != "Paths") {
        assert!(met.len() < 12, "Paths is not among {met:?}");
        fixture.presses(Key::Tab).await;
        met.push(fixture.phone.ask(FOCUSED).await);
    }
    assert_eq!(met[0], "Skip to the figures");
    fixture.presses(Key::Enter).await;
    fixture.phone.wait_for(&DRAWN.replace("{view}", "paths")).await;
    let shown: Value = fixture.phone.ask(SHOWN).await;
    assert_eq!(shown, serde_json::json!(["paths", "Paths · linger", "Paths"]));
    let focused: String = fixture.phone.ask(FOCUSED).await;
    assert_eq!(focused, "Where do guests go next?", "the focus goes to what has changed");
    fixture.phone.back().await;
    fixture.phone.wait_for(&DRAWN.replace("{view}", "glance")).await;
    fixture.phone.close().await;
}

/// Sets a choice as a reader does.
fn choose(name: &str, value: &str) -> String {
    format!(
        "const field = document.querySelector('[name={name}], [data-choice={name}]');
        field.value = '{value}';
        field.dispatchEvent(new Event('change', {{ bubbles: true }}))"
    )
}

const VISITS: &str = "return document.querySelector('.headline b').textContent";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn filters_are_offered_from_what_was_seen_and_live_in_the_address() {
    let fixture = Fixture::start().await;
    fixture.dashboard("", "ready").await;
    fixture
        .phone
        .wait_for("return [...document.querySelector('[name=table]').options].some(({ value }) => value === 'terrace-1')")
        .await;
    let all: String = fixture.phone.ask(VISITS).await;
    fixture.phone.tell(&choose("table", "terrace-1")).await;
    let fewer = format!("return document.querySelector('.headline b').textContent !== '{all}'");
    fixture.phone.wait_for(&fewer).await;
    let address: String = fixture.phone.ask("return location.search").await;
    assert!(address.contains("table=terrace-1"), "{address}");
    fixture.phone.back().await;
    fixture.phone.wait_for(&fewer.replace("!==", "===")).await;
    // Nobody sat there, and the page says so; clearing shows all again.
    fixture.dashboard("&table=99", "nothing").await;
    fixture.phone.tell("document.querySelector('[data-part=clear]').click()").await;
    fixture.wears("ready").await;
    fixture.phone.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_state_is_told_and_open_to_all() {
    let fixture = Fixture::start().await;
    let states = [
        ("empty", "empty"),
        ("small", "ready"),
        ("broken", "failed"),
        ("silent", "loading"),
        ("fading", "stale"),
    ];
    for (site, face) in states {
        fixture.dashboard(&format!("&site={site}"), face).await;
        assert_eq!(fixture.violations().await, Vec::<String>::new(), "{site}");
        assert!(fixture.phone.ask::<i64>(OVERFLOW).await <= 0, "{site} is wider than a phone");
    }
    let told: String = fixture.phone.ask("return document.querySelector('[role=alert]').textContent").await;
    assert!(told.contains("The lake cannot be read") && told.contains("These figures are from"), "{told}");
    fixture.phone.close().await;
}

fn unlock(key: &str) -> String {
    format!(
        "document.querySelector('[data-part=key]').value = '{key}';
        document.querySelector('[data-part=unlock] button').click()"
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reader_key_is_asked_for_and_kept_by_this_tab_alone() {
    let fixture = Fixture::start().await;
    fixture.dashboard("&site=locked", "locked").await;
    assert_eq!(fixture.violations().await, Vec::<String>::new());
    fixture.phone.tell(&unlock("guess")).await;
    fixture.phone.wait_for("return document.querySelector('#wrong-key').textContent !== ''").await;
    fixture.phone.tell(&unlock("reader")).await;
    fixture.wears("ready").await;
    let kept: Value = fixture
        .phone
        .ask("return [Object.values(sessionStorage), localStorage.length, document.cookie]")
        .await;
    assert_eq!(kept, serde_json::json!([["reader"], 0, ""]));
    fixture.phone.tell("document.querySelector('[data-act=forget]').click()").await;
    fixture.wears("locked").await;
    // From the fragment of a link, which does not keep it.
    fixture.visit("/favicon.svg").await;
    fixture.dashboard("&site=locked#key=reader", "ready").await;
    assert_eq!(fixture.phone.ask::<String>("return location.hash").await, "");
    fixture.phone.close().await;
}
