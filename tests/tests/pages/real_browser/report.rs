//! The report as a file, opened as whoever gets it by mail opens it.

use std::fs;
use std::time::Duration;

use linger_tests_browsers::until::until;

use super::guest::{Guest, SLOWLY_PX_S};

/// Until what a guest looked at has been sent and is in the lake.
const TOLD: Duration = Duration::from_secs(20);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_reports_page_opens_from_a_folder_and_asks_for_nothing() {
    let guest = Guest::sits_down("").await;
    guest.goes_to("soups", SLOWLY_PX_S).await;
    guest.leaves().await;
    let menu = linger_tests::server::root().join("www/dist/menu.json");
    let menu = menu.to_string_lossy();
    let report = || async {
        let page = guest.server.run(&["report", "--format", "html", "--names", &menu]);
        Some(page).filter(|page| page.contains(">Soups<"))
    };
    let page = until("the soups in the report", TOLD, report).await;
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    fs::write(folder.path().join("report.html"), page).expect("it can be written");
    guest.phone.console().await;
    guest.phone.visit(&format!("file://{}", folder.path().join("report.html").display())).await;
    let title: String = guest.phone.ask("return document.querySelector('h1').textContent").await;
    assert_eq!(title, "What guests look at");
    let asked: u32 = guest.phone.ask("return performance.getEntriesByType('resource').length").await;
    let wide: bool = guest.phone.ask("return document.documentElement.scrollWidth > innerWidth").await;
    assert_eq!((asked, wide), (0, false), "nothing is fetched, and the page fits a phone");
    assert_eq!(guest.phone.console().await, Vec::<String>::new());
    guest.phone.close().await;
}
