//! The views' answers beside what the page has measured.

use std::collections::BTreeMap;

use linger_tests_aws::athena::{Athena, Row};
use linger_wire::Event;

use crate::told::Sent;

/// Time at rest and in motion, by kind and target.
type Dwell = BTreeMap<(String, String), (u64, u64)>;

/// Holds what the view `targets` says of each target against the sums of the page's own figures.
pub(crate) fn is_summed(athena: &Athena, sent: &[Sent]) {
    let mut wanted = Dwell::new();
    for event in sent.iter().flat_map(|(_, events)| events) {
        if let Event::Exposure(exposure) = event {
            let target = (exposure.kind.as_str().to_owned(), exposure.target.clone());
            let sums = wanted.entry(target).or_default();
            *sums = (sums.0 + exposure.paused_ms, sums.1 + exposure.scrolling_ms);
        }
    }
    assert!(wanted.len() > 3, "the page has shown several targets: {wanted:?}");
    let rows = athena.rows("SELECT kind, target, paused_ms, scrolling_ms FROM targets");
    assert_eq!(rows.iter().map(of).collect::<Dwell>(), wanted);
}

fn of(row: &Row) -> ((String, String), (u64, u64)) {
    let ms = |column: &str| row[column].parse().expect("milliseconds");
    ((row["kind"].clone(), row["target"].clone()), (ms("paused_ms"), ms("scrolling_ms")))
}

/// Asks every view for all it has; each has an answer, though some have no rows.
pub(crate) fn every_view_answers(athena: &Athena) {
    for view in athena.views().keys() {
        println!("{view}: {} rows", athena.rows(&format!("SELECT * FROM {view}")).len());
    }
}
