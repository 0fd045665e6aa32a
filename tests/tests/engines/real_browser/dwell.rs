//! Dwell, target by target, against an account that does not know linger.

use std::time::Duration;

use linger_tests::lake;
use linger_tests_browsers::engine::Engine;
use linger_tests_browsers::phone::Held;
use linger_tests_browsers::until::until;

use super::sampler::{Life, agrees, lives, posted, stored};
use super::table::{ARRIVAL_MAX, Table};

in_each_engine![
    a_hidden_page_and_a_section_taller_than_the_screen,
    sections_that_come_go_and_return,
    a_row_that_scrolls_sideways_in_an_open_shadow_root,
    sections_under_a_sticky_bar,
    a_phone_that_is_turned,
    a_page_left_and_come_back_to,
];

/// Long enough that a section that is missed shows, and short enough for a suite.
const LOOK: Duration = Duration::from_millis(600);

/// A reader's pace.
const SLOWLY_PX_S: u32 = 1500;

impl Table {
    /// Opens a page that sends to the real collector, and lets linger begin.
    async fn reads(&self, page: &str, attributes: &[(&str, &str)]) {
        let attributes = [&[("data-endpoint", "/v1/batches")], attributes].concat();
        self.phone.visit(&self.address(page, &attributes)).await;
        self.begun().await;
    }

    async fn begun(&self) {
        self.phone
            .wait_for("return performance.getEntriesByType('resource').some(({ name }) => /linger.*wasm/.test(name))")
            .await;
    }

    async fn looks(&self) {
        self.phone.hold(LOOK).await;
    }

    async fn glides(&self, scroller: &str, by: &str) {
        self.phone.tell(&format!("glide({scroller}, {by}, {SLOWLY_PX_S})")).await;
        self.phone.wait_for("return !gliding").await;
    }

    async fn glides_down(&self, px: i32) {
        self.glides("document.scrollingElement", &format!("{{ y: {px} }}")).await;
    }

    /// Leaves, waits until all that was posted is stored, and holds the one account against the other.
    async fn is_told_truly(&mut self) -> Vec<Life> {
        self.leaves().await;
        let lives = lives(&self.phone).await;
        let (posted, lake) = (posted(&lives), self.server.lake());
        assert!(!posted.is_empty(), "the page posted nothing");
        until("all that was posted in the lake", ARRIVAL_MAX, || async {
            let rows = stored(&lake::rows(&lake));
            assert!(rows.is_subset(&posted), "something is stored that was never posted");
            (rows == posted).then_some(())
        })
        .await;
        agrees(&lives, &lake::rows(&lake));
        lives
    }
}

async fn a_hidden_page_and_a_section_taller_than_the_screen(engine: Engine) {
    let mut table = Table::laid(engine).await;
    table.reads("tall.html", &[]).await;
    table.looks().await;
    table.glides_down(700).await;
    assert!(table.phone.hide().await, "{engine} cannot hide a page");
    table.phone.hold(Duration::from_millis(1500)).await;
    table.phone.show().await;
    table.looks().await;
    table.glides_down(1700).await;
    table.looks().await;
    let lives = table.is_told_truly().await;
    let hidden_ms = lives[0].hidden_ms;
    assert!(hidden_ms >= 1500.0, "the page was hidden for {hidden_ms} ms only");
    table.phone.close().await;
}

async fn sections_that_come_go_and_return(engine: Engine) {
    let mut table = Table::laid(engine).await;
    table.reads("changing.html", &[]).await;
    table.looks().await;
    let add = "const late = document.createElement('section');
        late.dataset.lingerSection = 'late';
        late.style.height = '200px';
        document.querySelector('main').append(late)";
    table.phone.tell(add).await;
    table.looks().await;
    let specials = "document.querySelector('[data-linger-section=specials]')";
    table.phone.tell(&format!("{specials}.style.display = 'none'")).await;
    table.looks().await;
    table.phone.tell(&format!("{specials}.style.display = ''")).await;
    table.looks().await;
    table.phone.tell("document.querySelector('main').replaceChildren()").await;
    table.looks().await;
    table.is_told_truly().await;
    table.phone.close().await;
}

async fn a_row_that_scrolls_sideways_in_an_open_shadow_root(engine: Engine) {
    let mut table = Table::laid(engine).await;
    table.reads("components.html", &[]).await;
    table.looks().await;
    let row = "document.querySelector('dish-row').shadowRoot.querySelector('.row')";
    table.glides(row, "{ x: 540 }").await;
    table.looks().await;
    table.phone.tell("document.querySelector('dish-row').remove()").await;
    table.looks().await;
    table.is_told_truly().await;
    table.phone.close().await;
}

async fn sections_under_a_sticky_bar(engine: Engine) {
    let mut table = Table::laid(engine).await;
    table.reads("sticky.html", &[("data-inset-top-px", "200")]).await;
    table.looks().await;
    // The first section lies under the bar now, wholly on the screen and out of sight.
    table.glides_down(200).await;
    table.looks().await;
    table.glides_down(600).await;
    table.looks().await;
    table.is_told_truly().await;
    table.phone.close().await;
}

async fn a_phone_that_is_turned(engine: Engine) {
    let mut table = Table::laid(engine).await;
    table.reads("tall.html", &[]).await;
    table.looks().await;
    // Across, the first section leaves the second less than half of the screen.
    for held in [Held::Across, Held::Upright] {
        assert!(table.phone.turn(held).await, "{engine} cannot be held {held:?}");
        table.looks().await;
    }
    table.is_told_truly().await;
    table.phone.close().await;
}

async fn a_page_left_and_come_back_to(engine: Engine) {
    let mut table = Table::laid(engine).await;
    table.reads("tall.html", &[]).await;
    table.looks().await;
    table.leaves().await;
    table.looks().await;
    table.phone.back().await;
    table.begun().await;
    table.looks().await;
    let lives = table.is_told_truly().await;
    println!("{engine}: {}", if lives[1].restored { "from the back/forward cache" } else { "loaded again" });
    table.phone.close().await;
}
