//! The documents that are made from the price table are as the table is today. `cargo xtask docs` writes them: it runs
//! this with `WRITE_DOCS` set.

use std::path::PathBuf;
use std::{env, fs};

use linger_deploy::cost::{Language, reference, summary};

const BEGIN: &str = "<!-- written by `cargo xtask docs` from here: cost -->\n\n";
const END: &str = "\n<!-- to here: cost -->\n";

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..").join(name)
}

/// Between its marks the file has this text; where it was asked for, it has from now on.
fn assert_has(name: &str, text: &str) {
    let found = fs::read_to_string(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    let (before, rest) =
        found.split_once(BEGIN).unwrap_or_else(|| panic!("{name} has no mark of the beginning"));
    let (_, after) = rest.split_once(END).unwrap_or_else(|| panic!("{name} has no mark of the end"));
    let wanted = format!("{before}{BEGIN}{text}{END}{after}");
    if env::var_os("WRITE_DOCS").is_some() {
        fs::write(path(name), &wanted).unwrap_or_else(|error| panic!("{name}: {error}"));
    } else {
        assert!(found == wanted, "{name} is not what the code says; write it anew with `cargo xtask docs`");
    }
}

#[test]
fn documents_have_what_a_million_sessions_cost() {
    assert_has("README.md", &summary(Language::English));
    assert_has("README.ko.md", &summary(Language::Korean));
}

#[test]
fn documents_have_the_bills_and_the_prices() {
    assert_has("docs/cost.md", &reference());
}
