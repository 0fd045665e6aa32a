//! Random pages, random readers, a random network: what must hold for all of them.

use std::collections::BTreeMap;

use linger_engine::Config;
use linger_wire::{Event, Exposure, Id, Kind};
use proptest::prelude::*;

use crate::sim::{Action, Answer, Sim, Spot, Step};

/// A slice is cut to whole milliseconds; what it loses is under one for each of its times.
const ROUNDING_US: u64 = 1000;

/// Silence after which a page is known to be at rest.
const SETTLE_US: u64 = 150_000;

fn spots() -> impl Strategy<Value = Vec<Spot>> {
    let kind = prop_oneof![Just(Kind::Section), Just(Kind::Item)];
    let spot = (kind, 0..6_u8, 0.0..6000.0_f64, prop_oneof![Just(0.0), 20.0..300.0_f64, 300.0..4000.0_f64]);
    let spot = spot.prop_map(|(kind, id, top, height)| Spot { kind, id: format!("t{id}"), top, height });
    prop::collection::vec(spot, 0..12)
}

fn action() -> impl Strategy<Value = Action> {
    prop_oneof![
        8 => (0.0..6000.0_f64).prop_map(Action::ScrollTo),
        2 => Just(Action::Touch),
        2 => Just(Action::Hide),
        3 => Just(Action::Show),
        1 => Just(Action::LeaveAndComeBack),
        1 => (0..12_usize).prop_map(Action::Remove),
        1 => (0..12_usize).prop_map(Action::Add),
        2 => Just(Action::Track),
        1 => Just(Action::Flush),
        4 => answer().prop_map(Action::Answer),
    ]
}

fn answer() -> impl Strategy<Value = Answer> {
    prop_oneof![
        4 => Just(Answer::Taken),
        1 => Just(Answer::TakenUnheard),
        2 => Just(Answer::Unavailable),
        1 => (0..30_000_u32).prop_map(Answer::RetryAfter),
    ]
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let wait_us = prop_oneof![
        2 => Just(0_u64),
        6 => 0..40_000_u64,
        3 => 100_000..200_000_u64,
        3 => 0..5_000_000_u64,
        1 => 0..200_000_000_u64,
    ];
    let step = (wait_us, action()).prop_map(|(wait_us, action)| Step { wait_us, action });
    prop::collection::vec(step, 1..80)
}

/// What may happen at one moment and means the same in any order.
fn moment() -> impl Strategy<Value = (u64, Vec<Action>)> {
    let action = prop_oneof![
        Just(Action::Touch),
        Just(Action::Track),
        Just(Action::Flush),
        Just(Action::Answer(Answer::Taken))
    ];
    let scroll = (0.0..6000.0_f64).prop_map(Action::ScrollTo);
    (0..3_000_000_u64, prop::collection::vec(action, 0..4), scroll).prop_map(
        |(wait_us, mut actions, scroll)| {
            actions.push(scroll);
            (wait_us, actions)
        },
    )
}

fn config() -> impl Strategy<Value = Config> {
    let age_ms = prop_oneof![Just(3_000_u32), Just(300_000)];
    (age_ms, any::<u64>(), 1..=250_usize).prop_map(|(flush_age_ms, jitter_seed, batch_events_max)| Config {
        flush_age_ms,
        jitter_seed,
        batch_events_max,
        ..Config::default()
    })
}

struct Run {
    sim: Sim,
    end_us: u64,
}

fn run(config: &Config, spots: Vec<Spot>, steps: &[Step]) -> Run {
    let mut sim = Sim::new(config, spots);
    sim.run(steps);
    let end_us = steps.iter().map(|step| step.wait_us).sum();
    sim.end();
    Run { sim, end_us }
}

impl Run {
    fn events(&self) -> impl Iterator<Item = (Id, &Event)> {
        self.sim.collector.received.events.iter().map(|((visit, _), event)| (*visit, event))
    }

    fn exposures(&self) -> impl Iterator<Item = (Id, &Exposure)> {
        self.events().filter_map(|(visit, event)| match event {
            Event::Exposure(exposure) => Some((visit, exposure)),
            _ => None,
        })
    }

    fn activity_ms(&self, part: fn(&linger_wire::Activity) -> u64) -> u64 {
        let parts = self.events().filter_map(|(_, event)| match event {
            Event::Activity(activity) => Some(part(activity)),
            _ => None,
        });
        parts.sum()
    }

    /// Visits, each of which may keep back a part of a millisecond.
    fn visits(&self) -> u64 {
        self.sim.visits.into()
    }
}

fn near(name: &str, measured_us: u64, true_us: u64, slack_us: u64) -> Result<(), TestCaseError> {
    let off = measured_us.abs_diff(true_us);
    prop_assert!(off <= slack_us, "{name}: measured {measured_us}, true {true_us}, slack {slack_us}");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn dwell_of_every_target_is_what_a_slow_and_obvious_account_says(
        config in config(), spots in spots(), steps in steps()
    ) {
        let run = run(&config, spots, &steps);
        let mut measured = BTreeMap::<(Kind, String), (u64, u64, u64)>::new();
        for (_, exposure) in run.exposures() {
            let sums = measured.entry((exposure.kind, exposure.target.clone())).or_default();
            sums.0 += exposure.paused_ms * 1000;
            sums.1 += exposure.scrolling_ms * 1000;
            sums.2 += ROUNDING_US;
        }
        for (name, dwell) in run.sim.truth.dwell(run.end_us) {
            // Every step opens a target at most twice, and each opening may be too short to tell.
            let exposures = 2 * u64::try_from(steps.len()).unwrap() + 2;
            let (paused_us, scrolling_us, slack_us) = measured.remove(&name).unwrap_or_default();
            let slack_us = slack_us + ROUNDING_US * exposures;
            // What is removed so soon after a scroll that its end is not yet proven counts as motion.
            let removals = steps.iter().filter(|step| matches!(step.action, Action::Remove(_))).count();
            let unproven_us = SETTLE_US * u64::try_from(removals).unwrap();
            near("paused", paused_us, dwell.paused_us, slack_us + unproven_us)?;
            near("scrolling", scrolling_us, dwell.scrolling_us, slack_us + unproven_us)?;
            near("dwell", paused_us + scrolling_us, dwell.paused_us + dwell.scrolling_us, slack_us)?;
        }
        prop_assert!(measured.is_empty(), "never viewable, yet measured: {measured:?}");
    }

    #[test]
    fn attention_of_each_kind_sums_to_the_active_time(config in config(), spots in spots(), steps in steps()) {
        let run = run(&config, spots, &steps);
        let active_ms = run.activity_ms(|activity| activity.active_ms);
        for kind in [Kind::Section, Kind::Item] {
            let of_kind = run.exposures().filter(|(_, exposure)| exposure.kind == kind);
            let attention_ms: u64 = of_kind.map(|(_, exposure)| exposure.attention_ms).sum();
            let elsewhere_ms = run.activity_ms(match kind {
                Kind::Section => |activity| activity.elsewhere_section_ms,
                Kind::Item => |activity| activity.elsewhere_item_ms,
            });
            near("attention", (attention_ms + elsewhere_ms) * 1000, active_ms * 1000, 2 * ROUNDING_US * run.visits())?;
        }
    }

    #[test]
    fn active_and_idle_time_sum_to_the_visible_time(config in config(), spots in spots(), steps in steps()) {
        let run = run(&config, spots, &steps);
        let active_us = run.activity_ms(|activity| activity.active_ms) * 1000;
        let idle_us = run.activity_ms(|activity| activity.idle_ms) * 1000;
        let slack_us = 2 * ROUNDING_US * run.visits();
        near("active", active_us, run.sim.truth.active_us(run.end_us), slack_us)?;
        near("visible", active_us + idle_us, run.sim.truth.visible_us(run.end_us), slack_us)?;
    }

    #[test]
    fn exposures_of_one_target_never_overlap(config in config(), spots in spots(), steps in steps()) {
        let run = run(&config, spots, &steps);
        let mut ends_ms = BTreeMap::new();
        let mut exposures: Vec<_> = run.exposures().collect();
        exposures.sort_by_key(|(visit, exposure)| (*visit, exposure.exposure, exposure.number));
        for (visit, exposure) in exposures {
            let end_ms = ends_ms.entry((visit, exposure.kind, &exposure.target)).or_insert(0);
            prop_assert!(exposure.at_ms + 1 >= *end_ms, "{exposure:?} begins before {end_ms}");
            *end_ms = exposure.at_ms + exposure.paused_ms + exposure.scrolling_ms;
        }
    }

    #[test]
    fn every_event_arrives_once_or_is_counted_as_dropped(
        config in config(), spots in spots(), steps in steps(), refused in 0..80_usize
    ) {
        let mut steps = steps;
        steps.insert(refused.min(steps.len()), Step { wait_us: 0, action: Action::Answer(Answer::Refused) });
        let mut run = run(&Config { queue_events_max: config.batch_events_max, ..config }, spots, &steps);
        // A last event's batch carries the final count of the present visit.
        run.sim.act(&Action::Track);
        run.sim.end();
        let mut numbers = BTreeMap::<Id, Vec<u32>>::new();
        for (visit, event) in run.events() {
            numbers.entry(visit).or_default().push(event.number());
        }
        let gaps: u32 = numbers.values().map(|numbers| {
            let created = numbers.iter().max().map_or(0, |last| last + 1);
            created - u32::try_from(numbers.len()).unwrap()
        }).sum();
        let dropped = run.sim.collector.received.dropped();
        // Earlier visits may have dropped their very last events, which leave no gap, or could not tell any more.
        if numbers.len() == 1 {
            // An event that arrived unheard of and was then refused is both here and counted as dropped.
            let unheard = run.sim.collector.received.unheard;
            prop_assert!((gaps..=gaps + unheard).contains(&dropped), "{dropped} dropped, {gaps} missing");
        }
    }

    #[test]
    fn the_order_of_inputs_with_equal_time_loses_no_time(
        config in config(), spots in spots(), moments in prop::collection::vec(moment(), 1..20), seed in any::<u64>()
    ) {
        let told = |shuffled: bool| {
            let mut sim = Sim::new(&config, spots.clone());
            for (index, (wait_us, actions)) in moments.iter().enumerate() {
                sim.wait(*wait_us);
                let mut actions = actions.clone();
                if shuffled {
                    let places = actions.len();
                    actions.rotate_left(usize::try_from((seed >> (index % 60)) & 7).unwrap() % places);
                }
                for action in &actions {
                    sim.act(action);
                }
            }
            sim.end();
            let end_us = moments.iter().map(|(wait_us, _)| wait_us).sum();
            Run { sim, end_us }
        };
        let (one, other) = (told(false), told(true));
        let active_us = |run: &Run| run.activity_ms(|activity| activity.active_ms) * 1000;
        near("active", active_us(&one), active_us(&other), 2 * ROUNDING_US)?;
        near("active", active_us(&one), one.sim.truth.active_us(one.end_us), 2 * ROUNDING_US)?;
        // Each exposure may keep back a part of a millisecond, and there may be one more or less of them.
        let dwell_us = |run: &Run| -> u64 {
            run.exposures().map(|(_, exposure)| (exposure.paused_ms + exposure.scrolling_ms) * 1000).sum()
        };
        let slices = u64::try_from(one.exposures().count() + other.exposures().count()).unwrap();
        let openings = u64::try_from(moments.len() * 12).unwrap();
        near("dwell", dwell_us(&one), dwell_us(&other), ROUNDING_US * (2 * slices + openings))?;
    }
}
