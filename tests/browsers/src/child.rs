//! A process of ours, and what it prints.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::family::descendants;

/// How long a process may take to say that it is ready: a loaded two-core machine starts a browser's driver in five
/// seconds.
const READY_BOUND: Duration = Duration::from_mins(1);

/// How long a process may take to stop once asked to: the server's own bound is 10 s.
const STOP_BOUND: Duration = Duration::from_secs(20);

/// A running process; dropping it kills it and whatever it has started.
#[derive(Debug)]
pub struct Running {
    child: Child,
    // Shared, so that tests may be about several at once.
    lines: Mutex<Receiver<String>>,
}

impl Running {
    /// Starts it with its standard output caught, line by line.
    ///
    /// # Panics
    /// When it cannot be started.
    #[must_use]
    pub fn start(command: &mut Command) -> Self {
        let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
        let mut child = child.unwrap_or_else(|error| panic!("{command:?} does not start: {error}"));
        let stdout = child.stdout.take().expect("the output was piped");
        let (sender, lines) = channel();
        // Reads on after nobody listens, so that a full pipe never stops the process.
        thread::spawn(move || {
            BufReader::new(stdout).lines().map_while(Result::ok).for_each(|line| drop(sender.send(line)));
        });
        Self { child, lines: Mutex::new(lines) }
    }

    /// The first line for which `read` has an answer.
    ///
    /// # Panics
    /// When there is none within a minute, or the process ends before.
    pub fn line<T>(&self, what: &str, read: impl Fn(&str) -> Option<T>) -> T {
        let deadline = Instant::now() + READY_BOUND;
        let lines = self.lines.lock().expect("nobody panics with it");
        loop {
            match lines.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(line) => {
                    if let Some(value) = read(&line) {
                        return value;
                    }
                }
                Err(RecvTimeoutError::Timeout) => panic!("waited {READY_BOUND:?} in vain for {what}"),
                Err(RecvTimeoutError::Disconnected) => panic!("the process ended before {what}"),
            }
        }
    }

    /// Asks it to stop as Ctrl-C does, and waits until it has.
    ///
    /// # Panics
    /// When it has not within 20 seconds.
    pub fn interrupt(&mut self) -> ExitStatus {
        let asked = Command::new("kill").args(["-INT", &self.child.id().to_string()]).status();
        assert!(asked.is_ok_and(|status| status.success()), "the process is gone already");
        let deadline = Instant::now() + STOP_BOUND;
        loop {
            if let Some(status) = self.child.try_wait().expect("our own child can be waited for") {
                return status;
            }
            assert!(Instant::now() < deadline, "the process did not stop within {STOP_BOUND:?}");
            thread::yield_now();
        }
    }
}

impl Running {
    /// Kills what the process has started, and leaves the process itself.
    pub fn kill_descendants(&self) {
        let family = descendants(self.child.id());
        if !family.is_empty() {
            let numbers = family.iter().map(ToString::to_string);
            // One that is gone already is as good.
            let _ = Command::new("kill").arg("-KILL").args(numbers).stderr(Stdio::null()).status();
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.kill_descendants();
        // Ended already is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
