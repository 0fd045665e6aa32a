//! What becomes of events when the network, the collector, the storage or the page itself fails.

use std::collections::BTreeMap;

use linger_engine::Config;
use linger_wire::{Event, Id, Kind};
use proptest::prelude::*;

use crate::sim::{Action, Answer, Sim, Spot, Step, Store};

const SECOND_US: u64 = 1_000_000;
const DAY_US: u64 = 24 * 3600 * SECOND_US;

fn keeping() -> Config {
    Config { keeps: true, flush_age_ms: 1000, ..Config::default() }
}

fn menu() -> Vec<Spot> {
    vec![Spot { kind: Kind::Section, id: "starters".to_owned(), top: 0.0, height: 800.0 }]
}

fn track(sim: &mut Sim, times: u32) {
    (0..times).for_each(|_| sim.act(&Action::Track));
}

/// Events of 0.7 KB.
fn track_700(sim: &mut Sim, times: u32) {
    let properties = format!("{{\"note\":\"{}\"}}", "x".repeat(670));
    (0..times).for_each(|_| sim.track(&properties));
}

fn customs(sim: &Sim) -> usize {
    sim.collector.received.events.values().filter(|event| matches!(event, Event::Custom(_))).count()
}

#[test]
fn what_a_failing_collector_did_not_take_is_kept_and_sent_by_the_next_visit_once() {
    let mut sim = Sim::new(&keeping(), menu());
    track(&mut sim, 10);
    sim.wait(SECOND_US);
    sim.act(&Action::Answer(Answer::Unavailable));
    sim.act(&Action::Hide);
    assert!(!sim.stash.is_empty());
    let before = sim.collector.requests;
    sim.act(&Action::Reopen);
    sim.wait(9 * SECOND_US);
    sim.act(&Action::Answer(Answer::Taken));
    assert_eq!(customs(&sim), 10);
    // The kept batch, and after it the new visit's own.
    assert_eq!(sim.collector.requests - before, 2);
    assert!(sim.stash.is_empty());
    assert_eq!(sim.collector.received.doubled, 0);
}

#[test]
fn what_is_on_its_way_to_a_failing_collector_is_kept_as_well() {
    let mut sim = Sim::new(&keeping(), menu());
    track(&mut sim, 10);
    sim.wait(SECOND_US);
    sim.act(&Action::Answer(Answer::Silence));
    sim.wait(9 * SECOND_US);
    assert!(!sim.collector.is_quiet(), "the second try is on its way");
    sim.act(&Action::Hide);
    sim.collector.lose_all();
    sim.act(&Action::Reopen);
    sim.wait(9 * SECOND_US);
    sim.act(&Action::Answer(Answer::Taken));
    assert_eq!(customs(&sim), 10);
}

#[test]
fn a_page_that_is_shown_again_takes_back_what_it_kept() {
    let mut sim = Sim::new(&keeping(), menu());
    track(&mut sim, 3);
    sim.wait(SECOND_US);
    sim.act(&Action::Answer(Answer::Unavailable));
    sim.act(&Action::Hide);
    sim.act(&Action::Show);
    sim.wait(10 * SECOND_US);
    sim.act(&Action::Answer(Answer::Taken));
    assert_eq!(customs(&sim), 3);
    assert!(sim.stash.is_empty());
}

#[test]
fn beyond_the_keepalive_quota_the_rest_is_kept() {
    let config = Config { flush_age_ms: 300_000, ..keeping() };
    let mut sim = Sim::new(&config, menu());
    track_700(&mut sim, 150);
    sim.act(&Action::Hide);
    assert!(!sim.stash.is_empty());
    sim.act(&Action::Answer(Answer::Taken));
    let at_once = customs(&sim);
    assert!(at_once >= 80, "{at_once} at once");
    sim.act(&Action::Reopen);
    for _ in 0..3 {
        sim.act(&Action::Answer(Answer::Taken));
    }
    assert_eq!(customs(&sim), 150);
    assert_eq!(sim.collector.received.doubled, 0);
}

#[test]
fn a_storage_that_throws_leaves_the_last_try_to_a_beacon() {
    let mut sim = Sim::new(&keeping(), menu());
    sim.act(&Action::Storage(Store::Throws));
    track(&mut sim, 2);
    sim.wait(SECOND_US);
    sim.act(&Action::Answer(Answer::Unavailable));
    let before = sim.collector.requests;
    sim.act(&Action::Hide);
    assert_eq!(sim.collector.requests - before, 1);
    sim.act(&Action::Answer(Answer::Taken));
    assert_eq!(customs(&sim), 2);
}

#[test]
fn a_beacon_that_bursts_the_quota_is_split_and_tried_again_at_once() {
    let config = Config { flush_age_ms: 300_000, ..Config::default() };
    let mut sim = Sim::new(&config, menu());
    track_700(&mut sim, 40);
    sim.act(&Action::Hide);
    assert_eq!(sim.collector.requests, 1);
    sim.act(&Action::Answer(Answer::Silence));
    let bytes = sim.collector.in_flight_bytes();
    assert!(bytes.len() > 1 && bytes.iter().all(|bytes| *bytes <= 16 * 1024), "{bytes:?}");
    sim.act(&Action::Answer(Answer::Taken));
    sim.end();
    assert_eq!(customs(&sim), 40);
}

#[test]
fn only_what_the_collector_returns_goes_again() {
    let mut sim = Sim::new(&Config { flush_age_ms: 1000, ..Config::default() }, Vec::new());
    track(&mut sim, 5);
    sim.wait(SECOND_US);
    sim.act(&Action::Answer(Answer::TakenBut(&[1, 3])));
    assert_eq!(customs(&sim), 3);
    sim.wait(9 * SECOND_US);
    sim.act(&Action::Answer(Answer::Taken));
    assert_eq!(customs(&sim), 5);
    assert_eq!(sim.collector.received.doubled, 0);
}

#[test]
fn where_nothing_is_ever_answered_the_circuit_opens_and_a_network_closes_it() {
    let mut sim = Sim::new(&Config { flush_age_ms: 1000, ..Config::default() }, menu());
    track(&mut sim, 1);
    for _ in 0..600 {
        sim.wait(SECOND_US);
        sim.act(&Action::Answer(Answer::Silence));
    }
    assert_eq!(sim.collector.requests, 6);
    sim.act(&Action::Hide);
    sim.act(&Action::Show);
    assert_eq!(sim.collector.requests, 6, "an open circuit sends no beacon either");
    sim.act(&Action::Online);
    sim.wait(9 * SECOND_US);
    sim.act(&Action::Answer(Answer::Taken));
    assert_eq!(customs(&sim), 1);
}

#[test]
fn a_collector_that_is_gone_for_a_day_is_asked_at_most_sixty_times() {
    for seed in 0..50 {
        for answer in [Answer::Silence, Answer::Unavailable] {
            let mut sim = Sim::new(&Config { jitter_seed: seed, ..Config::default() }, menu());
            track(&mut sim, 1);
            for _ in 0..DAY_US / (20 * SECOND_US) {
                sim.wait(20 * SECOND_US);
                sim.act(&Action::Touch);
                sim.act(&Action::Answer(answer));
            }
            assert!(sim.collector.requests <= 60, "{} requests of phone {seed}", sim.collector.requests);
        }
    }
}

#[test]
fn another_route_is_another_visit_that_begins_with_what_is_on_the_screen() {
    let mut sim = Sim::new(&Config::default(), menu());
    sim.wait(2 * SECOND_US);
    sim.act(&Action::Navigate);
    sim.wait(SECOND_US);
    sim.end();
    let mut paused_ms = BTreeMap::<Id, u64>::new();
    for ((visit, _), event) in &sim.collector.received.events {
        if let Event::Exposure(exposure) = event {
            *paused_ms.entry(*visit).or_default() += exposure.paused_ms;
        }
    }
    assert_eq!(paused_ms.into_values().collect::<Vec<_>>(), [2000, 1000]);
}

#[test]
fn what_fails_while_the_page_is_only_hidden_is_kept() {
    let mut sim = Sim::new(&keeping(), Vec::new());
    track(&mut sim, 3);
    sim.act(&Action::Hide);
    sim.act(&Action::Answer(Answer::Silence));
    assert!(!sim.stash.is_empty());
}

fn answer() -> impl Strategy<Value = Answer> {
    prop_oneof![
        4 => Just(Answer::Taken),
        2 => Just(Answer::Unavailable),
        2 => Just(Answer::Silence),
        1 => (0..30_000_u32).prop_map(Answer::RetryAfter),
    ]
}

fn action() -> impl Strategy<Value = Action> {
    prop_oneof![
        4 => Just(Action::Track),
        3 => (0.0..2000.0_f64).prop_map(Action::ScrollTo),
        2 => Just(Action::Hide),
        3 => Just(Action::Show),
        1 => Just(Action::Navigate),
        1 => Just(Action::Reopen),
        1 => Just(Action::Online),
        1 => Just(Action::Flush),
        5 => answer().prop_map(Action::Answer),
    ]
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let wait_us = prop_oneof![3 => Just(0_u64), 4 => 0..5_000_000_u64, 1 => 0..4_000_000_000_u64];
    let step = (wait_us, action()).prop_map(|(wait_us, action)| Step { wait_us, action });
    prop::collection::vec(step, 1..60)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// Whatever the link does, and however often the page is killed: with a storage that works, every event of every visit
    /// arrives, and none twice but
    /// those whose arrival nobody heard of.
    #[test]
    fn with_a_storage_every_event_of_every_page_arrives_once(steps in steps(), seed in any::<u64>()) {
        let mut sim = Sim::new(&Config { jitter_seed: seed, ..keeping() }, menu());
        sim.run(&steps);
        // A collector that is well again, and a guest who comes back.
        sim.act(&Action::Online);
        for _ in 0..4 {
            sim.act(&Action::Reopen);
            for _ in 0..40 {
                sim.wait(200 * SECOND_US);
                sim.act(&Action::Answer(Answer::Taken));
            }
        }
        sim.end();
        prop_assert!(sim.stash.is_empty());
        let mut numbers = BTreeMap::<Id, Vec<u32>>::new();
        for (visit, number) in sim.collector.received.events.keys() {
            numbers.entry(*visit).or_default().push(*number);
        }
        for (visit, numbers) in numbers {
            let all: Vec<u32> = (0..u32::try_from(numbers.len()).unwrap()).collect();
            prop_assert_eq!(numbers, all, "events of visit {:?}", visit);
        }
        prop_assert_eq!(sim.collector.received.dropped(), 0);
        // A kept batch that was on its way when its page was killed goes again: nobody heard that it had arrived.
        prop_assert!(sim.collector.received.doubled <= sim.collector.received.unheard);
    }
}
