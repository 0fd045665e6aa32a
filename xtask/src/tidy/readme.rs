//! The Korean README keeps step with the English one: the same headings by level, the same commands.

use super::{Fault, Sources};

const ENGLISH: &str = "README.md";
const KOREAN: &str = "README.ko.md";

/// What two translations of a text share.
#[derive(Debug, Default, PartialEq, Eq)]
struct Outline {
    heading_levels: Vec<usize>,
    commands: Vec<String>,
}

/// Where the two differ. One alone is no fault.
pub(super) fn faults(sources: &Sources) -> Vec<Fault> {
    match (sources.get(ENGLISH), sources.get(KOREAN)) {
        (Some(english), Some(korean)) => differences(&outline(english), &outline(korean)),
        _ => Vec::new(),
    }
}

fn differences(english: &Outline, korean: &Outline) -> Vec<Fault> {
    let mut faults = Vec::new();
    if english.heading_levels != korean.heading_levels {
        let levels = format!("{:?}, but in {ENGLISH} {:?}", korean.heading_levels, english.heading_levels);
        faults.push(Fault::new(
            KOREAN,
            format!("its headings have the levels {levels}: translate what changed"),
        ));
    }
    if english.commands != korean.commands {
        let only = |these: &Outline, those: &Outline| {
            these.commands.iter().find(|line| !those.commands.contains(line)).cloned().unwrap_or_default()
        };
        let first = format!("here `{}`, there `{}`", only(korean, english), only(english, korean));
        faults.push(Fault::new(KOREAN, format!("its code blocks differ from those of {ENGLISH}: {first}")));
    }
    faults
}

fn outline(text: &str) -> Outline {
    let mut outline = Outline::default();
    let mut in_code = false;
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
        } else if in_code {
            outline.commands.extend(command(line));
        } else {
            outline.heading_levels.extend(heading_level(line));
        }
    }
    outline
}

fn heading_level(line: &str) -> Option<usize> {
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    (level > 0 && line[level..].starts_with(' ')).then_some(level)
}

/// A line of code without its comment, which may be translated.
fn command(line: &str) -> Option<String> {
    let code = line.split_once(" # ").map_or(line, |(code, _)| code).trim();
    (!code.is_empty() && !code.starts_with("# ")).then(|| code.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const README: &str = "# linger\ntext\n## Try it\n```sh\n# two commands\ncargo xtask demo # builds\n```\n";

    fn found(korean: &str) -> Vec<Fault> {
        let texts = [(ENGLISH, README), (KOREAN, korean)];
        faults(&texts.map(|(path, text)| (path.to_owned(), text.to_owned())).into())
    }

    #[test]
    fn a_translation_with_its_own_comments_is_in_step() {
        assert_eq!(
            found("# linger\n글\n## 써 보기\n```sh\n# 명령 두 개\ncargo xtask demo # 빌드\n```\n"),
            []
        );
    }

    #[test]
    fn a_missing_heading_and_another_command_are_faults() {
        assert_eq!(found("# linger\n```sh\ncargo xtask demo\n```\n").len(), 1);
        let other = found("# linger\n## 써 보기\n```sh\ncargo xtask run\n```\n");
        assert!(other[0].message.contains("here `cargo xtask run`, there `cargo xtask demo`"), "{other:?}");
    }

    #[test]
    fn a_hash_within_code_is_no_heading() {
        assert_eq!(outline("```\n# comment\n```\n#hashtag\n### three\n").heading_levels, [3]);
    }
}
