//! What the documents say is what the project has: code blocks are cut from files that run, links lead somewhere, and
//! what has a name in the code is named in the documents as there.

mod document;
mod source;

use std::collections::BTreeSet;

use document::{Block, Document};
use source::{between, read};

/// Languages whose blocks have to be part of a file of the project.
const CHECKED: [&str; 5] = ["html", "js", "json", "rust", "toml"];

/// Nothing is wrong; otherwise all that is, a line each.
fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn code_blocks_are_cut_from_the_files_they_name() {
    let documents = document::all();
    let blocks =
        || documents.iter().flat_map(|document| document.blocks().map(move |block| (document, block)));
    let checked = blocks().filter(|(_, block)| CHECKED.contains(&block.language));
    let faults = checked.filter_map(|(document, block)| fault(document, &block)).collect::<Vec<_>>();
    assert_none(&faults);
    assert!(blocks().any(|(document, block)| document.path == "README.md" && block.language == "html"));
}

/// A line break and its indent do not count in JSON, so that a batch can be shown in lines.
fn fault(document: &Document, block: &Block<'_>) -> Option<String> {
    let at = format!("{}:{}", document.path, block.line);
    let Some(from) = block.from else {
        return Some(format!("{at}: write `<!-- from path/of/the/file -->` in the line before the block"));
    };
    let joined = |text: &str| text.lines().map(str::trim_start).collect::<String>();
    let (file, code) = (read(from), block.code.as_str());
    let is_part =
        if block.language == "json" { joined(&file).contains(&joined(code)) } else { file.contains(code) };
    (!is_part).then(|| format!("{at}: the block is not part of {from} as it is today"))
}

#[test]
fn links_lead_to_files_that_exist() {
    let mut faults = Vec::new();
    for document in document::all() {
        let folder =
            source::root().join(&document.path).parent().expect("a file lies in a folder").to_owned();
        let missing = document.links().into_iter().filter(|link| !folder.join(link).exists());
        faults.extend(missing.map(|link| format!("{}: there is no {link}", document.path)));
    }
    assert_none(&faults);
}

#[test]
fn commands_of_xtask_exist() {
    let source = read("xtask/src/main.rs");
    let commands = between(&source, "enum Command {", "\n}");
    let known: BTreeSet<String> = commands
        .lines()
        .filter(|line| line.starts_with("    ") && line.trim_start().starts_with(char::is_uppercase))
        .map(|line| line.trim().trim_end_matches(|end: char| !end.is_alphabetic()))
        .map(|line| line.split('(').next().unwrap_or_default().to_lowercase())
        .collect();
    assert!(known.contains("demo") && known.contains("test"), "{known:?}");
    let mut faults = Vec::new();
    for document in document::with_examples() {
        let unknown = document.words_after("cargo xtask ").into_iter().filter(|word| !known.contains(word));
        faults.extend(unknown.map(|word| format!("{}: there is no `cargo xtask {word}`", document.path)));
    }
    assert_none(&faults);
}

/// What a page may set, as the script tag's attributes spell it without `data-`: the rules, those of direct mode, and what is
/// there or not.
fn attributes() -> Vec<String> {
    let rules = ["sdk/src/shell/rules.json", "sdk/src/shell/direct/rules.json"].map(|path| {
        let rules: serde_json::Value = serde_json::from_str(&read(path)).expect("the rules are JSON");
        rules.as_object().expect("the rules are an object").keys().cloned().collect::<Vec<_>>()
    });
    let script = read("sdk/npm/src/script.js");
    let switches = source::attributes(&script).into_iter().map(|name| name.replace("data-", ""));
    rules.into_iter().flatten().chain(switches).chain(["transport".to_owned()]).collect()
}

/// The fields of Rust's settings.
fn settings() -> Vec<String> {
    let source = read("sdk/src/settings.rs");
    source::public_fields(between(&source, "pub struct Settings {", "\n}"))
}

/// npm's options, as its types have them.
fn options() -> Vec<String> {
    let types = read("sdk/npm/src/index.d.ts");
    let parts = ["Measured", "Collected", "Direct"].map(|name| format!("export interface {name} {{"));
    parts.iter().flat_map(|part| source::members(between(&types, part, "\n}"))).collect()
}

/// `flush-age-ms` as an option: `flushAgeMs`.
fn camel(name: &str) -> String {
    let mut words = name.split('-');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| name + &word[..1].to_uppercase() + &word[1..])
}

#[test]
fn attributes_that_are_named_exist() {
    let marks = source::attributes(&read("sdk/src/shell/watch.js"));
    let known: BTreeSet<String> =
        attributes().iter().map(|name| format!("data-{name}")).chain(marks).collect();
    for name in ["data-site", "data-auto", "data-consent", "data-linger-section", "data-linger-item"] {
        assert!(known.contains(name), "{name} was not found among {known:?}");
    }
    let mut faults = Vec::new();
    for document in document::with_examples() {
        let named = document.words_after("data-").into_iter().map(|word| format!("data-{word}"));
        let unknown = named.filter(|name| !known.contains(name));
        faults.extend(unknown.map(|name| format!("{}: there is no attribute {name}", document.path)));
    }
    assert_none(&faults);
}

/// That a document names each of these between backquotes.
fn names_all(path: &str, names: impl IntoIterator<Item = String>) {
    let text = read(path);
    let names: BTreeSet<String> = names.into_iter().collect();
    assert!(names.len() > 3, "found hardly a name: {names:?}");
    let missing = names.iter().filter(|name| !text.contains(&format!("`{name}`")));
    assert_none(&missing.map(|name| format!("{path} does not name `{name}`")).collect::<Vec<_>>());
}

/// How a setting's row in the table begins: attribute, option, and field where Rust has one.
fn row(name: &str) -> String {
    let field = name.replace('-', "_");
    let field = if settings().contains(&field) { format!("`{field}`") } else { String::new() };
    format!("| `data-{name}` | `{}` | {field}", camel(name))
}

#[test]
fn the_configuration_has_a_row_for_every_setting_of_a_page() {
    let text = read("docs/configuration.md");
    let names = attributes();
    assert!(names.len() > settings().len(), "Rust's settings are fewer: {names:?}");
    let missing = names.iter().map(|name| row(name)).filter(|row| !text.contains(row.as_str()));
    assert_none(&missing.map(|row| format!("docs/configuration.md has no row {row}")).collect::<Vec<_>>());
    names_all("docs/configuration.md", settings());
    names_all("docs/configuration.md", options());
}

#[test]
fn the_types_have_the_options_that_there_are() {
    let typed: BTreeSet<String> = options().into_iter().collect();
    let mut known: BTreeSet<String> = attributes().iter().map(|name| camel(name)).collect();
    // Where the module is: the script tag's lies beside it.
    known.insert("wasm".to_owned());
    assert_eq!(typed, known);
}

/// Keys of the settings are not looked for: their part of the document is made from them, and compared by the collector's
/// tests.
#[test]
fn the_configuration_names_every_flag() {
    let sources = [
        ("cli/src/serve/mod.rs", "pub(crate) struct Arguments {"),
        ("cli/src/check/mod.rs", "pub(crate) struct Arguments {"),
        ("cli/src/keys.rs", "pub(crate) struct AllSettings {"),
        ("cli/src/keys.rs", "pub(crate) struct PlaceSettings {"),
        ("cli/src/replay/mod.rs", "pub(crate) struct Arguments {"),
        ("cli/src/report/mod.rs", "pub(crate) struct Arguments {"),
        ("cli/src/qr/mod.rs", "pub(crate) struct Arguments {"),
    ];
    // Fields that hold the flags of another struct.
    let others = ["settings", "keys"];
    let flags = sources.iter().flat_map(|(file, begin)| source::fields(between(&read(file), begin, "\n}")));
    let flags = flags.filter(|field| !others.contains(&field.as_str()));
    names_all("docs/configuration.md", flags.map(|field| format!("--{}", field.replace('_', "-"))));
}

#[test]
fn the_wire_format_names_every_field_limit_and_reason() {
    let batch = read("wire/src/batch.rs");
    let fields = |name| source::public_fields(between(&batch, name, "\n}"));
    let header = fields("pub struct Header {").into_iter().filter(|field| field != "page");
    names_all("docs/wire-format.md", header.chain(fields("pub struct Page {")));
    names_all("docs/wire-format.md", source::results(&batch));
    names_all("docs/wire-format.md", source::results(&read("wire/src/problem.rs")));
    names_all("docs/wire-format.md", source::constants(&read("wire/src/limits.rs")));
}
