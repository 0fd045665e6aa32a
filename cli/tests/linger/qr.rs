//! `linger qr`. What the codes say is read from their pictures by the tests of `codes`.

use std::fs;

use crate::child::{Place, text};

/// A font that does not depend on the machine.
const FONT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../codes/testdata/font/NotoSansCJKkr-subset.otf");

fn arguments<'a>(tables: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let order = ["qr", "--address", "https://menu.example/", "--font", FONT, "--tables", tables];
    [&order[..], more].concat()
}

/// Names of the files beside the pages.
fn files(place: &Place) -> Vec<String> {
    let entries = fs::read_dir(place.path("")).expect("the folder is there").filter_map(Result::ok);
    let mut names: Vec<String> =
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| name != "www" && name != "sdk");
    names.sort();
    names
}

#[test]
fn the_files_ending_says_what_is_written_and_pages_of_svg_are_numbered() {
    let place = Place::new();
    for (tables, out) in [("1-12", "codes.PDF"), ("1-12", "one.svg"), ("1-120", "many.svg")] {
        let output = place.run(&arguments(tables, &["--out", out, "--caption", "메뉴를 보려면 스캔하세요"]));
        assert_eq!(
            (output.status.code(), text(&output.stdout).as_str()),
            (Some(0), ""),
            "{}",
            text(&output.stderr)
        );
    }
    let numbered = (1..=10).map(|page| format!("many-{page:02}.svg"));
    let wanted: Vec<String> =
        std::iter::once("codes.PDF".to_owned()).chain(numbered).chain(["one.svg".to_owned()]).collect();
    assert_eq!(files(&place), wanted);
    assert!(fs::read(place.path("codes.PDF")).expect("it was written").starts_with(b"%PDF-"));
    let last = fs::read_to_string(place.path("many-10.svg")).expect("it was written");
    assert!(last.contains("<title>120: https://menu.example/?table=120</title>"));
}

#[test]
fn without_a_file_one_page_goes_to_standard_output() {
    let place = Place::new();
    let svg = text(&place.run(&arguments("1", &[])).stdout);
    assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"), "{svg}");
    assert!(place.run(&arguments("1-50", &["--format", "pdf"])).stdout.starts_with(b"%PDF-"));
    let output = place.run(&arguments("1-13", &[]));
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    assert!(text(&output.stderr).contains("2 pages make as many SVG documents"));
}

#[test]
fn all_that_is_wrong_is_said_before_anything_is_written() {
    let place = Place::new();
    place.write("codes.pdf", "the last ones");
    let wrong =
        ["--address", "menu.example", "--tables", "9-1,5,5,1-2000", "--grid", "3", "--font", "none.ttf"];
    let output = place.run(&[&["qr", "--out", "codes.pdf"], &wrong[..]].concat());
    let said = text(&output.stderr);
    assert_eq!((output.status.code(), text(&output.stdout).as_str()), (Some(2), ""), "{said}");
    let parts = [
        "\"menu.example\" is no address",
        "the tables 9-1 run backwards; write 1-9",
        "2002 tables, at most 1000",
        "named more than once: \"5\"",
        "\"3\" is no grid",
        "none.ttf: not readable as a font",
    ];
    for part in parts {
        assert!(said.contains(part), "{part}:\n{said}");
    }
    assert_eq!(fs::read_to_string(place.path("codes.pdf")).expect("it is still there"), "the last ones");
}

#[test]
fn a_file_that_cannot_be_written_or_says_nothing_is_refused_and_none_is_left_behind() {
    let place = Place::new();
    let told = |out| text(&place.run(&arguments("5,5", &["--out", out])).stderr);
    for (out, problem) in [
        ("nowhere/codes.pdf", "nowhere/codes.pdf cannot be written ("),
        ("codes.png", "codes.png ends in neither .pdf nor .svg; give --format"),
        ("codes.pdf", ""),
    ] {
        let said = told(out);
        assert!(said.contains(problem) && said.contains("named more than once"), "{said}");
    }
    assert_eq!(files(&place), Vec::<String>::new());
}
