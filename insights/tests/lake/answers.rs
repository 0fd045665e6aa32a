//! Answers over small lakes, checked against figures worked out by hand.

use crate::support::{DAY_START_MS, Lake, Row, cell, number, ratio, targets};
use linger_insights::{Cell, View};

fn near(found: f64, expected: f64) -> bool {
    (found - expected).abs() < 1e-9
}

#[tokio::test]
async fn slices_of_one_exposure_are_summed_and_judged_together() {
    let lake = Lake::of(&[
        Row::section("v1", 0, 0, "mains").times(600, 50, 600),
        Row::section("v1", 1, 0, "mains").times(500, 0, 500),
    ]);
    let answer = lake.ask(View::Sections).await;
    assert_eq!(number(&answer, "mains", "exposures"), 1);
    assert_eq!(number(&answer, "mains", "paused_ms"), 1100);
    assert_eq!(number(&answer, "mains", "scrolling_ms"), 50);
    assert_eq!(number(&answer, "mains", "dwell_ms"), 1150);
    assert_eq!(number(&answer, "mains", "read_exposures"), 1, "neither slice alone reaches 1,000 ms");
    assert_eq!(number(&answer, "mains", "skimmed_exposures"), 0);
}

#[tokio::test]
async fn an_event_that_lies_in_the_lake_twice_counts_once() {
    let rows = [Row::section("v1", 0, 0, "mains").times(600, 0, 600), Row::activity("v1", 1, 600)];
    let lake = Lake::of(&rows);
    lake.write("2026-11-23", "again.parquet", &rows);
    let sections = lake.ask(View::Sections).await;
    assert_eq!(number(&sections, "mains", "dwell_ms"), 600);
    let summary = lake.ask(View::Summary).await;
    assert_eq!(summary.cell(0, "events"), Some(&Cell::Integer(2)));
    assert_eq!(summary.cell(0, "active_ms"), Some(&Cell::Integer(600)));
}

#[tokio::test]
async fn median_and_ninetieth_percentile_are_by_nearest_rank() {
    let dwells = [900, 100, 300, 700, 500, 200, 1000, 400, 800, 600];
    let row = |(event, dwell_ms): (usize, &i64)| {
        let event = i64::try_from(event).expect("ten fit");
        Row::section("v1", event, event, "mains").times(*dwell_ms, 0, 0)
    };
    let ten = Lake::of(&dwells.iter().enumerate().map(row).collect::<Vec<_>>()).ask(View::Sections).await;
    assert_eq!(number(&ten, "mains", "dwell_median_ms"), 500);
    assert_eq!(number(&ten, "mains", "dwell_p90_ms"), 900);
    let three =
        Lake::of(&dwells[..3].iter().enumerate().map(row).collect::<Vec<_>>()).ask(View::Sections).await;
    assert_eq!(number(&three, "mains", "dwell_median_ms"), 300);
    assert_eq!(number(&three, "mains", "dwell_p90_ms"), 900);
}

#[tokio::test]
async fn reach_revisits_and_skimming_are_of_visits_and_exposures() {
    let lake = Lake::of(&[
        Row::section("v1", 0, 0, "mains").times(2000, 0, 0),
        Row::section("v1", 1, 1, "mains").times(100, 300, 0),
        Row::section("v2", 0, 0, "mains").times(0, 200, 0),
        Row::section("v3", 0, 0, "drinks").times(1000, 0, 0),
        Row::activity("v4", 0, 100),
    ]);
    let answer = lake.ask(View::Sections).await;
    assert_eq!(targets(&answer), ["mains", "drinks"], "by dwell, the longest first");
    assert_eq!(number(&answer, "mains", "visits"), 2);
    assert_eq!(number(&answer, "mains", "exposures"), 3);
    assert_eq!(number(&answer, "mains", "revisits"), 1);
    assert_eq!(number(&answer, "mains", "skimmed_exposures"), 2);
    assert!(near(ratio(&answer, "mains", "reach"), 0.5), "2 of 4 visits, one of which saw nothing");
    assert!(near(ratio(&answer, "mains", "skim_rate"), 2.0 / 3.0));
    assert!(near(ratio(&answer, "drinks", "reach"), 0.25));
    assert_eq!(number(&answer, "drinks", "read_exposures"), 1, "1,000 ms at rest is read, not almost read");
}

#[tokio::test]
async fn attention_is_shared_within_a_kind_and_with_elsewhere() {
    let lake = Lake::of(&[
        Row::section("v1", 0, 0, "mains").times(9000, 0, 6000),
        Row::section("v1", 1, 1, "drinks").times(9000, 0, 2000),
        Row::item("v1", 2, 2, "bulgogi", "mains").times(9000, 0, 5000),
        Row::activity("v1", 3, 10000).number("elsewhere_section_ms", 2000).number("elsewhere_item_ms", 5000),
    ]);
    let sections = lake.ask(View::Sections).await;
    assert!(near(ratio(&sections, "mains", "attention_share"), 0.6));
    assert!(near(ratio(&sections, "drinks", "attention_share"), 0.2));
    let items = lake.ask(View::Items).await;
    assert_eq!(targets(&items), ["bulgogi"]);
    assert_eq!(cell(&items, "bulgogi", "section"), &Cell::Text("mains".to_owned()));
    assert!(near(ratio(&items, "bulgogi", "attention_share"), 0.5));
}

#[tokio::test]
async fn a_target_without_attention_has_a_share_of_zero() {
    let lake = Lake::of(&[Row::section("v1", 0, 0, "mains").times(10, 0, 0)]);
    assert!(near(ratio(&lake.ask(View::Sections).await, "mains", "attention_share"), 0.0));
}

#[tokio::test]
async fn the_summary_counts_each_visit_s_own_figures_once() {
    let lake = Lake::of(&[
        Row::activity("v1", 0, 1000).number("dropped", 2).text("session_id", "s"),
        Row::activity("v1", 1, 500).number("dropped", 5).number("idle_ms", 70).text("session_id", "s"),
        Row::section("v2", 0, 0, "mains").text("session_id", "s").text("table_id", "3"),
        Row::activity("v3", 0, 10).number("received_at_ms", DAY_START_MS + 9),
    ]);
    let answer = lake.ask(View::Summary).await;
    let mut expected = [3, 2, 4, 1, 1510, 70, 5, 2, DAY_START_MS + 9].map(Cell::Integer).to_vec();
    expected.extend([Cell::Real(1.5), Cell::Integer(10), Cell::Integer(1), Cell::Integer(DAY_START_MS)]);
    assert_eq!(answer.rows, [expected], "columns {:?}", answer.columns());
}

#[tokio::test]
async fn every_condition_of_the_filter_narrows_the_answer() {
    let mains = |visit, event| Row::section(visit, event, event, "mains").times(1, 0, 0);
    let lake = Lake::of(&[
        mains("v1", 0),
        mains("v2", 0).text("table_id", "3").times(10, 0, 0),
        mains("v3", 0).text("menu", "2026-12").times(100, 0, 0),
        mains("v4", 0).text("lang", "en").times(1000, 0, 0),
        mains("v5", 0).text("site", "other").times(10000, 0, 0),
        mains("v6", 0).number("occurred_at_ms", DAY_START_MS + 5000).times(100_000, 0, 0),
    ]);
    let time = (DAY_START_MS + 5000).to_string();
    for (name, value, dwell_ms) in [
        ("table", "3", 10),
        ("menu", "2026-12", 100),
        ("lang", "en", 1000),
        ("site", "other", 10000),
        ("from", time.as_str(), 100_000),
        ("to", time.as_str(), 11_111),
    ] {
        let answer = lake.ask_over(View::Sections, &[(name, value)]).await;
        assert_eq!(number(&answer, "mains", "dwell_ms"), dwell_ms, "{name}={value}");
    }
    let both = lake.ask_over(View::Sections, &[("table", "3"), ("lang", "en")]).await;
    assert_eq!(both.rows, Vec::<Vec<Cell>>::new(), "no event meets both");
    let reach = lake.ask_over(View::Sections, &[("table", "3")]).await;
    assert!(near(ratio(&reach, "mains", "reach"), 1.0), "of the visits the filter lets through");
}

#[tokio::test]
async fn a_filter_s_text_is_a_value_and_never_sql() {
    let lake = Lake::of(&[Row::section("v1", 0, 0, "mains").text("menu", "' OR 1=1 --")]);
    let answer = lake.ask_over(View::Sections, &[("menu", "' OR 1=1 --")]).await;
    assert_eq!(targets(&answer), ["mains"]);
    assert_eq!(lake.ask_over(View::Sections, &[("menu", "' OR 1=1 -- ")]).await.rows.len(), 0);
}

#[tokio::test]
async fn events_received_a_day_late_are_still_found_and_later_ones_cost_no_reading() {
    let lake = Lake::empty();
    lake.write("2026-11-23", "late.parquet", &[Row::section("v1", 0, 0, "mains").times(1, 0, 0)]);
    let day = [("from", "2026-11-22"), ("to", "2026-11-22")];
    assert_eq!(targets(&lake.ask_over(View::Sections, &day).await), ["mains"]);
    std::fs::write(lake.path("2026-12-30", "far.parquet"), "no parquet").expect("it can be written");
    assert_eq!(lake.ask_over(View::Sections, &day).await.left_out, [], "its partition is not looked at");
    assert_eq!(lake.ask(View::Sections).await.left_out.len(), 1);
}

#[tokio::test]
async fn a_lake_that_does_not_exist_yet_answers_with_no_rows() {
    let lake = Lake::empty();
    for view in View::ALL {
        let versions = [("menu_a", "1"), ("menu_b", "2")];
        let pairs: &[_] = if view == View::Compare { &versions } else { &[] };
        let answer = lake.ask_over(view, pairs).await;
        assert_eq!((answer.rows.len(), answer.left_out.len()), (0, 0), "{}", view.name());
    }
}

#[tokio::test]
async fn csv_quotes_what_rfc_4180_says() {
    let lake = Lake::of(&[
        Row::item("v1", 0, 0, "국밥, \"큰\" 것", "mains").times(1500, 0, 0),
        Row::section("v1", 1, 1, "mains"),
    ]);
    let csv = lake.ask(View::Items).await.to_csv();
    let mut lines = csv.split("\r\n");
    assert!(lines.next().expect("a header").starts_with("target,section,visits,reach,exposures,dwell_ms,"));
    assert_eq!(
        lines.next(),
        Some(
            "\"국밥, \"\"큰\"\" 것\",mains,1,1,1,1500,1500,1500,1500,0,0,0,1,0,0,0,\
              1795305600000,1795305600000,1,1,1"
        )
    );
    assert_eq!((lines.next(), lines.next()), (Some(""), None));
}
