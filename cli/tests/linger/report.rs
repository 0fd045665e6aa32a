//! `linger report`.

use std::fs;

use crate::child::{BATCH, Place, text};

pub(crate) fn measured() -> Place {
    let place = Place::new();
    let serving = place.serve(&[]);
    assert!(serving.post("/v1/batches", BATCH).starts_with("HTTP/1.1 202 "));
    assert_eq!(serving.stop("-TERM").0.code(), Some(0));
    place
}

/// The line that begins with this word, as words.
fn line<'a>(report: &'a str, first: &str) -> Vec<&'a str> {
    let lines = report.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
    let mut found = lines.filter(|words| words.first() == Some(&first));
    found.next().unwrap_or_else(|| panic!("no line begins with {first}:\n{report}"))
}

#[test]
fn the_table_shows_summary_sections_and_items_in_seconds_and_percent() {
    let output = measured().run(&["report"]);
    let report = text(&output.stdout);
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""));
    let order = ["summary", "sections", "items"].map(|view| report.find(&format!("{view}\n")));
    assert!(order.is_sorted() && order[0] == Some(0), "{report}");
    assert!(report.lines().all(|line| line.chars().count() <= 132), "too wide for a terminal:\n{report}");
    assert_eq!(line(&report, "active"), ["active", "17.0", "s"]);
    assert_eq!(line(&report, "events"), ["events", "5"]);
    let mains = "mains 1 100.0 % 11.0 s 11.0 s 11.0 s 11.0 s 64.7 % 0.0 % 0 ████████";
    assert_eq!(line(&report, "mains").join(" "), mains);
    let passed_over = "tteokbokki – 1 100.0 % 0.3 s 0.3 s 0.3 s 0.0 s 2.5 % 100.0 % 0 ▋";
    assert_eq!(line(&report, "tteokbokki").join(" "), passed_over);
}

#[test]
fn one_view_is_printed_as_csv_or_json_for_programs() {
    let place = measured();
    let csv = text(&place.run(&["report", "--view", "items", "--format", "csv"]).stdout);
    assert!(csv.contains("\r\nkimchi-jeon,starters,1,1,1,2500,"), "{csv}");
    let all: serde_json::Value = serde_json::from_slice(&place.run(&["report", "--format", "json"]).stdout)
        .expect("the report is JSON");
    assert_eq!((&all[0]["view"], &all[2]["rows"][0]["target"]), (&"summary".into(), &"kimchi-jeon".into()));
}

/// A dish with a long name in two languages, a section with one for both.
const MENU: &str = r#"{"sections":[{"id":"mains","name":"Mains"},{"id":"starters","name":{"en":"To start","ko":"전채"},
    "items":[{"id":"kimchi-jeon","name":{"en":"Kimchi pancake with spring onions and squid","ko":"김치전"}}]}]}"#;

#[test]
fn names_stand_for_ids_where_the_menu_has_them_in_the_reports_language() {
    let place = measured();
    place.write("menu.json", MENU);
    let english = text(&place.run(&["report", "--names", "menu.json"]).stdout);
    assert!(english.contains(" Kimchi pancake with…  To start  "), "{english}");
    assert!(english.contains("Mains") && english.contains("tteokbokki"), "{english}");
    assert!(english.lines().all(|line| line.chars().count() <= 132), "too wide for a terminal:\n{english}");
    let korean = place.run(&["report", "--names", "menu.json", "--report-lang", "ko", "--view", "items"]);
    let korean = text(&korean.stdout);
    assert!(korean.starts_with("items (메뉴)\n") && korean.contains("김치전"), "{korean}");
    assert!(korean.contains("2.5초") && !korean.contains(" s "), "{korean}");
}

#[test]
fn figures_stand_under_each_other_by_their_ends() {
    let report = text(&measured().run(&["report", "--view", "sections"]).stdout);
    let ends = |line: &str| {
        let mut ends: Vec<usize> =
            line.match_indices("  ").map(|(at, _)| line[..at].chars().count()).collect();
        ends.retain(|at| line.chars().nth(at - 1).is_some_and(|before| before != ' '));
        ends
    };
    let rows: Vec<&str> = report.lines().skip(3).collect();
    assert_eq!(rows.len(), 2, "{report}");
    assert_eq!(ends(rows[0])[1..], ends(rows[1])[1..], "{report}");
}

#[test]
fn names_that_are_none_are_refused_with_all_else() {
    let place = Place::new();
    place.write("names.json", "{\"dishes\":[]}");
    place.write("names.txt", "starters: To start");
    for (file, problem) in
        [("names.json", "has no `sections`"), ("names.txt", "is not JSON"), ("no.json", "cannot be read")]
    {
        let output = place.run(&["report", "--names", file, "--from", "noon"]);
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(
            said.contains(&format!("--names: {file} {problem}")) && said.contains("--from: `noon`"),
            "{said}"
        );
    }
}

#[test]
fn conditions_narrow_it_and_none_left_is_said() {
    let place = measured();
    let here =
        place.run(&["report", "--view", "sections", "--table", "12", "--lang", "ko", "--from", "2026-01-01"]);
    assert!(text(&here.stdout).contains("mains"));
    let nobody = place.run(&["report", "--table", "99"]);
    assert_eq!((nobody.status.code(), text(&nobody.stdout).as_str()), (Some(0), ""));
    let said = "No event in data/lake meets all of these conditions; leave some of them out.\n";
    assert_eq!(text(&nobody.stderr), said);
}

#[test]
fn no_data_is_no_failure_and_says_how_to_get_some() {
    let place = Place::new();
    let output = place.run(&["report", "--data", "nowhere"]);
    assert_eq!((output.status.code(), text(&output.stdout).as_str()), (Some(0), ""));
    assert!(
        text(&output.stderr).starts_with("No events in nowhere/lake yet. To get some, run `linger serve`")
    );
    let json = place.run(&["report", "--data", "nowhere", "--view", "items", "--format", "json"]);
    assert!(text(&json.stdout).contains("\"rows\":[]"), "programs get their empty answer");
}

#[test]
fn a_corrupt_file_is_named_and_the_rest_reported() {
    let place = measured();
    let partition = fs::read_dir(place.path("data/lake")).expect("the lake is there");
    let partition =
        partition.filter_map(Result::ok).find(|entry| entry.file_name().to_string_lossy().starts_with("dt="));
    let partition = partition.expect("there is a day").path();
    fs::write(partition.join("broken.parquet"), "broken").expect("it can be written");
    let output = place.run(&["report"]);
    assert!(text(&output.stdout).contains("mains"));
    let said = text(&output.stderr);
    let day = partition.file_name().expect("it has a name").to_string_lossy();
    assert!(
        said.starts_with(&format!("left out: {day}/broken.parquet: not readable as Parquet: ")),
        "{said}"
    );
    assert_eq!(said.lines().count(), 1, "once, though three views go without it");
}

#[test]
fn what_single_views_want_to_know_are_flags_that_other_views_refuse_once() {
    let place = measured();
    let said = |arguments: &[&str]| text(&place.run(arguments).stderr);
    let missing = said(&["report", "--view", "compare", "--menu-a", "1"]);
    assert!(missing.contains("--menu-b: compare needs it"), "{missing}");
    let foreign = said(&["report", "--event", "tap"]);
    assert!(
        foreign.contains("--event: summary does not take it; leave it out, or ask funnel or matrix"),
        "{foreign}"
    );
    assert_eq!(foreign.matches("--event").count(), 1, "{foreign}");
    let funnel = place.run(&["report", "--view", "funnel", "--event", "tap", "--format", "csv"]);
    assert!(
        text(&funnel.stdout).lines().last().is_some_and(|line| line.starts_with("event,6,")),
        "{funnel:?}"
    );
}

#[test]
fn wrong_conditions_are_said_together() {
    let output = Place::new().run(&["report", "--from", "noon", "--to", "later", "--format", "csv"]);
    let said = text(&output.stderr);
    assert_eq!((output.status.code(), text(&output.stdout).as_str()), (Some(2), ""));
    for problem in
        ["CSV is one table; name one view", "--from: `noon` is no time", "--to: `later` is no time"]
    {
        assert!(said.contains(problem), "{said}");
    }
}
