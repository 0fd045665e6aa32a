//! Which visits `linger report` is over, and what single views want to know.

use crate::child::{BATCH, Place, Serving, text};

const PHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                     Version/18.0 Mobile/15E148 Safari/604.1";
const PROGRAM: &str = "curl/8.14.1";

/// A visit to the menu's next version: the starters, a dish of them, and an order.
const OTHER: &str = r#"{"v":1,"site":"demo","visit":"AAAAAAAAAAAAAAAAAAAAAA","session":"BBBBBBBBBBBBBBBBBBBBBB","seq":0,"reason":"hide","started_at_ms":1790000000000,"sent_at_ms":1790000017123,"dropped":0,"read_ms":1000,"sdk":"0.1.0","engine":"wasm","viewport":[390,844],"path":"/","menu":"2026-12","table":"7","lang":"en","events":[["s",0,0,"starters",null,120,3000,0,3000],["i",1,1,"kimchi-jeon",null,180,2500,0,1200,"starters"],["c",2,4000,"order",{"item":"kimchi-jeon"}]]}"#;

/// A visit by a phone to one version of the menu, and one by a program to the next.
fn visited() -> Place {
    let place = Place::new();
    let serving = place.serve(&[]);
    for (agent, batch) in [(PHONE, BATCH), (PROGRAM, OTHER)] {
        let answer = posted(&serving, agent, batch);
        assert!(answer.starts_with("HTTP/1.1 202 "), "{answer}");
    }
    assert_eq!(serving.stop("-TERM").0.code(), Some(0));
    place
}

fn posted(serving: &Serving, agent: &str, body: &str) -> String {
    let length = body.len();
    serving.send(&format!(
        "POST /v1/batches HTTP/1.1\r\nHost: x\r\nConnection: close\r\nUser-Agent: {agent}\r\nContent-Length: \
         {length}\r\nContent-Type: text/plain\r\n\r\n{body}"
    ))
}

/// The lines below the header of a view as CSV, in cells.
fn rows(place: &Place, view: &str, arguments: &[&str]) -> Vec<Vec<String>> {
    let output = place.run(&[&["report", "--format", "csv", "--view", view], arguments].concat());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let csv = text(&output.stdout);
    let cells = |line: &str| line.split(',').map(ToOwned::to_owned).collect();
    csv.lines().skip(1).map(cells).collect()
}

/// What the first column says.
fn firsts(rows: &[Vec<String>]) -> Vec<&str> {
    rows.iter().map(|row| row[0].as_str()).collect()
}

#[test]
fn programs_are_left_out_unless_they_are_asked_for() {
    let place = visited();
    let versions = |arguments: &[&str]| {
        let rows = rows(&place, "menus", arguments);
        firsts(&rows).into_iter().map(ToOwned::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(versions(&[]), ["2026-11"]);
    assert_eq!(versions(&["--bots", "with"]), ["2026-12", "2026-11"]);
    assert_eq!(versions(&["--bots", "only"]), ["2026-12"]);
    assert_eq!(versions(&["--device", "phone"]), ["2026-11"]);
    assert_eq!(versions(&["--device", "bot"]), ["2026-12"]);
    assert!(versions(&["--device", "computer"]).is_empty());
}

#[test]
fn minutes_ahead_of_utc_move_the_hour_of_the_week() {
    let place = visited();
    let hour_of_week = |offset: &str| {
        let rows = rows(&place, "times", &["--utc-offset-minutes", offset]);
        let cell = |column: usize| rows[0][column].parse::<i64>().expect("a number");
        assert_eq!((rows.len(), cell(2)), (1, 1), "one visit, at one hour: {rows:?}");
        (cell(0) - 1) * 24 + cell(1)
    };
    let utc = hour_of_week("0");
    assert_eq!(hour_of_week("540"), (utc + 9).rem_euclid(WEEK_H), "Seoul");
    assert_eq!(hour_of_week("-600"), (utc - 10).rem_euclid(WEEK_H), "Honolulu");
}

const WEEK_H: i64 = 7 * 24;

#[test]
fn two_versions_of_the_menu_are_held_against_each_other() {
    let place = visited();
    let versions = ["--bots", "with", "--menu-a", "2026-11", "--menu-b", "2026-12"];
    let compared = rows(&place, "compare", &versions);
    let starters = compared.iter().find(|row| row[0] == "starters").expect("both versions have it");
    // 5,210 ms at rest and 310 in motion before, 3,000 after; of one visit each nothing can be told.
    let figures = starters[1..6].iter().map(|cell| cell.parse::<f64>().expect("a number"));
    assert_eq!(figures.collect::<Vec<_>>(), [1.0, 1.0, 5520.0, 3000.0, -2520.0]);
    assert_eq!(starters[6..], ["", "", "cannot tell"]);
    let shown = text(&place.run(&[&["report", "--view", "compare"], &versions[..]].concat()).stdout);
    assert!(shown.contains("−2.5 s") && shown.contains("cannot tell"), "{shown}");
}

#[test]
fn the_event_that_counts_as_an_order_can_be_named() {
    let place = visited();
    let last = |event: &str| {
        let rows = rows(&place, "funnel", &["--bots", "with", "--event", event]);
        let step = rows.last().expect("there are visits");
        (step[0].clone(), step[2].clone())
    };
    assert_eq!(last("order"), ("event".to_owned(), "1".to_owned()));
    assert_eq!(last("call-waiter"), ("event".to_owned(), "0".to_owned()));
}

#[test]
fn words_that_no_flag_takes_are_refused_together() {
    let output = Place::new().run(&["report", "--device", "tablet", "--bots", "yes"]);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("--device: `tablet` is none") && said.contains("--bots: `yes` is none"), "{said}");
}
