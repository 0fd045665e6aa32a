//! A function's archive, and the key that it is uploaded under.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::Wrong;

/// An archive that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Archive {
    /// Where it is.
    pub file: PathBuf,
    /// The key: what is in it decides, so that a stack sees at once whether it has changed, and a key's content never does.
    pub key: String,
}

/// Of a hash's 64 digits; no two builds will share them.
const HASH_DIGITS: usize = 16;

impl Archive {
    pub(super) fn read(file: &Path, architecture: &str) -> Result<Self, Wrong> {
        let bytes = fs::read(file).map_err(|error| {
            let flag = if architecture == "x86_64" { "" } else { " --arm64" };
            Wrong::new(
                "--lambda",
                format!("{} cannot be read ({error}); build it with `cargo xtask lambda{flag}`, or name its folder", file.display()),
            )
        })?;
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        let hash = &hex(&Sha256::digest(&bytes))[..HASH_DIGITS];
        Ok(Self { file: file.to_owned(), key: format!("functions/{architecture}/{name}-{hash}.zip") })
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("writing to a text cannot fail");
        text
    })
}
