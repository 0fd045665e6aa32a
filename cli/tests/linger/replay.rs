//! `linger replay` and `linger spool inspect` on what lies on the disk.

use crate::child::{BATCH, Place, text};

/// The line of a batch, as the collector writes it.
const LINE: &str = include_str!("../../../wire/testdata/lines/v1/visit.json");

/// A day's dead letters: a batch that was given up, damaged bytes, and something else.
fn with_letters() -> Place {
    let place = Place::new();
    let batch = format!(
        r#"{{"reason":"expired","detail":"too old","attempts":9,"at_ms":1790000020000,"sink":"lake","line":{}}}"#,
        LINE.trim_end()
    );
    let damaged = r#"{"reason":"damaged","detail":"checksum","attempts":0,"at_ms":1790000020000,"sink":"spool","raw":"AAAA"}"#;
    place.write(LETTERS, &format!("{batch}\n{damaged}\nno letter\n"));
    place
}

const LETTERS: &str = "data/dead-letters/dt=2026-09-21/141340000-0000000000000001.ndjson";

fn words(line: &str) -> Vec<&str> {
    line.split_whitespace().collect()
}

#[test]
fn a_dry_run_counts_by_reason_and_leaves_everything() {
    let place = with_letters();
    let before = std::fs::read_to_string(place.path(LETTERS)).expect("it was written");
    let output = place.run(&["replay", "--dry-run"]);
    let shown = text(&output.stdout);
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""), "{shown}");
    let lines: Vec<&str> = shown.lines().collect();
    assert_eq!(words(lines[2]), ["expired", "1", "5", "0"], "{shown}");
    assert_eq!(words(lines[3]), ["damaged", "1", "0", "1"], "{shown}");
    assert!(shown.contains("1 lines are no dead letters"), "{shown}");
    assert_eq!(std::fs::read_to_string(place.path(LETTERS)).expect("it is there"), before);
    assert!(!place.path("data/lake").exists(), "a dry run opens no lake");
}

#[test]
fn what_is_replayed_is_in_the_lake_and_no_dead_letter_any_more() {
    let place = with_letters();
    let output = place.run(&["replay", "--reason", "expired", "--site", "demo", "--from", "2026-09-01"]);
    let shown = text(&output.stdout);
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""), "{shown}");
    assert!(shown.contains("1 dead letters sent again and removed, 0 kept, 0 not sendable"), "{shown}");
    let report = place.run(&["report", "--view", "summary", "--format", "csv"]);
    assert!(text(&report.stdout).contains("\r\n1,1,5,"), "{}", text(&report.stdout));
    let left = std::fs::read_to_string(place.path(LETTERS)).expect("what was not chosen stays");
    assert!(!left.contains("expired") && left.contains("damaged") && left.contains("no letter"), "{left}");
}

#[test]
fn a_filter_that_chooses_nothing_sends_nothing() {
    let place = with_letters();
    let output = place.run(&["replay", "--site", "bistro", "--reason", "expired"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(
        text(&output.stdout).starts_with("no dead letter meets the conditions"),
        "{}",
        text(&output.stdout)
    );
}

#[test]
fn an_inspection_beside_the_server_shows_its_spool() {
    let place = Place::new();
    let serving = place.serve(&[]);
    assert!(serving.post("/v1/batches", BATCH).starts_with("HTTP/1.1 202 "));
    let output = place.run(&["spool", "inspect"]);
    let shown = text(&output.stdout);
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""), "{shown}");
    assert!(shown.starts_with("data/spool\n") && shown.contains(" wait to be delivered, in "), "{shown}");
    assert_eq!(serving.stop("-TERM").0.code(), Some(0));
}
