//! A lake somebody else writes to: broken, foreign, half-written and vanishing files.

use std::fs;
use std::thread;

use crate::support::{DAY, Lake, Row, number, targets, write_file};
use linger_insights::{Answer, Cell, Filter, View};
use linger_wire::row::COLUMNS;

fn mains() -> Vec<Row> {
    vec![Row::section("v1", 0, 0, "mains").times(700, 0, 700)]
}

fn left_out(answer: &Answer) -> Vec<(&str, &str)> {
    answer.left_out.iter().map(|left| (left.file.as_str(), left.reason.as_str())).collect()
}

#[tokio::test]
async fn a_corrupt_file_is_left_out_and_named() {
    let lake = Lake::of(&mains());
    fs::write(lake.path(DAY, "broken.parquet"), "PAR1 and then nothing of sense").expect("it can be written");
    fs::write(lake.path(DAY, "empty.parquet"), "").expect("it can be written");
    let answer = lake.ask(View::Sections).await;
    assert_eq!(number(&answer, "mains", "dwell_ms"), 700);
    let files: Vec<&str> = left_out(&answer).iter().map(|(file, _)| *file).collect();
    assert_eq!(files, ["dt=2026-11-22/broken.parquet", "dt=2026-11-22/empty.parquet"]);
    assert!(left_out(&answer).iter().all(|(_, reason)| reason.starts_with("not readable as Parquet: ")));
}

#[tokio::test]
async fn a_file_of_another_make_is_left_out_with_every_column_it_lacks() {
    let lake = Lake::of(&mains());
    let kept =
        COLUMNS.iter().filter(|column| !["site", "paused_ms"].contains(&column.name)).collect::<Vec<_>>();
    write_file(&lake.path(DAY, "foreign.parquet"), &kept, &mains());
    let answer = lake.ask(View::Sections).await;
    assert_eq!(number(&answer, "mains", "dwell_ms"), 700);
    let reason = "column site is missing; column paused_ms is missing";
    assert_eq!(left_out(&answer), [("dt=2026-11-22/foreign.parquet", reason)]);
}

#[tokio::test]
async fn files_being_written_and_files_that_are_none_of_ours_are_not_the_lake_s() {
    let lake = Lake::of(&mains());
    for (day, name) in [(DAY, ".half.parquet"), (DAY, "notes.txt"), (DAY, "a.parquet.tmp")] {
        fs::write(lake.path(day, name), "half").expect("it can be written");
    }
    fs::write(lake.folder().join("loose.parquet"), "half").expect("it can be written");
    let answer = lake.ask(View::Sections).await;
    assert_eq!((targets(&answer), left_out(&answer)), (vec!["mains"], vec![]));
}

#[tokio::test]
async fn damage_that_the_footer_does_not_show_is_found_when_the_query_meets_it() {
    let lake = Lake::of(&mains());
    let path = lake.write(DAY, "b.parquet", &[Row::section("v2", 0, 0, "drinks")]);
    let mut bytes = fs::read(&path).expect("it is there");
    let pages = 4..bytes.len() / 3;
    bytes[pages].fill(0xff);
    fs::write(&path, bytes).expect("it can be written");
    let insights = lake.insights();
    for _ in 0..2 {
        let answer = insights.query(View::Sections, &Filter::default(), 1).await.expect("the lake answers");
        assert_eq!(targets(&answer), ["mains"]);
        assert_eq!(left_out(&answer)[0].0, "dt=2026-11-22/b.parquet");
    }
}

/// Wherever a byte is damaged, the other file's visit is in the answer.
#[tokio::test]
async fn no_damaged_byte_keeps_the_lake_from_answering() {
    let lake = Lake::of(&mains());
    let path = lake.write(DAY, "b.parquet", &[Row::section("v2", 0, 0, "drinks")]);
    let sound = fs::read(&path).expect("it is there");
    for place in (0..sound.len()).step_by(sound.len() / 24) {
        let mut bytes = sound.clone();
        bytes[place] ^= 0xa5;
        fs::write(&path, bytes).expect("it can be written");
        let answer = lake.ask(View::Sections).await;
        assert_eq!(number(&answer, "mains", "paused_ms"), 700, "byte {place}");
    }
}

#[tokio::test]
async fn a_file_that_was_repaired_is_read_again() {
    let lake = Lake::empty();
    fs::write(lake.path(DAY, "a.parquet"), "broken").expect("it can be written");
    let insights = lake.insights();
    let before = insights.query(View::Sections, &Filter::default(), 1).await.expect("the lake answers");
    assert_eq!((before.rows.len(), before.left_out.len()), (0, 1));
    lake.write(DAY, "a.parquet", &mains());
    let after = insights.query(View::Sections, &Filter::default(), 1).await.expect("the lake answers");
    assert_eq!((after.rows.len(), after.left_out.len()), (1, 0));
}

/// Two files become one while the question is asked: whenever it happens, no event is missing or counted twice.
#[tokio::test(flavor = "multi_thread")]
async fn an_answer_during_a_merge_is_whole() {
    let (first, second) = (mains(), vec![Row::section("v2", 0, 0, "mains").times(300, 0, 300)]);
    let both: Vec<Row> = first.iter().chain(&second).cloned().collect();
    for _ in 0..12 {
        let lake = Lake::of(&first);
        let small = [lake.path(DAY, "a.parquet"), lake.write(DAY, "b.parquet", &second)];
        let insights = lake.insights();
        let answer = thread::scope(|scope| {
            scope.spawn(|| {
                lake.write(DAY, "merged.parquet", &both);
                for path in &small {
                    fs::remove_file(path).expect("it is there");
                }
            });
            tokio::task::block_in_place(|| {
                tokio::runtime::Handle::current().block_on(insights.query(
                    View::Sections,
                    &Filter::default(),
                    1,
                ))
            })
        });
        let answer = answer.expect("the lake answers");
        assert_eq!(number(&answer, "mains", "dwell_ms"), 1000);
        assert_eq!(left_out(&answer), []);
    }
}

#[tokio::test]
async fn folders_may_be_named_as_their_owners_like() {
    let odd = tempfile::Builder::new().prefix("식당 [1] 100% a?b*#").tempdir().expect("a folder can be made");
    let partition = odd.path().join("dt=2026-11-22");
    fs::create_dir(&partition).expect("it can be made");
    write_file(&partition.join("첫 %20.parquet"), &COLUMNS.iter().collect::<Vec<_>>(), &mains());
    let insights = linger_insights::Insights::try_new(odd.path()).expect("the engine starts");
    let answer = insights.query(View::Summary, &Filter::default(), 1).await.expect("the lake answers");
    assert_eq!(answer.cell(0, "visits"), Some(&Cell::Integer(1)));
}
