//! What is fine while writing and must not stay.

use super::{Fault, Sources, has_extension};

/// Split in two, so that this list does not find itself.
const LEFTOVERS: [(&str, &str); 4] = [
    (concat!("todo", "!("), "write it, or refuse the case"),
    (concat!("unimplemented", "!("), "write it, or refuse the case"),
    (concat!("dbg", "!("), "remove it"),
    (concat!("#[", "ignore"), "make the test pass, or delete it: a test that does not run proves nothing"),
];

/// Leftovers in Rust sources.
pub(super) fn faults(sources: &Sources) -> Vec<Fault> {
    let rust = sources.iter().filter(|(path, _)| has_extension(path, &["rs"]));
    rust.flat_map(|(path, text)| {
        text.lines().enumerate().flat_map(|(index, line)| in_line(path, index, line))
    })
    .collect()
}

fn in_line(path: &str, index: usize, line: &str) -> Vec<Fault> {
    let found = LEFTOVERS.iter().filter(|(word, _)| line.contains(word));
    found
        .map(|(word, advice)| Fault::new(format!("{path}:{}", index + 1), format!("`{word}`: {advice}")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_leftover_is_found_with_its_line() {
        for (word, _) in LEFTOVERS {
            let sources = [("a/src/lib.rs".to_owned(), format!("fn a() {{\n    {word}\n}}\n"))].into();
            let places: Vec<String> = faults(&sources).into_iter().map(|fault| fault.place).collect();
            assert_eq!(places, ["a/src/lib.rs:2"], "{word}");
        }
    }

    #[test]
    fn prose_about_them_is_no_leftover() {
        let sources = [("README.md".to_owned(), LEFTOVERS[0].0.to_owned())].into();
        assert_eq!(faults(&sources), []);
    }
}
