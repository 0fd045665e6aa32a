//! The documents that are made from the list of keys are as the list is today. `cargo xtask docs` writes them: it runs
//! this with `WRITE_DOCS` set.

use std::path::PathBuf;
use std::{env, fs};

use linger_collector::settings::{example, reference};

const BEGIN: &str = "<!-- written by `cargo xtask docs` from here -->\n\n";
const END: &str = "\n<!-- to here -->\n";

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..").join(name)
}

/// The file is this text; where it was asked for, it is from now on.
fn assert_is(name: &str, text: &str) {
    if env::var_os("WRITE_DOCS").is_some() {
        fs::write(path(name), text).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    let found = fs::read_to_string(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert!(found == text, "{name} is not what the code says; write it anew with `cargo xtask docs`");
}

#[test]
fn documents_have_the_reference_of_the_settings() {
    let name = "docs/configuration.md";
    let text = fs::read_to_string(path(name)).expect("it is there");
    let (before, rest) = text.split_once(BEGIN).expect("the mark of the beginning is there");
    let (_, after) = rest.split_once(END).expect("the mark of the end is there");
    assert_is(name, &format!("{before}{BEGIN}{}{END}{after}", reference()));
}

#[test]
fn documents_have_the_example_of_a_file() {
    assert_is("examples/linger.toml", &example());
}
