//! What guests leave behind, counted row by row.

use std::collections::{BTreeMap, HashSet};

use linger_traffic::{Menu, Model, Traffic, Truth, Version, rows};
use linger_wire::unfold::Row;
use proptest::prelude::*;

fn model(days: u32) -> Model {
    let versions = vec![Version::plain("before", days), Version::changing("after", days, "s1", 1.4)];
    Model::new(Menu::plain(6, 5), versions, 7)
}

/// The rows of guests, each event once.
fn guests(model: &Model, seed: u64) -> Vec<Row> {
    let mut known = HashSet::new();
    let all = Traffic::new(model, seed).flat_map(rows);
    all.filter(|row| !row.bot && known.insert((row.visit_id.clone(), row.event_number))).collect()
}

fn by_visit(rows: &[Row]) -> BTreeMap<&str, Vec<&Row>> {
    let mut visits: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        visits.entry(&row.visit_id).or_default().push(row);
    }
    visits
}

fn sum<'a>(rows: impl IntoIterator<Item = &'a &'a Row>, of: fn(&Row) -> Option<i64>) -> i64 {
    rows.into_iter().filter_map(|row| of(row)).sum()
}

#[test]
fn the_same_seed_gives_the_same_lines_and_another_gives_others() {
    let model = model(2);
    let lines = |seed| Traffic::new(&model, seed).collect::<Vec<_>>();
    assert_eq!(lines(1), lines(1));
    assert_ne!(lines(1), lines(2));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn events_have_no_gaps_and_attention_sums_to_the_active_time(seed in any::<u64>()) {
        let rows = guests(&model(1), seed);
        for (visit, rows) in by_visit(&rows) {
            let mut numbers: Vec<u32> = rows.iter().map(|row| row.event_number).collect();
            numbers.sort_unstable();
            prop_assert!(numbers.iter().copied().eq(0..u32::try_from(rows.len()).unwrap_or(0)), "{}", visit);
            let active_ms = sum(&rows, |row| row.active_ms);
            for (kind, elsewhere) in [
                ("section", sum(&rows, |row| row.elsewhere_section_ms)),
                ("item", sum(&rows, |row| row.elsewhere_item_ms)),
            ] {
                let of_kind = rows.iter().filter(|row| row.kind == Some(kind));
                prop_assert_eq!(sum(of_kind, |row| row.attention_ms) + elsewhere, active_ms, "{} {}", visit, kind);
            }
        }
    }

    #[test]
    fn sections_are_in_view_while_anybody_reads_them(seed in any::<u64>()) {
        for (_, rows) in by_visit(&guests(&model(1), seed)) {
            let sections = || rows.iter().filter(|row| row.kind == Some("section"));
            let dwell_ms = sum(sections(), |row| row.paused_ms) + sum(sections(), |row| row.scrolling_ms);
            let here_ms = sum(&rows, |row| row.active_ms) - sum(&rows, |row| row.elsewhere_section_ms);
            prop_assert_eq!(dwell_ms, here_ms);
        }
    }
}

#[test]
fn what_is_awkward_is_there() {
    let model = model(30);
    let mut traffic = Traffic::new(&model, 3);
    let lines: Vec<_> = traffic.by_ref().collect();
    let count = traffic.so_far();
    assert!(count.doubles > 0 && count.late > 0 && count.bot_visits > 0, "{count:?}");
    assert!(count.visits > count.sessions, "sessions of several visits: {count:?}");
    let rows: Vec<Row> = lines.into_iter().flat_map(rows).collect();
    let mut slices: BTreeMap<(&str, u32), HashSet<u32>> = BTreeMap::new();
    for row in &rows {
        if let Some(exposure) = row.exposure_number {
            slices.entry((&row.visit_id, exposure)).or_default().insert(row.event_number);
        }
    }
    assert_eq!(slices.len() as u64, count.exposures);
    assert!(slices.values().any(|slices| slices.len() > 1), "some exposures are in slices");
    let orders: Vec<&Row> = rows.iter().filter(|row| row.name.as_deref() == Some("order")).collect();
    assert!(
        orders.iter().all(|row| row.properties.as_deref().is_some_and(|text| text.contains("\"item\":\"s")))
    );
    assert!(orders.len() > 100, "{} orders", orders.len());
}

/// What was counted of a version, per visit.
struct Counted {
    visits: f64,
    dwell_ms: BTreeMap<String, f64>,
    seen: BTreeMap<String, f64>,
    orders: BTreeMap<String, f64>,
}

fn counted(rows: &[Row], version: &str) -> Counted {
    let of_version: Vec<Row> =
        rows.iter().filter(|row| row.menu.as_deref() == Some(version)).cloned().collect();
    let visits = by_visit(&of_version).len();
    let (mut dwell_ms, mut orders) = (BTreeMap::new(), BTreeMap::new());
    let mut seen: BTreeMap<String, HashSet<&str>> = BTreeMap::new();
    for row in &of_version {
        if let (Some(target), Some(paused), Some(scrolling)) = (&row.target, row.paused_ms, row.scrolling_ms)
        {
            *dwell_ms.entry(target.clone()).or_default() += real(paused + scrolling);
            seen.entry(target.clone()).or_default().insert(&row.visit_id);
        }
        if let Some(properties) = &row.properties {
            let item: serde_json::Value = serde_json::from_str(properties).expect("an object");
            *orders.entry(item["item"].as_str().expect("an id").to_owned()).or_default() += 1.0;
        }
    }
    let seen = seen.into_iter().map(|(target, visits)| (target, count(visits.len()))).collect();
    Counted { visits: count(visits), dwell_ms, seen, orders }
}

fn count(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}

#[expect(clippy::cast_precision_loss, reason = "sums of a test are far below 2^53")]
fn real(value: i64) -> f64 {
    value as f64
}

/// Within a share of what is true. The bounds are five deviations of the means over these visits, and more.
fn assert_near(what: &str, counted: f64, truth: f64, share: f64) {
    assert!((counted - truth).abs() <= truth * share, "{what}: counted {counted}, true {truth}");
}

#[test]
fn what_is_worked_out_is_what_is_counted() {
    let model = Model { sessions_a_day: 400, ..model(21) };
    let rows = guests(&model, 11);
    for version in &model.versions {
        let Truth { sections } = model.truth(version);
        let counted = counted(&rows, &version.name);
        assert!(counted.visits > 8_000.0, "{}", counted.visits);
        for section in &sections {
            let id = &section.id;
            assert_near(id, counted.seen[id] / counted.visits, section.reach, 0.05);
            assert_near(id, counted.dwell_ms[id] / counted.visits, section.dwell_mean_ms, 0.08);
            for item in &section.items {
                let id = &item.id;
                assert_near(id, counted.dwell_ms[id] / counted.visits, item.dwell_mean_ms, 0.15);
            }
        }
        let true_orders: f64 =
            sections.iter().flat_map(|section| &section.items).map(|item| item.orders).sum();
        assert_near("orders", counted.orders.values().sum::<f64>() / counted.visits, true_orders, 0.08);
    }
}

#[test]
fn a_version_changes_its_section_and_no_other() {
    let model = model(1);
    let [before, after] = [0, 1].map(|at| model.truth(&model.versions[at]));
    for (before, after) in before.sections.iter().zip(&after.sections) {
        let changes = before.dwell_mean_ms < after.dwell_mean_ms;
        assert_eq!(changes, before.id == "s1", "{}", before.id);
    }
}
