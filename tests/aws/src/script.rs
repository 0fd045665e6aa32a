//! The Python of `scripts/`, run in the environment of the emulator.

use std::ffi::OsStr;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::emulator::tool;

/// What a script prints that is handed this.
///
/// # Panics
/// When it fails, with what it says.
#[must_use]
pub fn run(name: &str, arguments: &[impl AsRef<OsStr>], input: &Value) -> String {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts").join(name);
    let mut python = Command::new(tool("python"));
    // Nothing is left beside the scripts.
    python.arg("-B").arg(script).args(arguments).stdin(Stdio::piped());
    let mut process = python.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("python starts");
    let mut pipe = process.stdin.take().expect("the input was piped");
    // A script that reads nothing may be gone by now; what it says of that is in its output.
    let _ = pipe.write_all(input.to_string().as_bytes());
    drop(pipe);
    let done = process.wait_with_output().expect("our own child can be waited for");
    assert!(done.status.success(), "{name}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).expect("a script prints UTF-8")
}
