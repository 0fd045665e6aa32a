//! `linger cost`, as people and scripts meet it.

use crate::child::{Place, text};

fn told(arguments: &[&str]) -> String {
    let output = Place::new().run(&[&["cost"], arguments].concat());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    text(&output.stdout)
}

#[test]
fn all_edges_stand_beside_each_other() {
    let table = told(&["--sessions", "1000000"]);
    let cells = |name: &str| {
        let line = table.lines().find_map(|line| line.trim_start().strip_prefix(name));
        let line = line.unwrap_or_else(|| panic!("{name} is not in {table}"));
        line.split_whitespace().map(ToOwned::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(cells("$"), ["lambda-url", "http-api", "rest-firehose", "direct", "server"]);
    assert_eq!(cells("API Gateway requests"), ["–", "3.00", "10.50", "–", "–"]);
    assert!(table.contains("a record for each event: 74.48; with Cognito"), "{table}");
}

#[test]
fn what_could_not_be_confirmed_is_said_below() {
    let table = told(&["--sessions", "1000", "--edge", "direct", "--region", "ap-northeast-2"]);
    assert!(table.contains("? rests on a price that could not be confirmed"), "{table}");
    assert!(table.contains("Firehose, taking in (https://aws.amazon.com/firehose/pricing/)"), "{table}");
}

#[test]
fn programs_get_rows_and_objects() {
    let csv = told(&["--sessions", "1000000", "--edge", "server", "--format", "csv"]);
    assert!(csv.starts_with("edge,line,usd,standing,how\nserver,\"Firehose, taking in\",0.17"), "{csv}");
    let json: serde_json::Value =
        serde_json::from_str(&told(&["--sessions", "1000000", "--format", "json"])).expect("it is JSON");
    assert_eq!(json["bills"].as_array().map(Vec::len), Some(5));
    assert!(
        told(&["--sessions", "1", "--format", "markdown"])
            .starts_with("| a month, in dollars | lambda-url |")
    );
}

#[test]
fn all_that_is_wrong_is_told_at_once() {
    let output =
        Place::new().run(&["cost", "--sessions", "0", "--posts", "30", "--edge", "lambda", "--region", "x"]);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    for part in [
        "linger cost: not started, as\n",
        "--sessions: 0 is outside",
        "--posts: 30 requests",
        "--edge: `lambda`",
        "--region: ",
    ] {
        assert!(said.contains(part), "{part}\nis not in\n{said}");
    }
}
