//! `linger report --format html`: a file that can be sent to anybody.

use roxmltree::{Document, ParsingOptions};

use crate::child::{BATCH, Place, text};
use crate::report::measured;

/// Ids that would be markup, close an attribute, or ring a terminal's bell, were they not escaped.
const UNKIND: &str = "<script src='//x.example/x.js'>&amp;\\\"</td>";

fn page(place: &Place, arguments: &[&str]) -> String {
    let output = place.run(&[&["report", "--format", "html"], arguments].concat());
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""));
    text(&output.stdout)
}

fn parsed(page: &str) -> Document<'_> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    Document::parse_with_options(page, options).unwrap_or_else(|error| panic!("{error}\n{page}"))
}

/// All the text below an element.
fn said(node: roxmltree::Node<'_, '_>) -> String {
    node.descendants().filter_map(|node| node.text().filter(|_| node.is_text())).collect()
}

/// The rows of a view's table, as texts.
fn rows(document: &Document<'_>, view: &str) -> Vec<Vec<String>> {
    let is_view = |node: &roxmltree::Node<'_, '_>| node.attribute("aria-labelledby") == Some(view);
    let section = document.descendants().find(is_view).expect("the view is there");
    let rows = section.descendants().filter(|node| node.has_tag_name("tr"));
    rows.map(|row| row.children().map(said).map(|cell| cell.trim().to_owned()).collect()).collect()
}

#[test]
fn it_has_the_figures_of_the_report_and_a_bar_for_each() {
    let page = page(&measured(), &[]);
    let document = parsed(&page);
    let wanted = ["mains", "1", "100.0 %", "11.0 s", "11.0 s", "11.0 s", "11.0 s", "64.7 %", "0.0 %", "0"];
    assert_eq!(rows(&document, "sections")[1], wanted);
    let widths: Vec<f64> = document
        .descendants()
        .filter(|node| node.has_tag_name("rect"))
        .map(|bar| bar.attribute("width").and_then(|width| width.parse().ok()).expect("a bar has a width"))
        .collect();
    assert_eq!(widths.len(), 4, "two sections, two items");
    // Attention of 24.1 % beside 64.7 %, of 90 pixels.
    assert!(
        (widths[0] - 90.0).abs() < 0.1 && (widths[1] - 90.0 * 4100.0 / 11000.0).abs() < 0.1,
        "{widths:?}"
    );
}

#[test]
fn it_asks_for_nothing_and_runs_nothing() {
    let page = page(&measured(), &[]);
    let document = parsed(&page);
    let elements: Vec<&str> = document
        .descendants()
        .filter(roxmltree::Node::is_element)
        .map(|node| node.tag_name().name())
        .collect();
    for fetching in
        ["script", "link", "img", "iframe", "object", "embed", "base", "form", "a", "use", "image"]
    {
        assert!(!elements.contains(&fetching), "{fetching}");
    }
    let attributes =
        document.descendants().flat_map(|node| node.attributes().map(|attribute| attribute.name()));
    for name in attributes {
        assert!(!name.starts_with("on") && !["src", "href", "action", "style"].contains(&name), "{name}");
    }
    assert!(!page.contains("://") && !page.contains("url(") && !page.contains("@import"), "{page}");
    assert!(page.contains("default-src 'none'"), "and says so to whatever shows it");
}

#[test]
fn every_value_is_escaped_and_read_back_as_it_was() {
    let place = Place::new();
    let serving = place.serve(&[]);
    assert!(serving.post("/v1/batches", &BATCH.replace("kimchi-jeon", UNKIND)).starts_with("HTTP/1.1 202 "));
    assert_eq!(serving.stop("-TERM").0.code(), Some(0));
    let page = page(&place, &["--menu", "2026-11", "--view", "items"]);
    let targets: Vec<String> = rows(&parsed(&page), "items").into_iter().map(|row| row[0].clone()).collect();
    assert!(targets.contains(&UNKIND.replace('\\', "")), "{targets:?}");
    let narrowed = place.run(&["report", "--format", "html", "--table", UNKIND]);
    let narrowed = text(&narrowed.stdout);
    assert!(said(parsed(&narrowed).root()).contains(UNKIND), "{narrowed}");
}

#[test]
fn korean_and_nothing_have_their_words() {
    let place = measured();
    let korean = page(&place, &["--report-lang", "ko"]);
    let document = parsed(&korean);
    assert_eq!(document.root_element().attribute("lang"), Some("ko"));
    assert!(korean.contains("<h1>손님이 보는 곳</h1>") && korean.contains("11.0초"), "{korean}");
    let nobody = place.run(&["report", "--format", "html", "--table", "99"]);
    let nobody = text(&nobody.stdout);
    assert_eq!(nobody.matches("Nothing here for this choice.").count(), 3, "{nobody}");
    assert!(said(parsed(&nobody).root()).contains("table 99"), "{nobody}");
}
