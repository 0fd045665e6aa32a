//! One idea per file: a file that passes the limit holds more.

use super::{Fault, Sources, has_extension};

/// The hard limit; about 400 is the aim.
const LINES_MAX: usize = 600;

/// Files that people write code in.
const CODE: [&str; 7] = ["css", "html", "js", "mjs", "rs", "sh", "ts"];

/// Code files over the limit.
pub(super) fn faults(sources: &Sources) -> Vec<Fault> {
    let code = sources.iter().filter(|(path, _)| has_extension(path, &CODE));
    let long = code.map(|(path, text)| (path, text.lines().count())).filter(|(_, lines)| *lines > LINES_MAX);
    long.map(|(path, lines)| {
        Fault::new(path, format!("{lines} lines, at most {LINES_MAX}: split it by idea"))
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_code_over_the_limit_is_a_fault() {
        let lines = |count: usize| "line\n".repeat(count);
        let files = [("a.rs", LINES_MAX), ("b.mjs", LINES_MAX + 1), ("c.md", LINES_MAX + 1)];
        let sources = files.map(|(path, count)| (path.to_owned(), lines(count))).into();
        let found = faults(&sources);
        assert_eq!(found.iter().map(|fault| fault.place.as_str()).collect::<Vec<_>>(), ["b.mjs"]);
    }
}
