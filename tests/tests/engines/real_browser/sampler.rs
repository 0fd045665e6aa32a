//! The independent account, as the page kept it, beside what lies in the lake.

use std::collections::{BTreeMap, BTreeSet};

use linger_tests_browsers::phone::Phone;
use serde::Deserialize;
use serde_json::Value;

/// How far linger may be from the independent account, a target and page life.
const DWELL_ERROR_MS_MAX: f64 = 100.0;

/// What lies between a page's load, or its return from the back/forward cache, and its going.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Life {
    /// Whether it began with a return from the cache.
    pub(crate) restored: bool,
    /// From, to (milliseconds since 1970), what was viewable.
    stretches: Vec<(f64, f64, String)>,
    posts: Vec<String>,
    pub(crate) hidden_ms: f64,
}

/// The lives of all pages the phone has left, read in a page of the same origin.
pub(crate) async fn lives(phone: &Phone) -> Vec<Life> {
    let text: String = phone.ask("return localStorage.getItem('sampler') ?? '[]'").await;
    serde_json::from_str(&text).expect("the sampler writes its record")
}

/// Every event that was posted, by visit and number.
pub(crate) fn posted(lives: &[Life]) -> BTreeSet<(String, i64)> {
    let bodies = lives.iter().flat_map(|life| &life.posts);
    let batches = bodies.map(|body| serde_json::from_str::<Value>(body).expect("a batch is JSON"));
    batches.flat_map(|batch| identities(&batch)).collect()
}

fn identities(batch: &Value) -> Vec<(String, i64)> {
    let visit = batch["visit"].as_str().expect("a batch has a visit");
    let events = batch["events"].as_array().expect("a batch has events");
    events.iter().map(|event| (visit.to_owned(), event[1].as_i64().expect("an event has a number"))).collect()
}

/// Every event that is stored, by visit and number, and how many rows there are.
pub(crate) fn stored(rows: &[Value]) -> BTreeSet<(String, i64)> {
    let identity = |row: &Value| Some((row["visit_id"].as_str()?.to_owned(), row["event_number"].as_i64()?));
    rows.iter().map(|row| identity(row).expect("a row has a visit and a number")).collect()
}

/// Holds what is stored against what was seen: every life is one visit, and every target's time is the same.
pub(crate) fn agrees(lives: &[Life], rows: &[Value]) {
    let visits = visits(rows);
    assert_eq!(visits.len(), lives.len(), "each life of the page is a visit of its own");
    let mut wrong = Vec::new();
    for (number, (life, (began_ms, visit))) in lives.iter().zip(visits).enumerate() {
        let rows: Vec<&Value> = rows.iter().filter(|row| row["visit_id"] == visit).collect();
        for (name, true_ms, told_ms) in compared(&life.dwell_ms(began_ms), &told_ms(&rows)) {
            let off_ms = (told_ms - true_ms).abs();
            let line = format!("life {number}, {name}: {told_ms} ms, truly {true_ms:.1}, off {off_ms:.1}");
            println!("{line}");
            wrong.extend((off_ms > DWELL_ERROR_MS_MAX).then_some(line));
        }
    }
    assert!(wrong.is_empty(), "over {DWELL_ERROR_MS_MAX} ms off: {wrong:?}");
}

/// Every target's time by both accounts.
fn compared(truth: &BTreeMap<String, f64>, told: &BTreeMap<String, f64>) -> Vec<(String, f64, f64)> {
    let names: BTreeSet<&String> = truth.keys().chain(told.keys()).collect();
    let ms = |account: &BTreeMap<String, f64>, name| account.get(name).copied().unwrap_or(0.0);
    names.into_iter().map(|name| (name.clone(), ms(truth, name), ms(told, name))).collect()
}

/// Visits by their beginning.
fn visits(rows: &[Value]) -> Vec<(f64, String)> {
    let visits: BTreeSet<(i64, String)> = rows
        .iter()
        .filter_map(|row| Some((row["started_at_ms"].as_i64()?, row["visit_id"].as_str()?.to_owned())))
        .collect();
    #[expect(clippy::cast_precision_loss, reason = "a double holds milliseconds since 1970 exactly")]
    visits.into_iter().map(|(began_ms, visit)| (began_ms as f64, visit)).collect()
}

#[expect(clippy::cast_precision_loss, reason = "milliseconds of a minute")]
fn told_ms(rows: &[&Value]) -> BTreeMap<String, f64> {
    let mut sums = BTreeMap::new();
    for row in rows {
        if let (Some(name), Some(paused), Some(scrolling)) =
            (row["target"].as_str(), row["paused_ms"].as_i64(), row["scrolling_ms"].as_i64())
        {
            *sums.entry(name.to_owned()).or_default() += (paused + scrolling) as f64;
        }
    }
    sums
}

impl Life {
    /// Each target's time from that moment on, when linger began to measure.
    pub(crate) fn dwell_ms(&self, since_ms: f64) -> BTreeMap<String, f64> {
        let mut sums = BTreeMap::<String, f64>::new();
        for (from, to, seen) in &self.stretches {
            let ms = to - from.max(since_ms);
            for name in seen.split_whitespace().filter(|_| ms > 0.0) {
                *sums.entry(name.to_owned()).or_default() += ms;
            }
        }
        sums
    }
}
