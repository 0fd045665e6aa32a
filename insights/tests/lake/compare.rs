//! Two versions of the menu: the interval in SQL is the one worked out here, and that one is right as often as it says.

use crate::generated::Dice;
use crate::support::{Lake, Row, cell, number, ratio, targets};
use linger_insights::{Answer, Cell, View};

const GROUPS_MAX: usize = 128;
const REPLICATES: i64 = 500;
const VERSIONS: [(&str, &str); 2] = [("menu_a", "old"), ("menu_b", "new")];

/// The bootstrap of the difference of the means, in the words of compare.sql.
fn interval(a: &[i64], b: &[i64]) -> (f64, f64) {
    let (a, b) = (Groups::of(0, a), Groups::of(1, b));
    let mut differences: Vec<f64> =
        (0..REPLICATES).map(|replicate| b.drawn_mean(replicate) - a.drawn_mean(replicate)).collect();
    differences.sort_by(f64::total_cmp);
    // The 2.5th and 97.5th percentile of 500, by nearest rank.
    (differences[12], differences[487])
}

/// Visits of a version, dealt out in turns.
struct Groups {
    version: i64,
    /// Visits and dwell of each.
    groups: Vec<(i64, i64)>,
}

impl Groups {
    fn of(version: i64, dwells_ms: &[i64]) -> Self {
        let mut groups = vec![(0, 0); GROUPS_MAX.min(dwells_ms.len())];
        for (place, dwell_ms) in dwells_ms.iter().enumerate() {
            let group = &mut groups[place % GROUPS_MAX];
            *group = (group.0 + 1, group.1 + dwell_ms);
        }
        Self { version, groups }
    }

    fn drawn_mean(&self, replicate: i64) -> f64 {
        let groups = i64::try_from(self.groups.len()).expect("there are few");
        let drawn = (0..groups).map(|draw| self.groups[self.pick(replicate, draw, groups)]);
        mean(drawn.fold((0, 0), |sum, group| (sum.0 + group.0, sum.1 + group.1)))
    }

    fn pick(&self, replicate: i64, draw: i64, groups: i64) -> usize {
        const PRIME: i64 = 2_147_483_647;
        let seed = (self.version * 65_536 + replicate * 128 + draw + 1) * 48_271 % PRIME;
        let once = (seed * seed + 69_621) % PRIME;
        let twice = (once * once + seed * 16_807) % PRIME;
        let drawn = (twice * twice + 39_373) % PRIME % groups;
        usize::try_from(drawn).expect("it is not negative")
    }
}

#[expect(clippy::cast_precision_loss, reason = "the sums are far below 2^53")]
fn mean((visits, dwell_ms): (i64, i64)) -> f64 {
    dwell_ms as f64 / visits as f64
}

/// Of ten visits four do not see the section; the others dwell on it log-normally, as people do.
const SEEN_OF_TEN: i64 = 6;
const LOG_MEAN: f64 = 9.0;

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "2^40 and a minute fit both"
)]
fn dwell_ms(dice: &mut Dice, factor: f64) -> i64 {
    const STEPS: i64 = 1 << 40;
    let (first, second) = (dice.below(STEPS), dice.below(STEPS));
    let uniform = |step: i64| (step as f64 + 0.5) / STEPS as f64;
    let normal = (-2.0 * uniform(first).ln()).sqrt() * (std::f64::consts::TAU * uniform(second)).cos();
    if dice.below(10) < SEEN_OF_TEN { (factor * (LOG_MEAN + normal).exp()).round() as i64 } else { 0 }
}

/// The mean of these dwells: a log-normal's is the exponential of its log's mean and half its variance.
fn true_mean_ms(factor: f64) -> f64 {
    factor * (LOG_MEAN + 0.5).exp() * 0.6
}

fn dwells_ms(dice: &mut Dice, visits: usize, factor: f64) -> Vec<i64> {
    (0..visits).map(|_| dwell_ms(dice, factor)).collect()
}

/// Over this many worlds, with as many visits a version as the promise says.
const SEEDS: u64 = 100;
const VISITS: usize = 5000;

fn intervals(factor: f64) -> impl Iterator<Item = (f64, f64)> {
    (0..SEEDS).map(move |seed| {
        let dice = &mut Dice::new(seed);
        interval(&dwells_ms(dice, VISITS, 1.0), &dwells_ms(dice, VISITS, factor))
    })
}

#[test]
fn a_true_effect_lies_inside_the_interval_in_ninety_worlds_of_a_hundred() {
    for factor in [1.15, 0.9] {
        let effect_ms = true_mean_ms(factor) - true_mean_ms(1.0);
        let inside = intervals(factor).filter(|(low, high)| *low <= effect_ms && effect_ms <= *high).count();
        assert!(
            (90..100).contains(&inside),
            "{inside} of {SEEDS} at {factor}: less is wrong, and all is too wide"
        );
    }
}

#[test]
fn where_there_is_no_effect_ninety_worlds_of_a_hundred_say_that_they_cannot_tell() {
    let cannot_tell = intervals(1.0).filter(|(low, high)| *low <= 0.0 && 0.0 <= *high).count();
    assert!(cannot_tell >= 90, "{cannot_tell} of {SEEDS}");
}

#[test]
fn an_effect_of_four_standard_errors_is_told_in_nearly_every_world() {
    let longer = intervals(1.15).filter(|(low, _)| *low > 0.0).count();
    assert!(longer >= 90, "{longer} of {SEEDS}");
}

/// Visits of a version with their dwell on each section; without a dwell there is no exposure.
fn rows(menu: &'static str, sections: &[(&'static str, Vec<i64>)]) -> Vec<Row> {
    let visits = sections[0].1.len();
    let visit = |number: usize| {
        let id = format!("{menu}-{number:05}");
        let seen = sections.iter().zip(0..).filter(|((_, dwells_ms), _)| dwells_ms[number] > 0);
        let row = |((section, dwells_ms), place): (&(&'static str, Vec<i64>), i64)| {
            Row::section(id.clone(), place, place, *section).times(dwells_ms[number], 0, 0)
        };
        let activity = Row::activity(id.clone(), 9, 1000);
        seen.map(row).chain([activity]).map(|row| row.text("menu", menu)).collect::<Vec<_>>()
    };
    (0..visits).flat_map(visit).collect()
}

async fn compared(rows: &[Row]) -> Answer {
    Lake::of(rows).ask_over(View::Compare, &VERSIONS).await
}

fn near(found: f64, expected: f64) -> bool {
    (found - expected).abs() < 1e-9 * expected.abs().max(1.0)
}

#[tokio::test]
async fn the_view_s_figures_are_those_of_the_account() {
    let dice = &mut Dice::new(1);
    let old = [("mains", dwells_ms(dice, 400, 1.0)), ("drinks", dwells_ms(dice, 400, 1.0))];
    let new = [
        ("mains", dwells_ms(dice, 90, 3.0)),
        ("drinks", dwells_ms(dice, 90, 0.2)),
        ("desserts", dwells_ms(dice, 90, 1.0)),
    ];
    let other = rows("tasting", &[("mains", vec![1; 3])]);
    let answer = compared(&[rows("old", &old), rows("new", &new), other].concat()).await;
    assert_eq!(targets(&answer), ["desserts", "drinks", "mains"]);
    for (section, dwells_b_ms) in &new {
        let known = old.iter().find(|(known, _)| known == section);
        let dwells_a_ms = known.map_or(vec![0; 400], |(_, dwells_ms)| dwells_ms.clone());
        let (low_ms, high_ms) = interval(&dwells_a_ms, dwells_b_ms);
        assert_eq!((number(&answer, section, "visits_a"), number(&answer, section, "visits_b")), (400, 90));
        let (mean_a_ms, mean_b_ms) =
            (mean((400, dwells_a_ms.iter().sum())), mean((90, dwells_b_ms.iter().sum())));
        for (column, expected) in [
            ("dwell_mean_a_ms", mean_a_ms),
            ("dwell_mean_b_ms", mean_b_ms),
            ("difference_ms", mean_b_ms - mean_a_ms),
            ("low_ms", low_ms),
            ("high_ms", high_ms),
        ] {
            let found = ratio(&answer, section, column);
            assert!(near(found, expected), "{column} of {section} is {found}, not {expected}");
        }
    }
    let verdict = |section| cell(&answer, section, "verdict").clone();
    let word = |word: &str| Cell::Text(word.to_owned());
    assert_eq!((verdict("mains"), verdict("drinks")), (word("longer"), word("shorter")));
}

#[tokio::test]
async fn few_visits_are_no_ground_for_a_verdict() {
    let versions = [rows("old", &[("mains", vec![1; 40])]), rows("new", &[("mains", vec![9000; 29])])];
    let answer = compared(&versions.concat()).await;
    assert!(near(ratio(&answer, "mains", "difference_ms"), 8999.0));
    for end in ["low_ms", "high_ms"] {
        assert_eq!(cell(&answer, "mains", end), &Cell::Nothing);
    }
    assert_eq!(cell(&answer, "mains", "verdict"), &Cell::Text("cannot tell".to_owned()));
}

#[tokio::test]
async fn a_version_nobody_visited_has_no_mean() {
    let answer = compared(&rows("old", &[("mains", vec![5; 40])])).await;
    assert_eq!(number(&answer, "mains", "visits_b"), 0);
    assert_eq!(cell(&answer, "mains", "dwell_mean_b_ms"), &Cell::Nothing);
    assert_eq!(cell(&answer, "mains", "difference_ms"), &Cell::Nothing);
    assert_eq!(cell(&answer, "mains", "verdict"), &Cell::Text("cannot tell".to_owned()));
}
