//! docs/insights.md names every view, its file, its parameters and its columns with their meanings, as they are.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use linger_insights::{PARAMETERS, View};

/// After it the document is made from the code.
const MARK: &str = "<!-- views -->\n\n";

/// The document's part that is made from the code.
fn described() -> String {
    let mut text = String::from("| parameter of every view | meaning |\n|---|---|\n");
    for parameter in PARAMETERS {
        line(&mut text, parameter.name, parameter.meaning);
    }
    for view in View::ALL {
        let name = view.name();
        write!(text, "\n### {name}\n\n[`insights/sql/{name}.sql`](../insights/sql/{name}.sql)\n\n")
            .expect(WRITES);
        if !view.parameters().is_empty() {
            text.push_str("| parameter | meaning |\n|---|---|\n");
            view.parameters().iter().for_each(|parameter| line(&mut text, parameter.name, parameter.meaning));
            text.push('\n');
        }
        text.push_str("| column | meaning |\n|---|---|\n");
        view.columns().iter().for_each(|column| line(&mut text, column.name, column.meaning));
    }
    text
}

const WRITES: &str = "writing to a String does not fail";

fn line(text: &mut String, name: &str, meaning: &str) {
    writeln!(text, "| `{name}` | {meaning} |").expect(WRITES);
}

#[test]
fn the_document_says_what_the_views_are() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/insights.md");
    let document = fs::read_to_string(&path).expect("docs/insights.md is there");
    let (before, listed) = document.split_once(MARK).expect("the list begins with a mark");
    if env::var_os("WRITE_DOCS").is_some() {
        fs::write(&path, format!("{before}{MARK}{}", described())).expect("it can be written");
        return;
    }
    assert!(
        listed == described(),
        "docs/insights.md is not what the code says; run this test with WRITE_DOCS set"
    );
}

#[test]
fn every_view_has_a_file_of_its_name_and_its_columns_have_names_of_their_own() {
    for view in View::ALL {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("sql/{}.sql", view.name()));
        assert!(file.is_file(), "{}", file.display());
        let mut names: Vec<&str> = view.columns().iter().map(|column| column.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), view.columns().len(), "{}", view.name());
    }
}
