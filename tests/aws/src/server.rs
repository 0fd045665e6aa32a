//! The collector as a server: the binary `linger-collector` with a spool of its own, before an account.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use crate::emulator::until;
use crate::http;
use crate::stage::{BUCKET, STREAM, Stage};

/// Its own bound for draining is 25 s.
const STOP_BOUND: Duration = Duration::from_secs(40);

/// A running server; dropping it kills it.
#[derive(Debug)]
pub struct Server {
    process: Child,
    address: String,
}

impl Server {
    /// Starts it in a folder, with settings of [`settings`] or others.
    ///
    /// # Panics
    /// When it was not built, or does not start.
    #[must_use]
    pub fn start(folder: &Path, settings: &str) -> Self {
        std::fs::write(folder.join("linger.toml"), settings).expect("the folder can be written to");
        let mut command = Command::new(built("linger-collector"));
        command.env_clear().current_dir(folder);
        let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
        let mut process = child.unwrap_or_else(|error| panic!("{command:?} does not start: {error}"));
        let mut output = BufReader::new(process.stdout.take().expect("the output was piped"));
        let mut line = String::new();
        output.read_line(&mut line).expect("a line of text");
        let address = line.trim().strip_prefix("listening on ").expect("it says where it listens").to_owned();
        Self { process, address }
    }

    /// Where pages post.
    #[must_use]
    pub fn endpoint(&self) -> String {
        format!("http://{}/v1/batches", self.address)
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

/// The settings of a collector that comes as a guest of the pool, keeps its dead letters below `aside/` in the bucket,
/// and finds Firehose there.
#[must_use]
pub fn settings(stage: &Stage, pool: &str, firehose: &str) -> String {
    let (region, endpoint) = (crate::owner::REGION, stage.emulator.endpoint());
    format!(
        r#"
listen = "127.0.0.1:0"
data = "data"
sink = "firehose"
firehose = {{ stream = "{STREAM}", region = "{region}", endpoint = "{firehose}" }}
credentials = {{ from = "cognito", identity_pool = "{pool}", endpoint = "{endpoint}" }}
[dead_letters]
to = "s3://{BUCKET}/aside"
region = "{region}"
endpoint = "{endpoint}"
path_style = true
[[site]]
key = "demo"
origins = ["*"]
"#
    )
}

/// A binary, beside the tests' own: both are in the target folder of one build.
///
/// # Panics
/// When it is not there.
#[must_use]
pub fn built(name: &str) -> PathBuf {
    let tests = std::env::current_exe().expect("a running program knows where it is");
    let folder = tests.ancestors().nth(2).expect("tests run from target/<profile>/deps");
    let binary = folder.join(name);
    assert!(binary.is_file(), "{} is not built; the suite `emulator` builds it", binary.display());
    binary
}
