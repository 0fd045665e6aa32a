//! Reading the project's files, and finding in Rust sources what the documents have to name.

use std::fs;
use std::path::Path;

/// The folder of the workspace.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the package lies in the project")
}

/// A file of the project.
pub(crate) fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What stands between two texts, the first of each.
pub(crate) fn between<'a>(text: &'a str, begin: &str, end: &str) -> &'a str {
    let (_, rest) = text.split_once(begin).unwrap_or_else(|| panic!("the source has no `{begin}`"));
    rest.split_once(end).unwrap_or_else(|| panic!("nothing ends `{begin}`")).0
}

/// Every string literal.
pub(crate) fn quoted(source: &str) -> Vec<String> {
    source.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The `data-` attributes that a script asks for by their whole names.
pub(crate) fn attributes(script: &str) -> Vec<String> {
    let is_name = |text: &String| text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    let names = quoted(script).into_iter().filter(|text| text.starts_with("data-"));
    names.filter(|name| !name.ends_with('-')).filter(is_name).collect()
}

/// The members of an interface's body, `name: type;` or `name?: type;` in a line each.
pub(crate) fn members(body: &str) -> Vec<String> {
    let named = body.lines().filter_map(|line| line.strip_prefix("  ")?.split_once(": "));
    let names = named.map(|(name, _)| name.trim_end_matches('?'));
    names.filter(|name| name.bytes().all(|byte| byte.is_ascii_alphabetic())).map(str::to_owned).collect()
}

/// The fields of a struct's body, `name: Type,` in a line each.
pub(crate) fn fields(body: &str) -> Vec<String> {
    let named = body.lines().filter_map(|line| line.strip_prefix("    ")?.split_once(": "));
    let names = named.map(|(name, _)| name.trim_start_matches("pub "));
    names
        .filter(|name| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'))
        .map(str::to_owned)
        .collect()
}

/// Those of them that are public.
pub(crate) fn public_fields(body: &str) -> Vec<String> {
    let public: String =
        body.lines().filter(|line| line.starts_with("    pub ")).flat_map(|line| [line, "\n"]).collect();
    fields(&public)
}

/// The texts that a `match` gives, as in `Self::Age => "age"`.
pub(crate) fn results(source: &str) -> Vec<String> {
    let arms = source.lines().filter_map(|line| line.split_once("=> \"")?.1.split_once('"'));
    arms.map(|(text, _)| text.to_owned()).collect()
}

/// The names of public constants.
pub(crate) fn constants(source: &str) -> Vec<String> {
    let named = source.lines().filter_map(|line| line.strip_prefix("pub const ")?.split_once(':'));
    named.map(|(name, _)| name.to_owned()).collect()
}
