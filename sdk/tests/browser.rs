//! The shell in a real browser: `wasm-pack test --headless --chrome`.
#![cfg(target_arch = "wasm32")]

mod page;

use linger_sdk::{Direct, Linger, Settings, Storage, settle};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

use page::Page;

wasm_bindgen_test_configure!(run_in_browser);

fn settings() -> Settings {
    Settings::new("demo", "/v1/batches")
}

fn started(settings: Settings) -> Linger {
    Linger::try_start(settings).expect("sound settings").expect("a browser that can")
}

#[wasm_bindgen_test]
async fn a_viewable_section_is_measured_and_posted() {
    let page = Page::with("<section data-linger-section='mains' style='height:300px'></section>");
    let linger = started(settings());
    page.hold_ms(300.0).await;
    linger.flush();
    let batch = page.post(0).await;
    assert!(batch.contains(r#""site":"demo""#), "{batch}");
    assert!(batch.contains(r#""reason":"manual""#), "{batch}");
    assert!(batch.contains(r#"["s",0,0,"mains",null,"#), "{batch}");
    linger.stop();
}

#[wasm_bindgen_test]
async fn targets_that_come_and_go_are_measured_while_they_are_there() {
    let page = Page::with("");
    let linger = started(settings());
    page.set("<section data-linger-section='a'><p data-linger-item='b' style='height:200px'></p></section>");
    page.hold_ms(300.0).await;
    page.set("");
    page.hold_ms(100.0).await;
    page.set("<section data-linger-section='c' style='height:200px'></section>");
    page.hold_ms(300.0).await;
    linger.flush();
    let batch = page.post(0).await;
    for part in [r#""a",null,"#, r#""b",null,"#, r#","a"]"#, r#""c","a","#] {
        assert!(batch.contains(part), "{part} in {batch}");
    }
    linger.stop();
}

#[wasm_bindgen_test]
async fn a_section_taller_than_the_screen_is_viewable_while_it_covers_half_of_it() {
    let page = Page::with("<section data-linger-section='long' style='height:5000px'></section>");
    let linger = started(settings());
    page.hold_ms(300.0).await;
    linger.flush();
    let batch = page.post(0).await;
    assert!(batch.contains(r#""long""#), "{batch}");
    linger.stop();
}

#[wasm_bindgen_test]
async fn a_refused_batch_is_dropped_and_counted_and_an_unheard_one_sent_again() {
    let page = Page::with("");
    page.answer_with(404);
    let linger = started(settings());
    linger.track("order", Some(r#"{"item":"soup"}"#.to_owned()));
    linger.flush();
    let refused = page.post(0).await;
    assert!(refused.contains(r#"["c",0,"#) && refused.contains(r#""dropped":0"#), "{refused}");
    page.answer_with(202);
    page.settled(0).await;
    linger.track("call-waiter", None);
    linger.flush();
    let next = page.post(1).await;
    assert!(!next.contains(r#""dropped":0"#) && !next.contains("order"), "{next}");
    linger.stop();
}

#[wasm_bindgen_test]
fn wrong_options_are_all_named_at_once() {
    let options = js_sys::JSON::parse(r#"{"site":7,"endpiont":"/x","storage":"cookie","flushAgeMs":"soon"}"#);
    let error = settle(&options.expect("JSON")).expect_err("these options are wrong");
    let message = String::from(js_sys::Error::from(error).message());
    for part in [
        "options.site must",
        "options.endpiont is unknown",
        "options.storage must be none",
        "options.flushAgeMs must be a whole number",
        "allowed are site, endpoint, menu",
    ] {
        assert!(message.contains(part), "{part} in {message}");
    }
    assert!(settle(&JsValue::NULL).is_err());
}

#[wasm_bindgen_test]
fn right_options_come_back_with_their_defaults() {
    let options = r#"{"site":"demo","endpoint":"/v1/batches","flushAgeMs":3000,"gaze":"uniform"}"#;
    let settled = settle(&js_sys::JSON::parse(options).expect("JSON")).expect("these options are right");
    let text = String::from(js_sys::JSON::stringify(&settled).expect("plain values"));
    for part in [r#""site":"demo""#, r#""flushAgeMs":3000"#, r#""idleMs":60000"#, r#""storage":"none""#] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[wasm_bindgen_test]
async fn a_page_may_stop_and_start_again_while_reports_are_on_their_way() {
    let page = Page::with("<section data-linger-section='mains' style='height:300px'></section>");
    started(Settings::new("before", "/v1/batches")).stop();
    let linger = started(settings());
    page.hold_ms(200.0).await;
    linger.flush();
    let batch = page.post(0).await;
    assert!(batch.contains(r#""mains""#), "{batch}");
    linger.stop();
}

#[wasm_bindgen_test]
async fn a_page_that_sends_to_firehose_asks_for_a_guests_keys_first() {
    let page = Page::with("<section data-linger-section='mains' style='height:300px'></section>");
    let pool = "eu-central-1:8f6c3a2e-0b1d-4c5e-9f70-123456789abc";
    let linger = started(Settings::direct("direct", Direct::new(pool, "menu")));
    page.until(&format!("double.posts.some((body) => body === '{{\"IdentityPoolId\":\"{pool}\"}}')")).await;
    linger.stop();
    let wrong = Linger::try_start(Settings::direct("direct", Direct::new("pool", "a stream")));
    let named: Vec<_> = wrong.expect_err("neither is one").iter().map(|problem| problem.setting).collect();
    assert_eq!(named, ["identityPool", "stream"]);
}

#[wasm_bindgen_test]
async fn a_page_that_lets_go_of_its_handle_is_measured_all_the_same() {
    let page = Page::with("<section data-linger-section='mains' style='height:300px'></section>");
    // Nothing can stop this one any more; a site of its own keeps its posts apart from the other tests'.
    let settings = Settings { flush_age_ms: 1000, ..Settings::new("let-go", "/v1/batches") };
    drop(started(settings));
    let batch = page.post_of("let-go", 0).await;
    assert!(batch.contains(r#""mains""#), "{batch}");
}

#[wasm_bindgen_test]
fn a_browser_that_lacks_something_is_left_in_silence() {
    let page = Page::with("");
    page.without("ResizeObserver", || assert!(Linger::try_start(settings()).expect("sound").is_none()));
    assert_eq!(page.warnings(), Vec::<String>::new());
}

#[wasm_bindgen_test]
fn a_guest_who_has_asked_not_to_be_followed_is_not_measured() {
    let page = Page::with("");
    for signal in ["globalPrivacyControl: true", "doNotTrack: '1'"] {
        page.with_navigator(signal, || {
            assert!(Linger::try_start(settings()).expect("sound").is_none(), "{signal}");
        });
    }
    page.with_navigator("globalPrivacyControl: false, doNotTrack: '0'", || started(settings()).stop());
    assert_eq!(page.warnings(), Vec::<String>::new());
}

#[wasm_bindgen_test]
async fn consent_that_is_withdrawn_ends_it_and_removes_what_was_stored() {
    let page = Page::with("<section data-linger-section='mains' style='height:300px'></section>");
    let settings = Settings { storage: Storage::Local, ..Settings::new("withdrawn", "/v1/batches") };
    let linger = started(settings);
    assert!(page.stores("linger"));
    page.hold_ms(100.0).await;
    linger.revoke();
    linger.track("order", None);
    linger.flush();
    assert!(!page.stores("linger"));
    assert_eq!(page.posts_of("withdrawn"), 0);
}

#[wasm_bindgen_test]
async fn a_batch_that_was_not_taken_is_kept_and_sent_by_the_next_page() {
    let page = Page::with("");
    page.answer_with(503);
    let settings = || Settings { storage: Storage::Session, ..Settings::new("kept", "/v1/batches") };
    let linger = started(settings());
    linger.track("order", Some(r#"{"item":"soup"}"#.to_owned()));
    linger.flush();
    page.post_of("kept", 0).await;
    page.settled(0).await;
    linger.stop();
    assert!(page.stores("linger-kept-"));
    page.answer_with(202);
    let next = started(settings());
    let batch = page.post_of("kept", 1).await;
    assert!(batch.contains(r#""order",{"item":"soup"}"#), "{batch}");
    page.until("!Object.keys(sessionStorage).some((key) => key.startsWith('linger-kept-'))").await;
    next.revoke();
}

#[wasm_bindgen_test]
async fn an_open_shadow_root_is_looked_into_also_when_it_comes_late() {
    let page = Page::with("<div id='host'></div>");
    let linger = started(settings());
    page.run(
        "const root = document.getElementById('host').attachShadow({ mode: 'open' });
         root.innerHTML = '<section data-linger-section=\"inside\" style=\"height:200px\"></section>';
         document.getElementById('host').toggleAttribute('data-linger-item');",
    );
    page.hold_ms(300.0).await;
    linger.flush();
    let batch = page.post(0).await;
    assert!(batch.contains(r#""inside""#), "{batch}");
    linger.stop();
}

#[wasm_bindgen_test]
async fn another_route_begins_another_visit() {
    let page = Page::with("<section data-linger-section='mains' style='height:300px'></section>");
    let linger = started(Settings::new("routes", "/v1/batches"));
    page.hold_ms(200.0).await;
    page.run("double.before = location.href; history.pushState(null, '', '/another-route')");
    page.set("<section data-linger-section='mains' style='height:300px'></section>");
    page.hold_ms(200.0).await;
    linger.flush();
    let first = page.post_of("routes", 0).await;
    page.settled(0).await;
    linger.flush();
    let second = page.post_of("routes", 1).await;
    page.run("history.replaceState(null, '', double.before)");
    assert!(
        !first.contains("another-route") && second.contains(r#""path":"/another-route""#),
        "{first} {second}"
    );
    let visit = |batch: &str| batch.split(r#""visit":""#).nth(1).map(|rest| rest[..22].to_owned());
    assert_ne!(visit(&first), visit(&second));
    linger.stop();
}

#[wasm_bindgen_test]
async fn a_sticky_bar_hides_what_is_under_it() {
    let page = Page::with("<section data-linger-section='under' style='height:60px'></section>");
    let settings = Settings { inset_top_px: 50, ..Settings::new("inset", "/v1/batches") };
    let linger = started(settings);
    page.hold_ms(300.0).await;
    linger.flush();
    let batch = page.post_of("inset", 0).await;
    assert!(!batch.contains("under"), "{batch}");
    linger.stop();
}

#[wasm_bindgen_test]
async fn a_page_with_nothing_to_measure_tells_its_active_time_at_the_flush_age() {
    let page = Page::with("");
    let linger = started(Settings { flush_age_ms: 1000, ..Settings::new("bare", "/v1/batches") });
    let batch = page.post_of("bare", 0).await;
    assert!(batch.contains(r#""reason":"age""#) && batch.contains(r#"["a",0,"#), "{batch}");
    linger.stop();
}
