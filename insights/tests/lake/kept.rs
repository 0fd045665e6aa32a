//! The same question over the same files is not worked out again; over other files it is.

use std::fs;

use crate::support::{DAY, Lake, Row, number, targets};
use linger_insights::{Filter, View};

#[tokio::test]
async fn a_new_file_is_in_the_next_answer_of_the_same_insights() {
    let lake = Lake::of(&[Row::section("v1", 0, 0, "mains").times(1, 0, 0)]);
    let insights = lake.insights();
    let ask = async || insights.query(View::Sections, &Filter::default(), 1).await.expect("the lake answers");
    assert_eq!(ask().await.rows, ask().await.rows);
    lake.write(DAY, "b.parquet", &[Row::section("v2", 0, 0, "drinks").times(9, 0, 0)]);
    assert_eq!(targets(&ask().await), ["drinks", "mains"]);
    fs::remove_file(lake.path(DAY, "a.parquet")).expect("it is there");
    assert_eq!(targets(&ask().await), ["drinks"]);
}

#[tokio::test]
async fn other_filters_and_views_have_answers_of_their_own() {
    let lake = Lake::of(&[
        Row::section("v1", 0, 0, "mains").times(1, 0, 0),
        Row::section("v2", 0, 0, "mains").text("table_id", "3").times(10, 0, 0),
    ]);
    let insights = lake.insights();
    let ask = async |pairs: &[(&str, &str)]| {
        let filter = Filter::from_pairs(pairs.iter().copied()).expect("the filter is sound");
        let answer = insights.query(View::Sections, &filter, 1).await.expect("the lake answers");
        number(&answer, "mains", "dwell_ms")
    };
    let asked = [ask(&[]).await, ask(&[("table", "3")]).await, ask(&[("table", "12")]).await, ask(&[]).await];
    assert_eq!(asked, [11, 10, 1, 11]);
    let items = insights.query(View::Items, &Filter::default(), 1).await.expect("the lake answers");
    assert_eq!(items.rows.len(), 0);
}
