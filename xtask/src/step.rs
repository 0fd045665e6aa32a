//! Progress as `[2/5] building the SDK … 41 s`, on a terminal and in a CI log alike.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{fs, io};

use crate::call::{Call, Ended};
use crate::fingerprint::Made;
use crate::log;
use crate::problem::{Problem, Result};

/// How many lines of a log a failure shows.
pub(crate) const FAILURE_LINES: usize = 60;

/// Without a terminal to draw on, a line this often says that the step is alive.
const QUIET_BEAT: Duration = Duration::from_mins(1);

/// Columns kept free of wrapping on a terminal of the usual 80.
const COLUMNS: usize = 78;

/// A numbered row of steps; each has a log of its own in one folder.
#[derive(Debug)]
pub(crate) struct Steps {
    total: usize,
    begun: usize,
    logs: PathBuf,
}

impl Steps {
    /// `total` steps that log into the folder `logs`.
    pub(crate) fn new(total: usize, logs: impl Into<PathBuf>) -> Self {
        Self { total, begun: 0, logs: logs.into() }
    }

    /// Does one step and prints its time; `log` names its file.
    pub(crate) fn take<T>(
        &mut self,
        title: &str,
        log: &str,
        work: impl FnOnce(&mut Step) -> Result<T>,
    ) -> Result<T> {
        self.begun += 1;
        let label = format!("[{}/{}] {title}", self.begun, self.total);
        let mut step = Step::new(label, self.logs.join(format!("{log}.log")));
        step.begin();
        let outcome = work(&mut step);
        step.end(outcome.is_ok());
        outcome
    }
}

/// One step under way.
#[derive(Debug)]
pub(crate) struct Step {
    label: String,
    log: PathBuf,
    started: Instant,
    told: Instant,
    note: Option<&'static str>,
    terminal: bool,
}

impl Step {
    fn new(label: String, log: PathBuf) -> Self {
        let now = Instant::now();
        Self { label, log, started: now, told: now, note: None, terminal: io::stderr().is_terminal() }
    }

    /// The file that holds all output of this step's calls.
    pub(crate) fn log(&self) -> &Path {
        &self.log
    }

    /// Says beside the step's time that there was nothing to do.
    pub(crate) fn note_made(&mut self, made: Made) {
        self.note = (made == Made::Before).then_some("nothing changed");
    }

    /// Prints a line of its own, now.
    pub(crate) fn say(&mut self, line: &str) {
        self.wipe();
        eprintln!("      {line}");
    }

    /// Runs a call and says how it ended.
    pub(crate) fn attempt(&mut self, call: &Call) -> Result<Ended> {
        let log = self.log.clone();
        call.run_logged(&log, |line| self.beat(line))
    }

    /// Runs a call that has to end well; otherwise the problem shows the end of the log.
    pub(crate) fn call(&mut self, call: &Call) -> Result<()> {
        let trouble = match self.attempt(call)? {
            Ended::Well => return Ok(()),
            Ended::Badly => "failed".to_owned(),
            Ended::TooLate => format!("was ended, as it took over {} s", call.bound().as_secs()),
        };
        Err(Problem::new(format!("`{}` {trouble}", call.shown())))
    }

    fn begin(&mut self) {
        let _ = fs::remove_file(&self.log);
        if self.terminal {
            self.draw("");
        } else {
            eprintln!("{} …", self.label);
        }
    }

    fn beat(&mut self, line: &str) {
        if self.terminal {
            self.draw(line);
        } else if self.told.elapsed() >= QUIET_BEAT {
            self.told = Instant::now();
            eprintln!("{} … {} ({line})", self.label, seconds(self.started.elapsed()));
        }
    }

    fn draw(&self, line: &str) {
        let text = format!("{} … {}  {line}", self.label, seconds(self.started.elapsed()));
        let text: String = text.chars().take(COLUMNS).collect();
        eprint!("\r\x1b[K{text}");
        let _ = io::stderr().flush();
    }

    fn wipe(&self) {
        if self.terminal {
            eprint!("\r\x1b[K");
        }
    }

    fn end(&mut self, well: bool) {
        self.wipe();
        let time = seconds(self.started.elapsed());
        let note = self.note.map(|note| format!(" ({note})")).unwrap_or_default();
        let failed = if well { "" } else { " FAILED" };
        eprintln!("{} … {time}{failed}{note}", self.label);
        if !well && self.log.exists() {
            eprintln!("{}\n(all of it in {})", log::tail(&self.log, FAILURE_LINES), self.log.display());
        }
    }
}

/// A duration as a person reads it: tenths under ten seconds, whole seconds after.
pub(crate) fn seconds(time: Duration) -> String {
    if time < Duration::from_secs(10) {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{:.0} s", time.as_secs_f64())
    }
}
