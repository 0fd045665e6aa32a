//! Single readers, told step by step.

use std::time::Instant;

use linger_engine::{Config, ConfigProblem};
use linger_wire::{Event, Exposure, FlushReason, Kind};

use crate::sim::{Action, Answer, Sim, Spot};

const SECOND_US: u64 = 1_000_000;
const FRAME_US: u64 = 16_667;

fn section(id: &str, top: f64, height: f64) -> Spot {
    Spot { kind: Kind::Section, id: id.to_owned(), top, height }
}

fn menu() -> Vec<Spot> {
    vec![section("starters", 0.0, 800.0), section("soups", 800.0, 800.0), section("mains", 1600.0, 3000.0)]
}

fn exposures(sim: &Sim) -> Vec<&Exposure> {
    let mut exposures: Vec<&Exposure> = sim
        .collector
        .received
        .events
        .values()
        .filter_map(|event| match event {
            Event::Exposure(exposure) => Some(exposure),
            _ => None,
        })
        .collect();
    exposures.sort_by_key(|exposure| (exposure.exposure, exposure.number));
    exposures
}

fn glide(sim: &mut Sim, from: f64, to: f64, frames: u32) {
    for frame in 1..=frames {
        sim.wait(FRAME_US);
        sim.act(&Action::ScrollTo(from + (to - from) * f64::from(frame) / f64::from(frames)));
    }
}

#[test]
fn a_stop_is_paused_and_a_passing_is_scrolling() {
    let mut sim = Sim::new(&Config::default(), menu());
    sim.wait(5 * SECOND_US);
    glide(&mut sim, 0.0, 1600.0, 60);
    sim.wait(3 * SECOND_US);
    sim.end();
    let found: Vec<_> = exposures(&sim).iter().map(|e| (e.target.as_str(), e.from.as_deref())).collect();
    assert_eq!(found, [("starters", None), ("soups", Some("starters")), ("mains", Some("soups"))]);
    let exposures = exposures(&sim);
    assert!((5000..5100).contains(&exposures[0].paused_ms), "{:?}", exposures[0]);
    assert_eq!(exposures[1].paused_ms, 0);
    assert!((400..700).contains(&exposures[1].scrolling_ms), "{:?}", exposures[1]);
    assert_eq!(exposures[2].paused_ms, 3000);
}

#[test]
fn the_hidden_gap_is_excluded_and_the_return_begins_a_new_exposure() {
    let mut sim = Sim::new(&Config::default(), menu());
    sim.wait(2 * SECOND_US);
    sim.act(&Action::Hide);
    sim.wait(5 * SECOND_US);
    sim.act(&Action::Show);
    sim.wait(SECOND_US);
    sim.end();
    let paused_ms: Vec<u64> = exposures(&sim).iter().map(|exposure| exposure.paused_ms).collect();
    assert_eq!(paused_ms, [2000, 1000]);
}

#[test]
fn one_dish_in_two_places_is_one_target() {
    let twice = vec![section("picks", 0.0, 300.0), section("picks", 400.0, 300.0)];
    let mut sim = Sim::new(&Config::default(), twice);
    sim.wait(2 * SECOND_US);
    sim.act(&Action::Remove(0));
    sim.wait(SECOND_US);
    sim.end();
    let exposures = exposures(&sim);
    assert_eq!(exposures.len(), 1);
    assert_eq!(exposures[0].paused_ms, 3000);
    assert_eq!(exposures[0].attention_ms, 3000);
}

#[test]
fn a_reader_who_holds_still_is_told_in_slices_of_the_flush_age() {
    let config = Config { flush_age_ms: 3000, ..Config::default() };
    let mut sim = Sim::new(&config, menu());
    for _ in 0..4 {
        sim.wait(2_900_000);
        sim.act(&Action::Answer(Answer::Taken));
    }
    sim.end();
    let exposures = exposures(&sim);
    assert!(exposures.iter().all(|exposure| exposure.exposure == 0));
    assert_eq!(
        exposures.iter().map(|exposure| exposure.paused_ms).collect::<Vec<_>>(),
        [3000, 3000, 3000, 2600]
    );
}

#[test]
fn an_abandoned_page_falls_silent() {
    let config = Config { flush_age_ms: 3000, ..Config::default() };
    let mut sim = Sim::new(&config, menu());
    for _ in 0..1000 {
        sim.wait(SECOND_US);
        sim.act(&Action::Answer(Answer::Taken));
    }
    assert!(sim.collector.requests <= 60_000 / 3000, "{} requests", sim.collector.requests);
    assert_eq!(sim.engine.next_deadline(), None);
}

#[test]
fn a_normal_visit_of_five_minutes_is_at_most_two_requests() {
    let mut sim = Sim::new(&Config::default(), menu());
    for stop in 0..30 {
        let top = f64::from(stop % 5) * 400.0;
        glide(&mut sim, top, top + 400.0, 20);
        sim.wait(9 * SECOND_US);
        sim.act(&Action::Answer(Answer::Taken));
    }
    sim.end();
    assert!(sim.collector.requests <= 2, "{} requests", sim.collector.requests);
}

#[test]
fn hiding_sends_at_once_even_during_our_own_wait_but_not_during_the_servers() {
    let mut sim = Sim::new(&Config { flush_age_ms: 1000, ..Config::default() }, menu());
    sim.wait(1_000_000);
    sim.act(&Action::Answer(Answer::Unavailable));
    sim.act(&Action::Hide);
    assert_eq!(sim.collector.requests, 2);
    sim.act(&Action::Answer(Answer::RetryAfter(60_000)));
    sim.act(&Action::Show);
    sim.wait(30 * SECOND_US);
    sim.act(&Action::Hide);
    assert_eq!(sim.collector.requests, 2);
    sim.end();
    let reasons: Vec<_> = sim.collector.received.headers.iter().map(|header| header.reason).collect();
    assert_eq!(reasons, [FlushReason::Hide]);
    let paused_ms: u64 = exposures(&sim).iter().map(|exposure| exposure.paused_ms).sum();
    assert_eq!(paused_ms, 31_000);
}

#[test]
fn a_year_of_page_life_takes_seconds_and_loses_nothing() {
    let began = Instant::now();
    let mut sim = Sim::new(&Config::default(), menu());
    let (days, visits) = (365_u64, 12_u64);
    for _ in 0..days * visits {
        glide(&mut sim, 0.0, 1600.0, 20);
        sim.wait(60 * SECOND_US);
        sim.act(&Action::Answer(Answer::Taken));
        sim.act(&Action::Hide);
        sim.act(&Action::Answer(Answer::Taken));
        sim.wait(7_140 * SECOND_US);
        sim.act(&Action::Show);
    }
    sim.end();
    let paused_ms: u64 = exposures(&sim).iter().filter(|e| e.target == "mains").map(|e| e.paused_ms).sum();
    // The first frame of each return still shows where the reader had stopped.
    let expected_ms = days * visits * (60_000 + FRAME_US / 1000);
    assert!(paused_ms.abs_diff(expected_ms) <= days * visits, "{paused_ms} of {expected_ms}");
    assert!(began.elapsed().as_secs() < 30, "took {:?}", began.elapsed());
}

#[test]
fn unsound_settings_are_all_named_at_once() {
    let config = Config {
        batch_events_max: 501,
        batch_bytes_max: 1,
        queue_events_max: 1,
        backoff_base_ms: 0,
        idle_ms: 0,
        ..Config::default()
    };
    let problems: Vec<_> = config.problems().collect();
    assert_eq!(
        problems,
        [
            ConfigProblem::BatchEvents,
            ConfigProblem::BatchBytes,
            ConfigProblem::Queue,
            ConfigProblem::Backoff,
            ConfigProblem::Zero,
        ]
    );
    assert_eq!(Config::default().problems().count(), 0);
}

#[test]
fn parts_of_a_millisecond_never_make_an_event_of_their_own() {
    let mut sim =
        Sim::new(&Config { batch_events_max: 1, flush_age_ms: 3000, ..Config::default() }, Vec::new());
    // Half a millisecond of active and half of idle time are left over, a whole one together.
    sim.wait(60 * SECOND_US + 500);
    sim.act(&Action::Touch);
    sim.wait(500);
    sim.act(&Action::Hide);
    sim.end();
    let all_zero = |event: &Event| matches!(event, Event::Activity(a) if a.active_ms + a.idle_ms == 0);
    assert!(!sim.collector.received.events.values().any(all_zero));
}
