//! The main job: a reader reads, and what comes out of the lake by SQL is what an independent account saw.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use linger_insights::{Answer, Cell, Filter, Insights, View};
use linger_tests::lake;
use linger_tests_browsers::devtools::Swipe;
use serde_json::Value;

use super::guest::{FAST_PX_S, Guest, SLOWLY_PX_S};
use super::sampler::{Dwell, Record, SCRIPT};

/// How far linger may be from the independent account, a section.
const DWELL_ERROR_MS_MAX: f64 = 100.0;

struct Evening {
    record: Record,
    sections: Answer,
    rows: Vec<Value>,
    console: Vec<String>,
}

/// Reads the starters, flies over salads, soups and stews to the grill, looks away for five seconds in the middle,
/// comes back, reads on, and leaves.
async fn evening() -> Evening {
    let mut guest = Guest::sits_down(SCRIPT).await;
    let phone = &guest.phone;
    guest.goes_to("starters", SLOWLY_PX_S).await;
    phone.hold(Duration::from_millis(2500)).await;
    guest.goes_to("grill", FAST_PX_S).await;
    phone.hold(Duration::from_millis(1500)).await;
    phone.look_away(Duration::from_secs(5)).await;
    phone.hold(Duration::from_millis(1700)).await;
    phone.swipe(Swipe { down_px: 300.0, speed_px_s: SLOWLY_PX_S }).await;
    phone.hold(Duration::from_millis(1300)).await;
    let console = phone.console().await;
    guest.leaves().await;
    let record: String = phone.ask("return localStorage.getItem('sampler')").await;
    assert!(guest.server.interrupt().success(), "the server does not end well");
    let rows = lake::rows(&guest.server.lake());
    let insights = Insights::try_new(&guest.server.lake()).expect("the lake is there");
    let answer = insights.query(View::Sections, &Filter::default(), 0).await;
    let evening = Evening {
        record: serde_json::from_str(&record).expect("the sampler writes its record"),
        sections: answer.expect("the lake answers"),
        rows,
        console,
    };
    guest.phone.close().await;
    evening
}

impl Evening {
    fn figure(&self, section: &str, column: &str) -> f64 {
        let rows = 0..self.sections.rows.len();
        let row = rows
            .into_iter()
            .find(|row| self.sections.cell(*row, "target") == Some(&Cell::Text(section.to_owned())));
        match row.and_then(|row| self.sections.cell(row, column)) {
            #[expect(clippy::cast_precision_loss, reason = "milliseconds of one evening")]
            Some(Cell::Integer(value)) => *value as f64,
            Some(Cell::Real(value)) => *value,
            _ => 0.0,
        }
    }

    fn names(&self) -> BTreeSet<String> {
        let rows = 0..self.sections.rows.len();
        let cells = rows.filter_map(|row| self.sections.cell(row, "target"));
        cells.filter_map(|cell| if let Cell::Text(name) = cell { Some(name.clone()) } else { None }).collect()
    }

    #[expect(clippy::cast_precision_loss, reason = "a double holds milliseconds since 1970 exactly")]
    fn began_ms(&self) -> f64 {
        self.rows.first().expect("there are rows")["started_at_ms"].as_i64().expect("a number") as f64
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_lake_says_of_an_evening_is_what_an_independent_account_saw() {
    let evening = evening().await;
    let truth = evening.record.dwell(evening.began_ms());
    dwell_agrees(&evening, &truth);
    stops_and_passings_are_told_apart(&evening, &truth);
    the_hidden_gap_is_in_no_section(&evening);
    every_event_is_in_the_lake_exactly_once(&evening);
    the_page_is_left_in_peace(&evening);
}

fn dwell_agrees(evening: &Evening, truth: &BTreeMap<String, Dwell>) {
    let names: BTreeSet<String> = evening.names().into_iter().chain(truth.keys().cloned()).collect();
    for name in names {
        let true_ms = truth.get(&name).map_or(0.0, |dwell| dwell.paused_ms + dwell.scrolling_ms);
        let dwell_ms = evening.figure(&name, "dwell_ms");
        let off_ms = (dwell_ms - true_ms).abs();
        println!("{name}: {dwell_ms} ms, truly {true_ms:.1}, off {off_ms:.1}");
        assert!(off_ms <= DWELL_ERROR_MS_MAX, "{name}: {dwell_ms} ms, truly {true_ms}");
    }
}

fn stops_and_passings_are_told_apart(evening: &Evening, truth: &BTreeMap<String, Dwell>) {
    for stop in ["starters", "grill"] {
        assert!(truth[stop].paused_ms > 2000.0, "the reader stopped at {stop}: {:?}", truth[stop]);
        assert!(evening.figure(stop, "read_exposures") >= 1.0, "{stop} was read");
    }
    for passing in ["salads", "soups", "stews"] {
        assert!(truth[passing].paused_ms < 500.0, "the reader passed {passing}: {:?}", truth[passing]);
        assert!(evening.figure(passing, "skimmed_exposures") >= 1.0, "{passing} was passed over");
        assert!(evening.figure(passing, "read_exposures") < 1.0, "{passing} was not read");
    }
}

fn the_hidden_gap_is_in_no_section(evening: &Evening) {
    let hidden_ms = evening.record.hidden_ms();
    assert_eq!(evening.record.hidden_at.len(), 1, "the page was hidden once before it was left");
    assert!(hidden_ms >= 5000.0, "the page was hidden for {hidden_ms} ms");
}

fn every_event_is_in_the_lake_exactly_once(evening: &Evening) {
    let stored: Vec<(String, i64)> = evening
        .rows
        .iter()
        .map(|row| {
            let visit = row["visit_id"].as_str().expect("a row has a visit").to_owned();
            (visit, row["event_number"].as_i64().expect("a row has a number"))
        })
        .collect();
    let distinct: BTreeSet<_> = stored.iter().cloned().collect();
    assert_eq!(distinct.len(), stored.len(), "no event is stored twice");
    assert_eq!(distinct, evening.record.posted(), "what was posted is what is stored");
    let last = distinct.iter().map(|(_, number)| *number).max().expect("there are events");
    assert_eq!(
        distinct.len(),
        usize::try_from(last + 1).expect("numbers count from 0"),
        "no number is missing"
    );
    assert!(evening.rows.iter().all(|row| row["dropped"] == 0), "nothing was dropped");
}

fn the_page_is_left_in_peace(evening: &Evening) {
    assert_eq!(evening.console, Vec::<String>::new(), "the console stays empty");
    assert!(evening.record.passive.contains(&"scroll".to_owned()), "linger listens to scrolling");
    assert_eq!(evening.record.active, Vec::<String>::new(), "no handler can hold the finger up");
    assert_eq!(evening.record.layout_reads, Vec::<String>::new(), "no layout is asked for while scrolling");
}
