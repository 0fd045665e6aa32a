//! The command line: `linger`, which calls `aws`, which calls the emulator.

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use linger_tests_aws::emulator::{Emulator, tool};
use linger_tests_aws::function::archives;
use linger_tests_aws::owner::REGION;
use linger_tests_aws::server::built;

/// A shell of somebody who is signed in as the account's owner.
pub(crate) struct Line {
    endpoint: String,
    home: tempfile::TempDir,
}

impl Line {
    pub(crate) fn before(emulator: &Emulator) -> Self {
        let home = tempfile::tempdir().expect("a temporary folder can be made");
        Self { endpoint: emulator.endpoint(), home }
    }

    /// Runs `linger` to its end; what it has printed.
    pub(crate) fn runs(&self, arguments: &[&str]) -> String {
        let done = self.linger(arguments).output().expect("the binary runs");
        let printed = String::from_utf8_lossy(&done.stdout).into_owned();
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(done.status.success(), "linger {arguments:?}: {printed}\n{said}");
        printed
    }

    /// Runs `linger` until it prints a line with these words and `is_time` has come, and kills it then, with the command
    /// that it waits for: as a laptop's battery does.
    pub(crate) fn is_killed_at(&self, arguments: &[&str], words: &str, is_time: impl FnOnce()) {
        let mut command = self.linger(arguments);
        let mut process = command.process_group(0).stdout(Stdio::piped()).spawn().expect("the binary runs");
        let mut lines = BufReader::new(process.stdout.take().expect("the output was piped")).lines();
        let reached = lines.by_ref().map_while(Result::ok).any(|line| line.contains(words));
        if reached {
            is_time();
        }
        let group = format!("-{}", process.id());
        let killed = Command::new("kill").args(["-KILL", "--", &group]).status();
        let _ = process.wait();
        assert!(reached, "it ended before {words:?}");
        assert!(killed.is_ok_and(|status| status.success()), "it ended before it was killed");
    }

    fn linger(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(built("linger"));
        // Nothing of this machine's own settings for AWS.
        command.env_clear().env("HOME", self.home.path()).env("PATH", path()).current_dir(self.home.path());
        command.env("AWS_ENDPOINT_URL", &self.endpoint).env("AWS_DEFAULT_REGION", REGION);
        command.env("AWS_ACCESS_KEY_ID", "test").env("AWS_SECRET_ACCESS_KEY", "test");
        command.args(arguments).stdin(Stdio::null());
        command
    }
}

/// With `aws` in front, which is a script of the emulator's environment.
fn path() -> std::ffi::OsString {
    let aws: PathBuf = tool("aws");
    let own = std::env::var_os("PATH").unwrap_or_default();
    let folders = aws.parent().map(Path::to_owned).into_iter().chain(std::env::split_paths(&own));
    std::env::join_paths(folders).expect("folders of a path have no colon")
}

/// The folder of the archives, as `--lambda` takes it.
pub(crate) fn functions() -> String {
    archives().to_string_lossy().into_owned()
}
