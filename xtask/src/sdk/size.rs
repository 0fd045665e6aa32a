//! What the page's guests pay: the size of each file as it is and as a server sends it.

use std::path::Path;
use std::time::Duration;

use super::Variant;
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

/// A file's size in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Size {
    raw: u64,
    brotli: u64,
}

/// A line for each file, and one for what a page with the script line loads.
pub(super) fn lines(dist: &Path) -> Result<Vec<String>> {
    let names: Vec<&str> = Variant::ALL.iter().flat_map(|of| [of.script_file(), of.wasm_file()]).collect();
    let call =
        Call::new("node", MEASURE_BOUND).args(["-e", MEASURE]).args(names.iter().map(|name| dist.join(name)));
    let answer =
        call.answer().ok_or_else(|| Problem::new("node could not measure the files in sdk/npm/dist"))?;
    let sizes = parsed(&answer)?;
    let mut lines: Vec<String> = names.iter().zip(&sizes).map(|(name, size)| line(name, *size)).collect();
    lines.insert(2, line("script line in all", sum(&sizes[..2])));
    Ok(lines)
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

fn line(name: &str, size: Size) -> String {
    format!("{name:<18} {:>7} bytes, brotli {:>6}", size.raw, size.brotli)
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
}
