//! One of our functions as a process, before a runtime interface of ours.

use std::env;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::runtime::{Answer, RuntimeApi};

/// Longer than any answer takes, also where a foreign processor is played by a program.
const ANSWER_BOUND: Duration = Duration::from_mins(1);

/// What an invocation has, unless told otherwise: Lambda's own default is 3 s.
const INVOCATION: Duration = Duration::from_secs(10);

/// What a pipe holds on Linux (pipe(7)).
const LOG_BYTES_MAX: u64 = 64 * 1024;

/// The functions that `cargo xtask lambda` builds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    /// `collector-lambda`.
    Collector,
    /// `transform-lambda`.
    Transform,
}

impl Name {
    /// Its folder below `target/functions/<processor>`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Collector => "collector",
            Self::Transform => "transform",
        }
    }
}

/// A running function; dropping it kills it.
#[derive(Debug)]
pub struct Function {
    api: RuntimeApi,
    process: Child,
    started: Instant,
}

impl Function {
    /// Starts it with these variables and no others but the platform's; its first event is there already.
    ///
    /// # Panics
    /// When it was not built, or does not start.
    #[must_use]
    pub fn start(name: Name, variables: &[(&str, &str)], first: &Value) -> Self {
        let api = RuntimeApi::start();
        api.send(first.to_string(), INVOCATION);
        let mut command = command(&binary(name));
        command.env_clear().envs(variables.iter().copied());
        command.env("AWS_LAMBDA_RUNTIME_API", api.address()).env("AWS_LAMBDA_FUNCTION_NAME", name.as_str());
        command.env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128").env("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        command.env("AWS_REGION", "eu-central-1").stdin(Stdio::null()).stdout(Stdio::piped());
        let started = Instant::now();
        let process = command.spawn().unwrap_or_else(|error| panic!("{command:?} does not start: {error}"));
        Self { api, process, started }
    }

    /// The answer to its first event, and how long it took from the process's start.
    ///
    /// # Panics
    /// When there is none within a minute, or it is an error.
    pub fn first(&self) -> (Duration, Value) {
        let (at, value) = self.next();
        (at - self.started, value)
    }

    /// The answer to another event.
    ///
    /// # Panics
    /// When there is none within a minute, or it is an error.
    pub fn invoke(&self, event: &Value) -> Value {
        self.api.send(event.to_string(), INVOCATION);
        self.next().1
    }

    /// Whether it ended well by itself, and what it has logged.
    ///
    /// # Panics
    /// When it cannot be waited for.
    #[must_use]
    pub fn ended(mut self) -> (bool, String) {
        let status = self.process.wait().expect("our own child can be waited for");
        (status.success(), self.logged())
    }

    /// What it has logged, after which it is gone. A few invocations' log, which a pipe holds: nothing reads on.
    ///
    /// # Panics
    /// When it cannot be killed.
    #[must_use]
    pub fn log(mut self) -> String {
        self.process.kill().expect("our own child can be killed");
        self.logged()
    }

    fn logged(&mut self) -> String {
        let mut log = String::new();
        let output = self.process.stdout.take().expect("the output was piped");
        output.take(LOG_BYTES_MAX).read_to_string(&mut log).expect("a log is text");
        log
    }

    fn next(&self) -> (Instant, Value) {
        match self.api.answer(ANSWER_BOUND) {
            Some((at, Answer::Response(body))) => (at, serde_json::from_slice(&body).expect("JSON")),
            Some((_, Answer::Error(body))) => {
                panic!("the function failed: {}", String::from_utf8_lossy(&body))
            }
            None => panic!("no answer within {ANSWER_BOUND:?}"),
        }
    }
}

impl Drop for Function {
    fn drop(&mut self) {
        // Ended already is as good.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The program, with what runs it where it is of another processor: the words of `LINGER_LAMBDA_RUNNER`.
fn command(binary: &Path) -> Command {
    let runner = env::var("LINGER_LAMBDA_RUNNER").unwrap_or_default();
    let mut words = runner.split_whitespace();
    match words.next() {
        None => Command::new(binary),
        Some(program) => {
            let mut command = Command::new(program);
            command.args(words).arg(binary);
            command
        }
    }
}

fn binary(name: Name) -> PathBuf {
    built(&format!("{}/bootstrap", name.as_str()))
}

/// The archive that Lambda is given.
///
/// # Panics
/// When it was not built.
#[must_use]
pub fn archive(name: Name) -> Vec<u8> {
    let file = built(&format!("{}.zip", name.as_str()));
    std::fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// The folder in which `cargo xtask lambda` puts them, unless `LINGER_LAMBDA` names another.
#[must_use]
pub fn archives() -> PathBuf {
    let usual = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/functions/x86_64");
    env::var_os("LINGER_LAMBDA").map_or(usual, PathBuf::from)
}

fn built(inside: &str) -> PathBuf {
    let file = archives().join(inside);
    assert!(file.is_file(), "{} is not built; run `cargo xtask lambda`", file.display());
    file
}
