//! What the built files have to be, for `integrity` attributes and for checking a host: `sri.json`.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::call::Call;
use crate::problem::{During, Problem, Result};

/// Hashing some files takes no time.
const HASH_BOUND: Duration = Duration::from_mins(1);

/// The name of the list.
const LIST: &str = "sri.json";

/// Prints each file's name with its hash, as the `integrity` attribute wants it (W3C, Subresource Integrity).
const HASH: &str = "
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { basename } = require('node:path');
const hash = (file) => 'sha384-' + createHash('sha384').update(readFileSync(file)).digest('base64');
const list = Object.fromEntries(process.argv.slice(1).map((file) => [basename(file), hash(file)]));
console.log(JSON.stringify(list, null, 2));";

/// Writes the hash of every script and module in `dist` beside them.
pub(super) fn write(dist: &Path) -> Result<()> {
    let call = Call::new("node", HASH_BOUND).args(["-e", HASH]).args(loaded(dist)?);
    let list = call.answer().ok_or_else(|| Problem::new("node could not hash the files in sdk/npm/dist"))?;
    fs::write(dist.join(LIST), list).during(LIST)
}

/// What pages load, in the order of names.
fn loaded(dist: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dist).during(dist.display())? {
        files.push(entry.during(dist.display())?.path());
    }
    files.retain(|file| file.extension().is_some_and(|of| of == "js" || of == "wasm"));
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_and_modules_are_listed_and_types_are_not() {
        let dist = std::env::temp_dir().join(format!("linger-xtask-{}-integrity", std::process::id()));
        fs::create_dir_all(&dist).unwrap();
        for name in ["linger.wasm", "linger.js", "index.d.ts", "sri.json"] {
            fs::write(dist.join(name), name).unwrap();
        }
        let names: Vec<_> =
            loaded(&dist).unwrap().iter().map(|file| file.file_name().unwrap().to_owned()).collect();
        fs::remove_dir_all(dist).unwrap();
        assert_eq!(names, ["linger.js", "linger.wasm"]);
    }
}
