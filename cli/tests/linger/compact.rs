//! `linger compact` over lakes that are there, that are not, and that somebody writes.

use std::fs;
use std::path::Path;

use linger_lake::{LakeConfig, Writer};
use linger_traffic::{History, Menu, Model, Version};

use crate::child::{Place, text};

fn config(place: &Place) -> LakeConfig {
    LakeConfig { folder: place.path("data/lake"), tails_max: 1_000 }
}

/// Two days of two files each, and the day into which the restaurant's last evening reaches.
fn with_history() -> Place {
    let place = Place::new();
    let model = Model::new(Menu::plain(2, 2), vec![Version::plain("one", 2)], 1);
    let model = Model { sessions_a_day: 20, doubles: 0.3, ..model };
    for (seed, opened_at_ms) in [(1, 1_790_000_000_000), (2, 1_790_000_001_000)] {
        History::write(&model, seed, &config(&place), opened_at_ms).expect("written");
    }
    place
}

fn files(lake: &Path) -> usize {
    let days = fs::read_dir(lake).expect("a lake").filter_map(Result::ok).filter(|day| day.path().is_dir());
    days.map(|day| fs::read_dir(day.path()).expect("a day").count()).sum()
}

fn report(place: &Place) -> String {
    text(&place.run(&["report", "--format", "json", "--view", "sections"]).stdout)
}

/// All of an answer but the moment of the question.
fn rows(answer: &str) -> &str {
    answer.split_once("\"rows\":").expect("an answer").1
}

#[test]
fn a_dry_run_changes_nothing_and_a_real_one_changes_no_answer() {
    let place = with_history();
    let (lake, before) = (place.path("data/lake"), report(&place));
    let many = files(&lake);
    let dry = place.run(&["compact", "--dry-run"]);
    assert!(text(&dry.stdout).contains("Nothing was changed."), "{}", text(&dry.stdout));
    assert_eq!(files(&lake), many);
    let wet = place.run(&["compact"]);
    assert!(text(&wet.stdout).contains("that were there twice are there once"), "{}", text(&wet.stdout));
    assert!(files(&lake) < many);
    assert_eq!(rows(&report(&place)), rows(&before));
    let again = place.run(&["compact"]);
    assert_eq!(text(&again.stdout), "Every day is compact; there is nothing to do.\n");
}

#[test]
fn beside_a_writer_nothing_is_begun() {
    let place = with_history();
    let _writer = Writer::try_open(&config(&place), 1_790_000_000_000).expect("it is free");
    let refused = place.run(&["compact"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("another process writes"), "{}", text(&refused.stderr));
}

#[test]
fn what_is_no_day_is_told_and_so_is_a_lake_that_is_not_there() {
    let place = with_history();
    let refused = place.run(&["compact", "--day", "../2026-11", "--day", "yesterday"]);
    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(text(&refused.stderr).matches("write it as 2026-11-22").count(), 2);
    let nowhere = Place::new().run(&["compact"]);
    assert!(text(&nowhere.stderr).starts_with("there is no lake at "), "{}", text(&nowhere.stderr));
}
