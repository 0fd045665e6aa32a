//! The collector as a server: the binary `linger-collector` with a spool of its own, before an account.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use tempfile::TempDir;

use crate::emulator::until;
use crate::http;
use crate::stage::{STREAM, Stage};

/// Its own bound for draining is 25 s.
const STOP_BOUND: Duration = Duration::from_secs(40);

/// A running server; dropping it kills it and removes its spool.
#[derive(Debug)]
pub struct Server {
    process: Child,
    address: String,
    _data: TempDir,
}

impl Server {
    /// Starts it as a guest of the pool.
    ///
    /// # Panics
    /// When it was not built, or does not start.
    #[must_use]
    pub fn start(stage: &Stage, pool: &str) -> Self {
        let data = tempfile::tempdir().expect("a temporary folder can be made");
        let endpoint = stage.emulator.endpoint();
        let mut command = Command::new(binary());
        command.env_clear().current_dir(data.path()).args(["--listen", "127.0.0.1:0", "--sink", "firehose"]);
        command.args(["--site", "demo=*", "--data"]).arg(data.path());
        command.args(["--firehose-stream", STREAM, "--firehose-region", crate::owner::REGION]);
        command.args(["--firehose-endpoint", &endpoint, "--credentials-endpoint", &endpoint]);
        command.args(["--credentials-from", "cognito", "--credentials-identity-pool", pool]);
        let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
        let mut process = child.unwrap_or_else(|error| panic!("{command:?} does not start: {error}"));
        let mut output = BufReader::new(process.stdout.take().expect("the output was piped"));
        let mut line = String::new();
        output.read_line(&mut line).expect("a line of text");
        let address = line.trim().strip_prefix("listening on ").expect("it says where it listens").to_owned();
        Self { process, address, _data: data }
    }

    /// Posts a batch; the status of the answer.
    ///
    /// # Panics
    /// When there is no answer.
    #[must_use]
    pub fn post(&self, batch: &str) -> u16 {
        let headers = [("content-type", "text/plain;charset=UTF-8")];
        let answer = http::call(&self.address, "POST", "/v1/batches", &headers, batch.as_bytes());
        answer.expect("the server answers").status
    }

    /// Stops it as a system does, and waits until it has delivered what it holds.
    ///
    /// # Panics
    /// When it has not within 40 seconds.
    pub fn stop(&mut self) -> ExitStatus {
        let asked = Command::new("kill").args(["-TERM", &self.process.id().to_string()]).status();
        assert!(asked.is_ok_and(|status| status.success()), "the server is gone already");
        let process = &mut self.process;
        until("the server's end", STOP_BOUND, || process.try_wait().expect("our own child can be waited for"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Ended already is as good.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The binary, beside the tests' own: both are in the target folder of one build.
fn binary() -> PathBuf {
    let tests = std::env::current_exe().expect("a running program knows where it is");
    let folder = tests.ancestors().nth(2).expect("tests run from target/<profile>/deps");
    let binary = folder.join("linger-collector");
    assert!(binary.is_file(), "{} is not built; run `cargo build -p linger-collector`", binary.display());
    binary
}
