//! What was reached against what must be: for the terminal, as JSON, and as a table in docs/benchmarks.md.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread::available_parallelism;

use serde::{Deserialize, Serialize};

use super::{Result, problem};

/// A line of the table.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Line {
    /// What was measured.
    pub what: String,
    /// What it must be.
    pub must: String,
    /// What is aimed at.
    pub aim: String,
    /// What it is.
    pub reached: String,
    /// How these stand to each other.
    pub verdict: Verdict,
}

/// How a figure stands to its bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Not what it must be.
    Short,
    /// What it must be.
    Must,
    /// What is aimed at.
    Aim,
}

/// On which side of its bounds a figure is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// At the bound or under it.
    AtMost,
    /// At the bound or over it.
    AtLeast,
}

impl Side {
    const fn sign(self) -> &'static str {
        match self {
            Self::AtMost => "≤",
            Self::AtLeast => "≥",
        }
    }

    fn holds(self, value: f64, bound: f64) -> bool {
        match self {
            Self::AtMost => value <= bound,
            Self::AtLeast => value >= bound,
        }
    }
}

/// What a figure must be and is aimed to be, and how it is written.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Which side is good.
    pub side: Side,
    /// What it must be.
    pub must: f64,
    /// What is aimed at.
    pub aim: f64,
    /// A figure as text, with its unit.
    pub show: fn(f64) -> String,
}

impl Bounds {
    /// The line of a figure; `more` stands behind it in parentheses.
    #[must_use]
    pub fn line(&self, what: &str, value: f64, more: &str) -> Line {
        let bound = |bound: f64| format!("{} {}", self.side.sign(), (self.show)(bound));
        let more = if more.is_empty() { String::new() } else { format!(" ({more})") };
        Line {
            what: what.to_owned(),
            must: bound(self.must),
            aim: bound(self.aim),
            reached: format!("{}{more}", (self.show)(value)),
            verdict: self.verdict(value),
        }
    }

    fn verdict(&self, value: f64) -> Verdict {
        match (self.side.holds(value, self.must), self.side.holds(value, self.aim)) {
            (false, _) => Verdict::Short,
            (true, false) => Verdict::Must,
            (true, true) => Verdict::Aim,
        }
    }
}

impl Line {
    /// A line with nothing to aim at.
    #[must_use]
    pub fn plain(what: &str, must: &str, holds: bool, reached: String) -> Self {
        let verdict = if holds { Verdict::Must } else { Verdict::Short };
        Self { what: what.to_owned(), must: must.to_owned(), aim: String::new(), reached, verdict }
    }

    /// For a terminal.
    #[must_use]
    pub fn text(&self) -> String {
        let verdict = match self.verdict {
            Verdict::Short => "FAIL",
            Verdict::Must => "pass",
            Verdict::Aim => "aim ",
        };
        let aim = if self.aim.is_empty() { String::new() } else { format!("; aim: {}", self.aim) };
        format!("{verdict}  {}: {} (must: {}{aim})", self.what, self.reached, self.must)
    }

    fn markdown(&self) -> String {
        let verdict = match self.verdict {
            Verdict::Short => "**fail**",
            Verdict::Must => "pass",
            Verdict::Aim => "aim",
        };
        format!("| {} | {} | {} | {} | {verdict} |", self.what, self.must, self.aim, self.reached)
    }
}

/// All rows that were measured so far, each by its id.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Results {
    about: String,
    rows: BTreeMap<String, Vec<Line>>,
}

impl Results {
    /// What an earlier run has written down, or nothing.
    #[must_use]
    pub fn read(file: &Path) -> Self {
        let text = fs::read_to_string(file).unwrap_or_default();
        serde_json::from_str(&text).unwrap_or_default()
    }

    /// A row was measured anew; the others stay as they were.
    pub fn take(&mut self, row: &str, lines: Vec<Line>) {
        self.rows.insert(row.to_owned(), lines);
    }

    /// Writes all of it down: as JSON, and into the document between the part's markers, rows in this order.
    ///
    /// # Errors
    /// When a file cannot be written, or the document has no markers.
    pub fn write(&mut self, file: &Path, document: &Path, part: Part, order: &[&str]) -> Result<()> {
        self.about = format!("{}; {}; `cargo xtask bench {}`.", today()?, machine(), part.name);
        fs::write(file, serde_json::to_string_pretty(self)? + "\n")?;
        let text = fs::read_to_string(document)?;
        let spliced = part.spliced(&text, &self.markdown(part, order));
        fs::write(document, spliced.ok_or_else(|| part.no_markers())?)?;
        Ok(())
    }

    fn markdown(&self, part: Part, order: &[&str]) -> String {
        let lines = order.iter().filter_map(|row| self.rows.get(*row)).flatten().map(Line::markdown);
        let head = format!("| {} | must | aim | reached |  |\n| --- | --- | --- | --- | --- |", part.title);
        let lines: Vec<String> = lines.collect();
        format!("{}\n\n{head}\n{}", self.about, lines.join("\n"))
    }
}

/// A part of docs/benchmarks.md that is written by a bench.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// Its name, in its markers and after `cargo xtask bench`.
    pub name: &'static str,
    /// What stands over the first column.
    pub title: &'static str,
}

impl Part {
    fn begin(self) -> String {
        format!("<!-- begin {} -->", self.name)
    }

    fn end(self) -> String {
        format!("<!-- end {} -->", self.name)
    }

    fn no_markers(self) -> Box<dyn std::error::Error + Send + Sync> {
        problem(format!("docs/benchmarks.md has no `{}` before `{}`", self.begin(), self.end()))
    }

    fn spliced(self, document: &str, text: &str) -> Option<String> {
        let (begin, end) = (self.begin(), self.end());
        let (before, rest) = document.split_once(&begin)?;
        let (_, after) = rest.split_once(&end)?;
        Some(format!("{before}{begin}\n{text}\n{end}{after}"))
    }
}

fn today() -> Result<String> {
    let answer = Command::new("date").args(["-u", "+%F"]).output()?;
    Ok(String::from_utf8_lossy(&answer.stdout).trim().to_owned())
}

/// Where it was measured, in the words of the browser's bench.
fn machine() -> String {
    let cores = available_parallelism().map_or(0, std::num::NonZero::get);
    let processor = field("/proc/cpuinfo", "model name").unwrap_or_else(|| "an unnamed processor".to_owned());
    let memory =
        field("/proc/meminfo", "MemTotal").and_then(|text| text.split(' ').next()?.parse::<u64>().ok());
    format!("{cores} cores, {processor}, {} GiB", memory.unwrap_or(0).div_ceil(1 << 20))
}

fn field(file: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let lines = text.lines().filter_map(|line| line.split_once(':'));
    lines
        .map(|(key, value)| (key.trim(), value.trim()))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATIO: Bounds =
        Bounds { side: Side::AtLeast, must: 0.25, aim: 0.4, show: |value| format!("{value:.2}") };

    #[test]
    fn a_figure_is_judged_by_its_bounds() {
        let verdicts = [0.2, 0.25, 0.4].map(|value| RATIO.line("x", value, "").verdict);
        assert_eq!(verdicts, [Verdict::Short, Verdict::Must, Verdict::Aim]);
        assert_eq!(RATIO.line("x", 0.3, "a").text(), "pass  x: 0.30 (a) (must: ≥ 0.25; aim: ≥ 0.40)");
    }

    #[test]
    fn only_what_is_between_the_markers_is_replaced() {
        let part = Part { name: "x", title: "an x" };
        let document = |text: &str| format!("a\n<!-- begin x -->\n{text}\n<!-- end x -->\nb\n");
        assert_eq!(part.spliced(&document("old"), "new"), Some(document("new")));
        assert_eq!(part.spliced("no markers", "new"), None);
    }
}
