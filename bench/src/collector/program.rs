//! A program under measurement: started, waited for, asked to stop, killed.

use std::fs::File;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use tokio::time::{Instant, sleep};

use super::client;
use super::usage::{self, Memory};
use super::{Result, problem};

/// How often a condition is looked at.
pub(super) const LOOK: Duration = Duration::from_millis(5);

/// How long a program may take until it answers: a loaded two-core machine, and a spool of a million events to read.
const READY_BOUND: Duration = Duration::from_mins(1);

/// How long a program may take to stop once asked to: the collector drains for 25 s.
const STOP_BOUND: Duration = Duration::from_mins(1);

/// A running program; dropping it kills it.
#[derive(Debug)]
pub struct Program {
    child: Child,
    name: String,
}

impl Program {
    /// Starts a command, whose output is appended to `log`.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn start(command: &mut Command, log: &Path) -> Result<Self> {
        let name = command.get_program().to_string_lossy().into_owned();
        let output = File::options().create(true).append(true).open(log)?;
        let errors = output.try_clone()?;
        let started = command.stdin(Stdio::null()).stdout(output).stderr(errors).spawn();
        let child = started.map_err(|error| problem(format!("{name} does not start: {error}")))?;
        Ok(Self { child, name })
    }

    /// Its id.
    #[must_use]
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// CPU time used so far, with what it has started.
    #[must_use]
    pub fn cpu(&self) -> Duration {
        usage::cpu(self.pid())
    }

    /// Resident memory.
    #[must_use]
    pub fn memory(&self) -> Memory {
        usage::memory(self.pid())
    }

    /// Waits until a GET of `path` is answered with 200.
    ///
    /// # Errors
    /// When it ends before, or does not answer within a minute.
    pub async fn answering(&mut self, address: SocketAddr, path: &str) -> Result<()> {
        let deadline = Instant::now() + READY_BOUND;
        while Instant::now() < deadline {
            if let Some(status) = self.child.try_wait()? {
                return Err(problem(format!("{} ended before it answered: {status}", self.name)));
            }
            if client::get(address, path).await.is_ok_and(|(status, _)| status.is_success()) {
                return Ok(());
            }
            sleep(LOOK).await;
        }
        Err(problem(format!("{} did not answer {path} within {READY_BOUND:?}", self.name)))
    }

    /// Kills it as `kill -9` does, and waits until it is gone.
    ///
    /// # Errors
    /// When it cannot be waited for.
    pub fn kill(&mut self) -> io::Result<ExitStatus> {
        self.child.kill()?;
        self.child.wait()
    }

    /// Asks it to stop, by SIGTERM, and waits until it has.
    ///
    /// # Errors
    /// When it has not within a minute.
    pub async fn stop(&mut self) -> Result<ExitStatus> {
        Command::new("kill").args(["-TERM", &self.pid().to_string()]).status()?;
        let deadline = Instant::now() + STOP_BOUND;
        while Instant::now() < deadline {
            if let Some(status) = self.child.try_wait()? {
                return Ok(status);
            }
            sleep(LOOK).await;
        }
        Err(problem(format!("{} did not stop within {STOP_BOUND:?}", self.name)))
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Ended already is as good.
        let _ = self.kill();
    }
}

/// An address on the loopback that nobody listens on.
///
/// # Errors
/// When there is none.
pub fn free_address() -> io::Result<SocketAddr> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()
}
