//! Borders within a crate: which files may know AWS, and which may know the web framework.

use super::{Fault, Sources, has_extension};

/// A name that only some files may use.
#[derive(Debug, Clone, Copy)]
pub(super) struct Border {
    /// How the name begins, as a word in Rust code.
    word: &'static str,
    /// Where the rule holds.
    within: &'static [&'static str],
    /// The files and folders (with a closing `/`) that may use it.
    may: &'static [&'static str],
    why: &'static str,
}

/// The project's rules.
pub(super) const RULES: &[Border] = &[
    Border {
        word: "aws_",
        within: &["wire/", "engine/", "sdk/", "collector/src/", "insights/", "cli/"],
        may: &["collector/src/sink/", "collector/src/credentials/"],
        why: "AWS stays behind the sinks",
    },
    Border {
        word: "axum",
        within: &["collector/src/"],
        may: &[
            "collector/src/lib.rs",
            "collector/src/lambda/",
            "collector/src/routes/",
            "collector/src/error.rs",
        ],
        why: "what is admitted, spooled and delivered does not know HTTP",
    },
];

/// Uses of a name outside the files that may use it.
pub(super) fn faults(sources: &Sources, rules: &[Border]) -> Vec<Fault> {
    let rust = || sources.iter().filter(|(path, _)| has_extension(path, &["rs"]));
    rules.iter().flat_map(|rule| rust().flat_map(|(path, text)| rule.faults(path, text))).collect()
}

impl Border {
    fn faults(&self, path: &str, text: &str) -> Vec<Fault> {
        let starts = |starts: &[&str]| starts.iter().any(|start| path.starts_with(start));
        if !starts(self.within) || starts(self.may) {
            return Vec::new();
        }
        let used = text.lines().enumerate().filter(|(_, line)| uses(line, self.word));
        used.map(|(index, _)| self.fault(path, index + 1)).collect()
    }

    fn fault(&self, path: &str, line: usize) -> Fault {
        let places = self.may.join(", ");
        Fault::new(format!("{path}:{line}"), format!("`{}` belongs in {places}: {}", self.word, self.why))
    }
}

/// Whether a line of code, not of comment, has a word that begins so.
fn uses(line: &str, word: &str) -> bool {
    let code = line.split("//").next().unwrap_or_default();
    let within = |before: char| before.is_alphanumeric() || before == '_';
    code.match_indices(word).any(|(at, _)| !code[..at].ends_with(within))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, line: &str) -> usize {
        faults(&Sources::from([(path.to_owned(), line.to_owned())]), RULES).len()
    }

    #[test]
    fn names_outside_their_files_are_faults() {
        assert_eq!(found("collector/src/pack.rs", "use aws_sdk_firehose::Client;"), 1);
        assert_eq!(found("insights/src/lib.rs", "let region = aws_config::region();"), 1);
        assert_eq!(found("collector/src/admit.rs", "fn admit(body: axum::body::Bytes) {}"), 1);
    }

    #[test]
    fn names_in_their_files_and_in_comments_are_not() {
        assert_eq!(found("collector/src/sink/firehose.rs", "use aws_sdk_firehose::Client;"), 0);
        assert_eq!(found("collector/src/credentials/shared.rs", "use aws_config::SdkConfig;"), 0);
        assert_eq!(found("collector/src/routes/batches.rs", "use axum::Json;"), 0);
        assert_eq!(found("collector/src/pack.rs", "// aws_sdk_firehose would take more"), 0);
        assert_eq!(found("collector/src/pack.rs", "let maxaxum = draws_;"), 0);
        assert_eq!(found("insights/src/api.rs", "use axum::Json;"), 0);
    }
}
