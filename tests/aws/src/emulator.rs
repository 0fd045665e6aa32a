//! The emulator as a process, on a port of its own.

use std::env;
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::http;

/// How long it may take to start: five seconds on two idle cores.
const START_BOUND: Duration = Duration::from_mins(1);

/// How long it may take to stop, with the functions it has started.
const STOP_BOUND: Duration = Duration::from_secs(10);

/// How often something is looked at that only time brings.
const LOOK: Duration = Duration::from_millis(50);

/// A running emulator that checks signatures and rights; dropping it stops it.
#[derive(Debug)]
pub struct Emulator {
    process: Child,
    address: String,
    /// What it would read again if it were started again.
    _state: TempDir,
}

impl Emulator {
    /// Starts an empty one.
    ///
    /// # Panics
    /// When it is not installed, or does not start within a minute.
    #[must_use]
    pub fn start() -> Self {
        let port = free_port();
        let state = tempfile::tempdir().expect("a temporary folder can be made");
        let mut command = Command::new(tool("ministack"));
        // Nothing of this machine's own settings for AWS may reach it or the functions it starts.
        command.env_clear().env("PATH", env::var_os("PATH").unwrap_or_default()).env("HOME", state.path());
        command.env("BIND_HOST", "127.0.0.1").env("GATEWAY_PORT", port.to_string()).env("AUTH", "true");
        command.env("SFTP_ENABLED", "0").env("IOT_MTLS_ENABLED", "0").env("LOG_LEVEL", "WARNING");
        command.env("STATE_DIR", state.path()).current_dir(state.path());
        // A group of its own, so that what it starts can be ended with it.
        command.process_group(0).stdin(Stdio::null()).stdout(Stdio::null());
        let process = command.spawn().unwrap_or_else(|error| panic!("{command:?} does not start: {error}"));
        let emulator = Self { process, address: format!("127.0.0.1:{port}"), _state: state };
        until("the emulator", START_BOUND, || emulator.is_well().then_some(()));
        emulator
    }

    /// Where it listens, without a scheme.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The endpoint of all its services.
    #[must_use]
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    fn is_well(&self) -> bool {
        http::call(&self.address, "GET", "/_ministack/health", &[], b"")
            .is_ok_and(|answer| answer.status == 200)
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        let id = self.process.id();
        signal("-TERM", &id.to_string());
        let deadline = Instant::now() + STOP_BOUND;
        while matches!(self.process.try_wait(), Ok(None)) && Instant::now() < deadline {
            thread::sleep(LOOK);
        }
        // What it has left of its own group, too.
        signal("-KILL", &format!("-{id}"));
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn signal(signal: &str, whom: &str) {
    // Ended already is as good.
    let _ = Command::new("kill").args([signal, "--", whom]).stderr(Stdio::null()).status();
}

/// Waits until `condition` gives a value.
///
/// # Panics
/// When it has not within `bound`, naming what was waited for.
pub fn until<T>(what: &str, bound: Duration, mut condition: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + bound;
    loop {
        if let Some(value) = condition() {
            return value;
        }
        assert!(Instant::now() < deadline, "waited {bound:?} in vain for {what}");
        thread::sleep(LOOK);
    }
}

/// A program of the folder that `cargo xtask test --suite emulator` installs into.
///
/// # Panics
/// When no such folder is named.
#[must_use]
pub fn tool(name: &str) -> PathBuf {
    let folder = env::var_os("LINGER_EMULATOR").map(PathBuf::from);
    let folder =
        folder.expect("LINGER_EMULATOR names the emulator's folder; run `cargo xtask test --suite emulator`");
    folder.join("bin").join(name)
}

/// A port that was free a moment ago; another program would have to be quick to take it.
fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("a bound listener has an address").port()
}
