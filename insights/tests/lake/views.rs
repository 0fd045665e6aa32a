//! Every view over evenings that were made up, against an account of the same evenings that knows no SQL. Where the
//! variable `LINGER_SQL_PROOF` names a folder, lake and answers stay there for the suite `sql`, which asks another
//! engine the same.

use std::fs;
use std::path::Path;

use crate::account::{self, Rows};
use crate::generated::{self, Kind, Visit};
use crate::support::Lake;
use crate::truth;
use linger_insights::{Answer, Bots, Cell, Question, View};
use serde_json::{Value, json};

/// A seed and a size at which every quadrant, every null and every tie occurs.
const SEED: u64 = 5;
const VISITS: usize = 400;
const FILES: i64 = 3;

struct Asked {
    question: Question,
    answer: Answer,
}

async fn asked(lake: &Lake, view: View, pairs: &[(&str, &str)]) -> Asked {
    let question = Question::from_pairs(view, pairs.iter().copied()).expect("the question is sound");
    let answer = lake.insights().ask(&question, 1).await.expect("the lake answers");
    Asked { question, answer }
}

/// The expected rows stand in another order.
fn assert_same(asked: &Asked, expected: Rows) {
    let view = asked.question.view;
    let key = |row: &Vec<Cell>| {
        let texts = row.iter().filter(|cell| matches!(cell, Cell::Text(_) | Cell::Nothing));
        let hours = row.iter().take(if view == View::Times { 2 } else { 0 });
        format!("{:?}{:?}", texts.collect::<Vec<_>>(), hours.collect::<Vec<_>>())
    };
    let (mut found, mut expected) = (asked.answer.rows.clone(), expected);
    found.sort_by_key(key);
    expected.sort_by_key(key);
    assert_eq!(found.len(), expected.len(), "{}", view.name());
    for (found, expected) in found.iter().zip(&expected) {
        for ((found_cell, expected_cell), column) in found.iter().zip(expected).zip(view.columns()) {
            assert!(
                same(found_cell, expected_cell),
                "{} {}: {found:?}, not {expected:?}",
                view.name(),
                column.name
            );
        }
    }
}

fn same(found: &Cell, expected: &Cell) -> bool {
    match (found, expected) {
        (Cell::Real(found), Cell::Real(expected)) => {
            (found - expected).abs() <= 1e-9 * expected.abs().max(1.0)
        }
        _ => found == expected,
    }
}

fn in_order(answer: &Answer, by: &str, falls: bool) {
    let figure = |row| match answer.cell(row, by) {
        Some(Cell::Integer(figure)) => *figure,
        other => panic!("{by} is {other:?}"),
    };
    let figures: Vec<i64> = (0..answer.rows.len()).map(figure).collect();
    assert!(
        figures.windows(2).all(|pair| if falls { pair[0] >= pair[1] } else { pair[0] <= pair[1] }),
        "{by}"
    );
}

type Pairs = Vec<(&'static str, &'static str)>;

/// The view, what it is asked with, and the account; compare has a test of its own.
fn questions(people: &[&Visit], all: &[&Visit], copies: i64) -> Vec<(View, Pairs, Rows)> {
    let seoul = || vec![("utc_offset_minutes", "540")];
    vec![
        (View::Sections, vec![], truth::targets(people, Kind::Section)),
        (View::Items, vec![], truth::targets(people, Kind::Item)),
        (View::Summary, vec![], account::summary(people)),
        (View::SectionItems, vec![], truth::section_items(people)),
        (View::Paths, vec![], truth::paths(people)),
        (View::Menus, vec![], account::breakdown(people, |visit| Some(visit.menu))),
        (View::Tables, vec![], account::breakdown(people, |visit| visit.table)),
        (View::Languages, vec![], account::breakdown(people, |visit| visit.lang)),
        (View::Devices, vec![], account::breakdown(people, |visit| Some(visit.device))),
        (View::Times, seoul(), account::times(people, 540)),
        (View::Days, seoul(), account::days(people, 540)),
        (View::Days, vec![("utc_offset_minutes", "-210")], account::days(people, -210)),
        (View::Funnel, vec![], account::funnel(people, "order")),
        (View::Funnel, vec![("event", "call")], account::funnel(people, "call")),
        (View::Matrix, vec![], truth::matrix(people, "order")),
        (View::Matrix, vec![("event", "never")], truth::matrix(people, "never")),
        (View::Zones, vec![], truth::zones(people)),
        (View::Quality, vec![], account::quality(all, copies, FILES)),
        (View::Sections, vec![("bots", "with")], truth::targets(all, Kind::Section)),
    ]
}

#[tokio::test]
async fn every_answer_is_what_a_slow_account_of_the_same_evenings_says() {
    let (lake, visits) = (Lake::empty(), generated::evenings(SEED, VISITS));
    let copies = generated::write(&lake, &visits);
    let all: Vec<&Visit> = visits.iter().collect();
    let people: Vec<&Visit> = visits.iter().filter(|visit| !visit.is_bot()).collect();
    let mut answers = Vec::new();
    for (view, pairs, expected) in questions(&people, &all, copies) {
        let asked = asked(&lake, view, &pairs).await;
        assert!(!asked.answer.rows.is_empty(), "{} has nothing to prove", view.name());
        assert_same(&asked, expected);
        answers.push(asked);
    }
    for (view, by, falls) in [
        (View::Sections, "dwell_ms", true),
        (View::Items, "dwell_ms", true),
        (View::Paths, "transitions", true),
        (View::Menus, "first_at_ms", true),
        (View::Tables, "visits", true),
        (View::Times, "weekday", false),
        (View::Funnel, "position", false),
        (View::Matrix, "attention_ms", true),
    ] {
        let of_view = answers.iter().filter(|asked| asked.question.view == view);
        of_view.for_each(|asked| in_order(&asked.answer, by, falls));
    }
    answers.push(asked(&lake, View::Compare, &[("menu_a", "2026-11"), ("menu_b", "2026-12")]).await);
    if let Some(folder) = std::env::var_os("LINGER_SQL_PROOF") {
        leave(&lake, &answers, Path::new(&folder));
    }
}

#[tokio::test]
async fn filters_narrow_every_view_to_the_visits_they_name() {
    let (lake, visits) = (Lake::empty(), generated::evenings(SEED, VISITS));
    generated::write(&lake, &visits);
    let of = |meets: fn(&Visit) -> bool| visits.iter().filter(|visit| meets(visit)).collect::<Vec<&Visit>>();
    let phones = of(|visit| visit.device == "phone");
    assert_same(&asked(&lake, View::Summary, &[("device", "phone")]).await, account::summary(&phones));
    let bots = of(Visit::is_bot);
    for pairs in [[("device", "bot")], [("bots", "only")]] {
        assert_same(&asked(&lake, View::Items, &pairs).await, truth::targets(&bots, Kind::Item));
    }
    let english = of(|visit| visit.lang == Some("en") && visit.menu == "2026-12" && !visit.is_bot());
    let pairs = [("lang", "en"), ("menu", "2026-12")];
    assert_same(&asked(&lake, View::Funnel, &pairs).await, account::funnel(&english, "order"));
}

/// The lake, and `answers.json`: each question with all that its SQL sees, and its answer.
fn leave(lake: &Lake, answers: &[Asked], folder: &Path) {
    let parquet = folder.join("lake");
    fs::create_dir_all(&parquet).expect("the folder can be made");
    for (day, name) in [("2026-11-22", "a"), ("2026-11-23", "b"), ("2026-11-23", "c")] {
        let file = lake.path(day, &format!("{name}.parquet"));
        fs::copy(file, parquet.join(format!("{name}.parquet"))).expect("it can be copied");
    }
    let answers: Vec<Value> = answers.iter().map(described).collect();
    let text = serde_json::to_string_pretty(&answers).expect("they are text and numbers");
    fs::write(folder.join("answers.json"), text).expect("it can be written");
}

fn described(asked: &Asked) -> Value {
    let Question { view, filter, details } = &asked.question;
    json!({
        "view": view.name(),
        "bots": filter.bots(*view) == Bots::With,
        "parameters": {
            "utc_offset_minutes": details.utc_offset_minutes,
            "event": details.event,
            "menu_a": details.menu_a,
            "menu_b": details.menu_b,
        },
        "files": FILES,
        "columns": view.columns().iter().map(|column| column.name).collect::<Vec<_>>(),
        "rows": asked.answer.rows,
    })
}
