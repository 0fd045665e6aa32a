//! Telling whether files changed since a thing was made from them.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use crate::problem::{During, Result};

/// Folders of output, or of other people's code that a lock file already stands for.
const SKIPPED: [&str; 5] = ["dist", "node_modules", "pkg", "target", "testdata"];

/// Whether a thing had to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Made {
    /// It was there, from the same inputs.
    Before,
    /// Its inputs changed, or it was missing.
    Now,
}

/// A digest of files and words. The standard hash: a new compiler may change it, which costs one rebuild.
#[derive(Debug, Default)]
pub(crate) struct Fingerprint(DefaultHasher);

impl Fingerprint {
    /// Adds words that the result depends on.
    pub(crate) fn word(mut self, word: &str) -> Self {
        word.hash(&mut self.0);
        self
    }

    /// Adds a file, or a folder with all below it, by the path inside `root` and by content. A path that does not
    /// exist counts as such.
    pub(crate) fn path(mut self, root: &Path, inside: &str) -> Result<Self> {
        let mut files = Vec::new();
        collect(&root.join(inside), &mut files)?;
        files.sort();
        for file in files {
            file.strip_prefix(root).unwrap_or(&file).hash(&mut self.0);
            fs::read(&file).during(file.display())?.hash(&mut self.0);
        }
        Ok(self.word(inside))
    }

    /// The digest as text.
    pub(crate) fn text(&self) -> String {
        format!("{:016x}", self.0.finish())
    }
}

/// Whether `stamp` holds this text.
pub(crate) fn is_stamped(stamp: &Path, text: &str) -> bool {
    fs::read_to_string(stamp).is_ok_and(|found| found == text)
}

/// Writes the text for the next [`is_stamped`].
pub(crate) fn stamp(stamp: &Path, text: &str) -> Result<()> {
    fs::write(stamp, text).during(stamp.display())
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    if path.is_file() {
        files.push(path.to_owned());
    }
    if path.is_dir() {
        for entry in fs::read_dir(path).during(path.display())? {
            let entry = entry.during(path.display())?;
            if !SKIPPED.iter().any(|skipped| entry.file_name() == *skipped) {
                collect(&entry.path(), files)?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(root: &Path) -> String {
        Fingerprint::default().path(root, "wire").unwrap().path(root, "Cargo.lock").unwrap().text()
    }

    #[test]
    fn content_names_and_absence_count_and_output_does_not() {
        let root = std::env::temp_dir().join(format!("linger-xtask-{}-fingerprint", std::process::id()));
        let source = root.join("wire/src");
        fs::create_dir_all(&source).unwrap();
        fs::create_dir_all(root.join("wire/dist")).unwrap();
        fs::write(source.join("lib.rs"), "one").unwrap();
        let first = seen(&root);
        fs::write(root.join("wire/dist/out.js"), "output").unwrap();
        assert_eq!(seen(&root), first);
        fs::write(source.join("lib.rs"), "two").unwrap();
        let second = seen(&root);
        fs::rename(source.join("lib.rs"), source.join("main.rs")).unwrap();
        let third = seen(&root);
        fs::write(root.join("Cargo.lock"), "").unwrap();
        let fourth = seen(&root);
        fs::remove_dir_all(root).unwrap();
        let mut all = vec![first, second, third, fourth];
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 4);
    }

    #[test]
    fn the_boundary_between_words_counts() {
        let joined =
            |words: &[&str]| words.iter().fold(Fingerprint::default(), |sum, word| sum.word(word)).text();
        assert_ne!(joined(&["ab", "c"]), joined(&["a", "bc"]));
    }
}
