//! What is done visit by visit has the results of the plain SQL, for rows no page would send as well.

use crate::compacted::{answers, certify};
use crate::support::{DAY, Lake, Row, write_file};
use linger_wire::row::COLUMNS;

/// Short ones, which Arrow holds in place, and long ones that begin alike.
const TEXTS: [&str; 5] = ["a", "b", "a target with a long name 1", "a target with a long name 2", ""];

/// The rows of one visit that is read in several batches, and of the others.
const LONG_VISIT: u64 = 20_000;
const VISIT: u64 = 60;
const VISITS: u64 = 80;

/// Knuth's MMIX generator (The Art of Computer Programming, volume 2, section 3.3.4).
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % count
    }

    fn number(&mut self, count: u64) -> i64 {
        i64::try_from(self.below(count)).expect("small")
    }

    fn text(&mut self) -> &'static str {
        TEXTS[usize::try_from(self.below(5)).expect("small")]
    }

    fn text_or_none(&mut self) -> Option<&'static str> {
        let text = self.text();
        (self.below(8) > 0).then_some(text)
    }

    /// Numbers of exposures are few, so that one is in slices, and of several targets.
    fn event(&mut self, visit: &str, event: i64) -> Row {
        let visit = visit.to_owned();
        let row = match self.below(10) {
            0 => Row::activity(visit, event, self.number(9_000)),
            1 => Row::custom(visit, event, "order").text("properties", r#"{"item":"a","section":"b"}"#),
            2..5 => {
                Row::section(visit, event, self.number(30), "").text_or_null("target", self.text_or_none())
            }
            _ => Row::item(visit, event, self.number(30), self.text(), "")
                .text_or_null("section", self.text_or_none()),
        };
        let row = if self.below(6) < 5 {
            row.times(self.number(2_000), self.number(500), self.number(2_000))
        } else {
            row
        };
        let menu = if self.below(2) == 0 { "one" } else { "two" };
        row.text("menu", menu)
            .text_or_null("lang", self.text_or_none())
            .text_or_null("from_target", self.text_or_none())
    }

    /// Visits in the order of their ids.
    fn rows(&mut self, first_event: i64) -> Vec<Row> {
        let mut rows = Vec::new();
        for visit in 0..VISITS {
            let count = if visit == VISITS / 2 { LONG_VISIT } else { 1 + self.below(VISIT) };
            let events = 0..i64::try_from(count).expect("small");
            let name = format!("a visit with a long name {visit:03}");
            rows.extend(events.map(|event| self.event(&name, first_event + event)));
        }
        rows
    }
}

fn write(lake: &Lake, name: &str, rows: &[Row], is_certified: bool) {
    let path = lake.path(DAY, name);
    write_file(&path, &COLUMNS.iter().collect::<Vec<_>>(), rows);
    if is_certified {
        certify(&path);
    }
}

#[tokio::test]
async fn visit_by_visit_says_what_the_plain_sql_says() {
    for seed in 0..2 {
        let rows = Dice(seed).rows(0);
        let (plain, ordered) = (Lake::empty(), Lake::empty());
        write(&plain, "all.parquet", &rows, false);
        write(&ordered, "all.parquet", &rows, true);
        let expected = answers(&plain.folder(), &[]).await;
        assert_eq!(answers(&ordered.folder(), &[]).await, expected, "seed {seed}");
    }
}

#[tokio::test]
async fn visits_that_lie_anyhow_are_gathered_first() {
    let (first, second) = (Dice(7).rows(0), Dice(8).rows(100_000));
    let late: Vec<Row> = second.into_iter().skip(300).step_by(7).take(400).rev().collect();
    let (plain, ordered) = (Lake::empty(), Lake::empty());
    write(&plain, "all.parquet", &first, false);
    write(&ordered, "all.parquet", &first, true);
    for lake in [&plain, &ordered] {
        write(lake, "late.parquet", &late, false);
    }
    let expected = answers(&plain.folder(), &[]).await;
    assert_eq!(answers(&ordered.folder(), &[]).await, expected);
    assert_eq!(
        answers(&ordered.folder(), &[("lang", "a")]).await,
        answers(&plain.folder(), &[("lang", "a")]).await
    );
}
