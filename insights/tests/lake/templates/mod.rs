//! What of `deploy/templates` is made from code is as the code is today. `cargo xtask templates` writes it: it runs this
//! with `WRITE_TEMPLATES` set.

mod golden;
mod resources;

use std::path::PathBuf;
use std::{env, fs};

use linger_insights::athena;

const BEGIN: &str = "# written by `cargo xtask templates` from here\n";
const END: &str = "# to here\n";

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..").join(name)
}

/// The file is this text; where it was asked for, it is from now on.
fn assert_is(name: &str, text: &str) {
    if env::var_os("WRITE_TEMPLATES").is_some() {
        fs::write(path(name), text).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    let found = fs::read_to_string(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert!(found == text, "{name} is not what the code says; write it anew with `cargo xtask templates`");
}

/// The same for what stands between the marks.
fn assert_has(name: &str, text: &str) {
    let whole = fs::read_to_string(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    let (before, rest) = whole.split_once(BEGIN).expect("the mark of the beginning is there");
    let (_, after) = rest.split_once(END).expect("the mark of the end is there");
    let indent = before.rsplit('\n').next().expect("there is always a last line");
    assert_is(name, &format!("{before}{BEGIN}{text}{indent}{END}{after}"));
}

#[test]
fn the_table_has_the_columns_of_a_line() {
    assert_has("deploy/templates/pipeline.yaml", &resources::columns_of_batches());
}

#[tokio::test]
async fn the_views_are_those_of_the_sql() {
    let relations = athena::relations().await.expect("every text can be planned");
    let text: String = relations.iter().map(resources::view).collect();
    assert_has("deploy/templates/views.yaml", &text);
}

#[test]
fn the_queries_are_those_of_the_sql() {
    let text: String = linger_insights::View::ALL.into_iter().map(resources::query).collect();
    assert_has("deploy/templates/queries.yaml", &text);
}

#[test]
fn golden_batches_are_unfolded_for_another_engine() {
    assert_is("tests/templates/golden/batches.ndjson", &golden::lines());
    assert_is("tests/templates/golden/events.ndjson", &golden::events());
}
