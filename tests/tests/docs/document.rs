//! The project's documents, as far as the tests have to understand Markdown.

use std::fs;
use std::path::{Path, PathBuf};

use crate::source::root;

/// Folders of output and of other people's files.
const SKIPPED: [&str; 6] = ["data", "dist", "node_modules", "pkg", "target", "testdata"];

/// A text file with its path inside the project.
pub(crate) struct Document {
    pub(crate) path: String,
    text: String,
}

/// A fenced block of code.
pub(crate) struct Block<'a> {
    /// The line of its fence, from 1.
    pub(crate) line: usize,
    pub(crate) language: &'a str,
    /// The file it says it is from.
    pub(crate) from: Option<&'a str>,
    pub(crate) code: String,
}

/// All Markdown files.
pub(crate) fn all() -> Vec<Document> {
    let documents = gather(root(), &["md"]);
    assert!(documents.iter().any(|document| document.path == "README.md"), "the README was not found");
    documents
}

/// All Markdown files, and the examples' pages, scripts and settings.
pub(crate) fn with_examples() -> Vec<Document> {
    let mut documents = all();
    documents.extend(gather(&root().join("examples"), &["html", "js", "rs", "toml"]));
    documents
}

fn gather(folder: &Path, extensions: &[&str]) -> Vec<Document> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a readable folder").path()).collect();
    paths.sort();
    let wanted = paths.into_iter().filter(|path| !is_skipped(path));
    wanted
        .flat_map(|path| if path.is_dir() { gather(&path, extensions) } else { document(&path, extensions) })
        .collect()
}

fn is_skipped(path: &Path) -> bool {
    let name = path.file_name().expect("an entry has a name").to_string_lossy();
    name.starts_with('.') || SKIPPED.contains(&name.as_ref())
}

fn document(path: &Path, extensions: &[&str]) -> Vec<Document> {
    if !path.extension().is_some_and(|found| extensions.iter().any(|wanted| found == *wanted)) {
        return Vec::new();
    }
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let inside = path.strip_prefix(root()).expect("it was found inside");
    vec![Document { path: inside.to_string_lossy().into_owned(), text }]
}

impl Document {
    /// Its blocks of code.
    pub(crate) fn blocks(&self) -> impl Iterator<Item = Block<'_>> {
        let lines: Vec<&str> = self.text.lines().collect();
        let fences: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].starts_with("```")).collect();
        assert!(fences.len().is_multiple_of(2), "{}: a block of code has no end", self.path);
        let blocks: Vec<_> = fences.chunks(2).map(|fence| block(&lines, fence[0], fence[1])).collect();
        blocks.into_iter()
    }

    /// Its links within the project, without their fragments.
    pub(crate) fn links(&self) -> Vec<String> {
        let targets = self.text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        let files = targets.filter_map(|target| target.split('#').next()).filter(|file| !file.is_empty());
        files.filter(|file| !file.contains(':')).map(str::to_owned).collect()
    }

    /// What follows each occurrence of a text, as far as it is letters and hyphens. A text that goes on another word
    /// does not count.
    pub(crate) fn words_after(&self, text: &str) -> Vec<String> {
        let found = self.text.match_indices(text).filter(|(at, _)| {
            !self.text[..*at].ends_with(|before: char| before.is_alphanumeric() || before == '-')
        });
        let words = found.map(|(at, _)| {
            let rest = &self.text[at + text.len()..];
            rest.chars().take_while(|char| char.is_ascii_lowercase() || *char == '-').collect::<String>()
        });
        words.filter(|word| !word.is_empty()).collect()
    }
}

fn block<'a>(lines: &[&'a str], begin: usize, end: usize) -> Block<'a> {
    let before = begin.checked_sub(1).map_or("", |before| lines[before]);
    Block {
        line: begin + 1,
        language: lines[begin].trim_start_matches('`'),
        from: before.strip_prefix("<!-- from ").and_then(|from| from.strip_suffix(" -->")),
        code: lines[begin + 1..end].join("\n"),
    }
}
