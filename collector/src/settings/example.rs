//! A file with every key in it: examples/linger.toml.

use super::key::{Fallback, Key, Kind};
use super::reference::tables;
use super::{Sources, keys, read};

/// Columns of a comment, at most.
const COLUMNS: usize = 110;

const HEAD: &str = "\
# Everything linger can be told. Run: target/debug/linger serve --config examples/linger.toml
# Every key may be left out; those that begin with # are, and show their default, or an example where there is none.
# Each is also a variable and a flag: spool.bytes_max is LINGER_SPOOL_BYTES_MAX and --spool-bytes-max. Flags come before
# variables, these before the file. Paths are relative to the folder in which linger is started.
# Whether it is right: target/debug/linger check --config examples/linger.toml
";

const SITES: &str = "\
[[site]]
key = \"demo\"
origins = [\"*\"]

[[site]]
key = \"bistro\"
origins = [\"https://menu.example\", \"http://localhost:5173\"]
";

/// The file. The keys before the first table are given, so that it shows what a short file looks like.
#[must_use]
pub fn example() -> String {
    tables().into_iter().fold(HEAD.to_owned(), |text, table| text + &chapter(table))
}

fn chapter(table: Option<&str>) -> String {
    let head = table.map(|table| format!("\n[{table}]\n")).unwrap_or_default();
    keys().iter().filter(|key| key.table() == table).fold(head, |text, key| text + &lines(key))
}

fn lines(key: &Key) -> String {
    let about = comment(&about(key));
    match (key.kind, key.table()) {
        (Kind::Sites, _) => format!("\n{about}{SITES}"),
        (_, None) if !matches!(key.fallback, Fallback::Unset) => {
            format!("\n{about}{} = {}\n", key.name(), value(key))
        }
        _ => format!("\n{about}# {} = {}\n", key.name(), value(key)),
    }
}

/// What the key means, and its default where the line does not show it.
fn about(key: &Key) -> String {
    match key.fallback {
        Fallback::Derived { words, .. } => format!("{} Default: {words}.", key.doc),
        Fallback::Fixed(_) => key.doc.to_owned(),
        Fallback::Unset => format!("{} For example:", key.doc),
    }
}

/// The default, or the example where there is none.
fn value(key: &Key) -> String {
    let untold = read(&Sources::default()).effective;
    let default = untold.into_iter().find(|held| held.key.path == key.path).and_then(|held| held.value);
    default.unwrap_or_else(|| key.example.to_owned())
}

fn comment(text: &str) -> String {
    let mut lines = String::new();
    let mut line = "#".to_owned();
    for word in text.split_whitespace() {
        if line.len() + 1 + word.len() > COLUMNS {
            lines.push_str(&line);
            lines.push('\n');
            "#".clone_into(&mut line);
        }
        line.push(' ');
        line.push_str(word);
    }
    lines + &line + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(text: String) -> Vec<String> {
        let file = Some(super::super::SourceFile { name: "example.toml".to_owned(), text });
        let sources = Sources { file, ..Sources::default() };
        read(&sources).problems.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_file_is_right_as_it_is_and_with_every_key_given() {
        assert_eq!(problems(example()), Vec::<String>::new());
        let given: String = example()
            .lines()
            .map(|line| line.strip_prefix("# ").filter(|rest| is_key(rest)).unwrap_or(line).to_owned() + "\n")
            .collect();
        for key in keys().iter().filter(|key| !matches!(key.kind, Kind::Sites)) {
            assert!(given.contains(&format!("\n{} = ", key.name())), "{} is missing", key.path);
        }
        assert_eq!(problems(given), Vec::<String>::new());
    }

    fn is_key(line: &str) -> bool {
        line.split_once(" = ").is_some_and(|(name, _)| keys().iter().any(|key| key.name() == name))
    }
}
