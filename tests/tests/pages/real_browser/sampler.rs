//! The independent account, as the page kept it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::Value;

/// Runs in the page before anything else.
pub(crate) const SCRIPT: &str = include_str!("sampler.js");

/// Milliseconds of silence after which a page is at rest: linger's own definition, from its semantics.
const SETTLE_MS: f64 = 150.0;

/// What the sampler kept.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Record {
    stretches: Vec<Stretch>,
    pub(crate) posts: Vec<String>,
    pub(crate) passive: Vec<String>,
    pub(crate) active: Vec<String>,
    pub(crate) layout_reads: Vec<String>,
    pub(crate) hidden_at: Vec<f64>,
}

/// From, to (milliseconds since 1970), what was viewable, whether the page moved.
#[derive(Debug, Deserialize)]
struct Stretch(f64, f64, Vec<String>, bool);

/// One section's time, in milliseconds.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Dwell {
    pub(crate) paused_ms: f64,
    pub(crate) scrolling_ms: f64,
}

impl Record {
    /// Each section's time from `since_ms` on, when linger began to measure.
    pub(crate) fn dwell(&self, since_ms: f64) -> BTreeMap<String, Dwell> {
        let mut sums = BTreeMap::<String, Dwell>::new();
        for (index, Stretch(from, to, seen, _)) in self.stretches.iter().enumerate() {
            let ms = to - from.max(since_ms);
            for section in seen.iter().filter(|_| ms > 0.0) {
                let dwell = sums.entry(section.clone()).or_default();
                *(if self.is_moving(index) { &mut dwell.scrolling_ms } else { &mut dwell.paused_ms }) += ms;
            }
        }
        sums
    }

    /// Motion is what lies between two moves close together.
    fn is_moving(&self, index: usize) -> bool {
        let Stretch(from, to, _, moved) = &self.stretches[index];
        let moves = || self.stretches.iter().filter(|stretch| stretch.3).map(|stretch| stretch.1);
        let before = moves().filter(|at| at <= from).fold(f64::MIN, f64::max);
        let after = moves().filter(|at| at >= to).fold(f64::MAX, f64::min);
        *moved || after - before < SETTLE_MS
    }

    /// How long the longest stretch without the page was.
    pub(crate) fn hidden_ms(&self) -> f64 {
        let gaps = self.stretches.windows(2).map(|pair| pair[1].0 - pair[0].1);
        gaps.fold(0.0, f64::max)
    }

    /// Every event the page posted, by visit and number.
    pub(crate) fn posted(&self) -> BTreeSet<(String, i64)> {
        let batches =
            self.posts.iter().map(|body| serde_json::from_str::<Value>(body).expect("a batch is JSON"));
        let events = batches.flat_map(|batch| {
            let visit = batch["visit"].as_str().expect("a batch has a visit").to_owned();
            let events = batch["events"].as_array().expect("a batch has events").clone();
            events
                .into_iter()
                .map(move |event| (visit.clone(), event[1].as_i64().expect("an event has a number")))
        });
        events.collect()
    }
}
