//! The dashboard beside the menu: what a guest looks at appears while they look.

use std::time::{Duration, Instant};

use linger_tests_browsers::phone::Phone;

use super::guest::{Guest, SLOWLY_PX_S};

/// From a guest's stop to the figure on the screen: three seconds until the demo menu sends, half of one until the lake
/// has it, half of one until the dashboard asks again, and the answer.
const FRESH: Duration = Duration::from_secs(5);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stop_is_on_the_dashboard_within_five_seconds() {
    let guest = Guest::sits_down("").await;
    let dashboard = Phone::open(&guest.driver).await;
    dashboard.visit(&format!("{}/dashboard?lang=en", guest.server.address)).await;
    guest.goes_to("soups", SLOWLY_PX_S).await;
    let stopped = Instant::now();
    dashboard.wait_for("return document.querySelector('main').textContent.includes('Soups')").await;
    let waited = stopped.elapsed();
    println!("on the dashboard after {waited:?}");
    assert!(waited <= FRESH, "it took {waited:?}");
    assert_eq!(dashboard.console().await, Vec::<String>::new());
    dashboard.close().await;
    guest.phone.close().await;
}
