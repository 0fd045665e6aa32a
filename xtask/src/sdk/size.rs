//! What the page's guests pay: the size of each file as it is and as a server sends it, held to budgets.

use std::path::Path;
use std::time::Duration;

use crate::call::Call;
use crate::problem::{During, Problem, Result};

/// Brotli's strongest setting takes a second for these files.
const MEASURE_BOUND: Duration = Duration::from_mins(1);

/// Prints bytes and brotli bytes of each file, a line each. Node brings the compressor along.
const MEASURE: &str = "
const { readFileSync } = require('node:fs');
const { brotliCompressSync, constants } = require('node:zlib');
const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
for (const file of process.argv.slice(1)) {
  const bytes = readFileSync(file);
  console.log(bytes.length, brotliCompressSync(bytes, { params }).length);
}";

/// What one way in makes a page download, and how much of it there may be.
struct Budget {
    what: &'static str,
    files: &'static [&'static str],
    /// Brotli bytes.
    most: Option<u64>,
}

/// The first is what every menu page loads before anything is measured: 12 KiB, below the lightest tracker that times
/// elements (docs/benchmarks.md). The second is npm's whole build. What follows is fetched by few, and has no bound; but direct mode
/// has, as with script line and storage it is to stay below 20 KiB.
const BUDGETS: [Budget; 7] = [
    Budget { what: "script line in all", files: &["linger.js", "linger.wasm"], most: Some(12_288) },
    Budget { what: "npm in all", files: &["index.js", "linger-full.wasm"], most: Some(24 * 1024) },
    Budget { what: "with storage, too", files: &["linger-stash.js"], most: None },
    Budget { what: "direct mode, too", files: &["linger-direct.js"], most: Some(7 * 1024) },
    Budget { what: "with data-auto, too", files: &["linger-auto.js"], most: None },
    Budget { what: "without WebAssembly", files: &["linger-fallback.js"], most: None },
    Budget { what: "?linger=debug", files: &["linger-debug.js", "linger-debug.wasm"], most: None },
];

/// A file's size in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Size {
    raw: u64,
    brotli: u64,
}

/// Sizes as lines, and which of them are over.
pub(super) struct Sizes {
    pub(super) lines: Vec<String>,
    pub(super) over: Vec<String>,
}

/// Measures all that is in `dist`.
pub(super) fn measure(dist: &Path) -> Result<Sizes> {
    let files: Vec<&str> = BUDGETS.iter().flat_map(|budget| budget.files).copied().collect();
    let call = Call::new("node", MEASURE_BOUND).args(["-e", MEASURE]);
    let answer = call.args(files.iter().map(|name| dist.join(name))).answer();
    let answer = answer.ok_or_else(|| Problem::new("node could not measure the files in sdk/npm/dist"))?;
    Ok(told(&parsed(&answer)?))
}

fn told(sizes: &[Size]) -> Sizes {
    let (mut lines, mut over, mut rest) = (Vec::new(), Vec::new(), sizes);
    for Budget { what, files, most } in &BUDGETS {
        let (these, others) = rest.split_at(files.len());
        rest = others;
        if files.len() > 1 {
            lines.extend(files.iter().zip(these).map(|(file, size)| line(file, *size, None)));
        }
        let sum = sum(these);
        lines.push(line(what, sum, *most));
        if most.is_some_and(|most| sum.brotli > most) {
            over.push(format!(
                "{what}: {} bytes of brotli, {} too many",
                sum.brotli,
                sum.brotli - most.unwrap_or(0)
            ));
        }
    }
    Sizes { lines, over }
}

fn parsed(answer: &str) -> Result<Vec<Size>> {
    let number = |text: Option<&str>| text.unwrap_or_default().parse().during("a size from node");
    let size = |line: &str| {
        let mut words = line.split_whitespace();
        Ok(Size { raw: number(words.next())?, brotli: number(words.next())? })
    };
    answer.lines().map(size).collect()
}

fn sum(sizes: &[Size]) -> Size {
    let zero = Size { raw: 0, brotli: 0 };
    sizes.iter().fold(zero, |sum, size| Size { raw: sum.raw + size.raw, brotli: sum.brotli + size.brotli })
}

fn line(name: &str, size: Size, most: Option<u64>) -> String {
    let of = most.map_or(String::new(), |most| format!(" of {most}"));
    format!("{name:<19} {:>7} bytes, brotli {:>6}{of}", size.raw, size.brotli)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_and_added() {
        let sizes = parsed("100 40\n36 12\n").unwrap();
        assert_eq!(sum(&sizes), Size { raw: 136, brotli: 52 });
        assert!(parsed("100\n").is_err());
    }

    #[test]
    fn a_budget_that_is_passed_is_named() {
        let files = BUDGETS.iter().flat_map(|budget| budget.files).count();
        let sizes = |brotli| told(&vec![Size { raw: 9999, brotli }; files]);
        assert!(sizes(6144).over.is_empty());
        assert_eq!(sizes(6145).over, ["script line in all: 12290 bytes of brotli, 2 too many"]);
    }
}
