//! Running another program so that it is bounded in time, logged, and never outlives us.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use crate::log;
use crate::problem::{During, Result};

/// Runs its arguments in the foreground, in a process group of their own, and ends the group when the pipe on its
/// standard input closes, or when the program itself ends and leaves something behind, as a test that fails may leave a
/// browser. The kernel closes that pipe however xtask ends (Ctrl-C, SIGTERM, SIGKILL), which no signal
/// handler of ours could promise. TERM first, as package managers tidy up on it.
const SUPERVISOR: &str = r#"
trap ended=1 TERM
exec 3<&0
( trap '' TERM; read -r _; kill -TERM 0; sleep 5; kill -KILL 0 ) <&3 &
watch=$!
"$@" </dev/null 3<&-
code=$?
[ -z "${ended:-}" ] || kill -KILL 0
trap '' TERM
kill -TERM 0
kill -KILL "$watch"
exit "$code"
"#;

/// Longer than the supervisor takes between TERM and KILL.
const END_BOUND: Duration = Duration::from_secs(10);

/// How often a running call reports that it lives.
const BEAT: Duration = Duration::from_secs(1);

/// How a call ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ended {
    /// With exit code 0.
    Well,
    /// With another exit code, or by a signal.
    Badly,
    /// Not within its bound; the whole process group was ended.
    TooLate,
}

/// A program to run: arguments, folder, variables, bound.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    program: OsString,
    args: Vec<OsString>,
    folder: Option<PathBuf>,
    set: Vec<(OsString, OsString)>,
    unset: Vec<OsString>,
    bound: Duration,
}

impl Call {
    /// A call that may take `bound`.
    pub(crate) fn new(program: impl Into<OsString>, bound: Duration) -> Self {
        let unset = env::vars_os().map(|(name, _)| name).filter(|name| is_of_cargo_run(name)).collect();
        Self { program: program.into(), args: Vec::new(), folder: None, set: Vec::new(), unset, bound }
    }

    /// Adds arguments.
    pub(crate) fn args<I: IntoIterator<Item: Into<OsString>>>(mut self, args: I) -> Self {
        self.args.extend(args.into_iter().map(Into::into));
        self
    }

    /// Runs in this folder instead of the current one.
    pub(crate) fn within(mut self, folder: impl Into<PathBuf>) -> Self {
        self.folder = Some(folder.into());
        self
    }

    /// Sets a variable.
    pub(crate) fn set(mut self, name: impl Into<OsString>, value: impl Into<OsString>) -> Self {
        self.set.push((name.into(), value.into()));
        self
    }

    /// Removes a variable.
    pub(crate) fn unset(mut self, name: impl Into<OsString>) -> Self {
        self.unset.push(name.into());
        self
    }

    /// The command line as a person would type it, for logs and messages.
    pub(crate) fn shown(&self) -> String {
        let words = std::iter::once(&self.program).chain(&self.args);
        words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
    }

    /// How long it may take.
    pub(crate) fn bound(&self) -> Duration {
        self.bound
    }

    /// Runs with the output appended to `log`; `beat` hears the log's last line about once a second.
    pub(crate) fn run_logged(&self, log: &Path, mut beat: impl FnMut(&str)) -> Result<Ended> {
        let output = self.open(log)?;
        let mut child = self.spawn_supervised(&output).during(self.shown())?;
        let lifeline = child.stdin.take();
        let ended = watch_until_end(child);
        let started = Instant::now();
        loop {
            match ended.recv_timeout(BEAT) {
                Ok(status) => return Ok(judged(status.during(self.shown())?)),
                Err(RecvTimeoutError::Disconnected) => return Ok(Ended::Badly),
                Err(RecvTimeoutError::Timeout) if started.elapsed() < self.bound => {
                    beat(&log::last_line(log));
                }
                Err(RecvTimeoutError::Timeout) => break,
            }
        }
        drop(lifeline);
        let _ = ended.recv_timeout(END_BOUND);
        Ok(Ended::TooLate)
    }

    /// Runs a quick question to its end; its standard output when it exits with 0.
    pub(crate) fn answer(&self) -> Option<String> {
        let mut command = Command::new(&self.program);
        command.args(&self.args).stdin(Stdio::null()).stderr(Stdio::null());
        self.furnish(&mut command);
        let output = command.output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Becomes the program, so that one process is left, and signals and the exit code are its own. Returns on failure.
    pub(crate) fn become_it(&self) -> std::io::Error {
        let mut command = Command::new(&self.program);
        self.furnish(command.args(&self.args));
        command.exec()
    }

    fn open(&self, log: &Path) -> Result<File> {
        let folder = log.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder).during(folder.display())?;
        let mut file = OpenOptions::new().create(true).append(true).open(log).during(log.display())?;
        writeln!(file, "$ {}", self.shown()).during(log.display())?;
        Ok(file)
    }

    fn spawn_supervised(&self, output: &File) -> std::io::Result<Child> {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", SUPERVISOR, "sh"]).arg(&self.program).args(&self.args);
        self.furnish(&mut command);
        command.stdin(Stdio::piped()).stdout(output.try_clone()?).stderr(output.try_clone()?);
        command.process_group(0).spawn()
    }

    fn furnish(&self, command: &mut Command) {
        if let Some(folder) = &self.folder {
            command.current_dir(folder);
        }
        for name in &self.unset {
            command.env_remove(name);
        }
        command.envs(self.set.iter().map(|(name, value)| (name, value)));
    }
}

/// `cargo run` describes xtask's own package in these; build scripts that watch them would run again each time.
fn is_of_cargo_run(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") || name == "CARGO_PRIMARY_PACKAGE"
}

fn watch_until_end(mut child: Child) -> mpsc::Receiver<std::io::Result<ExitStatus>> {
    let (send, receive) = mpsc::channel();
    thread::spawn(move || send.send(child.wait()));
    receive
}

fn judged(status: ExitStatus) -> Ended {
    if status.success() { Ended::Well } else { Ended::Badly }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str, bound: Duration) -> Call {
        Call::new("sh", bound).args(["-c", script])
    }

    fn log_named(name: &str) -> PathBuf {
        let log = env::temp_dir().join(format!("linger-xtask-{}-{name}.log", std::process::id()));
        let _ = fs::remove_file(&log);
        log
    }

    #[test]
    fn the_end_and_the_output_of_a_call_are_reported() {
        let log = log_named("ends");
        let minute = Duration::from_mins(1);
        assert_eq!(shell("echo said; exit 0", minute).run_logged(&log, |_| ()).unwrap(), Ended::Well);
        assert_eq!(shell("exit 3", minute).run_logged(&log, |_| ()).unwrap(), Ended::Badly);
        let text = fs::read_to_string(&log).unwrap();
        assert!(text.contains("\nsaid\n"), "{text}");
        fs::remove_file(log).unwrap();
    }

    /// Runs `sleep 600` in the background of a shell that then does `rest`. Returns when the sleeper is gone, which alone
    /// holds the write end of a fifo.
    fn ended_with_a_sleeper(name: &str, rest: &str, bound: Duration) -> Ended {
        let log = log_named(name);
        let fifo = log.with_extension("fifo");
        assert!(shell(&format!("mkfifo {}", fifo.display()), bound).answer().is_some());
        let (send, closed) = mpsc::channel();
        let read = fifo.clone();
        thread::spawn(move || send.send(fs::read(read)));
        let script = format!("exec 3>{}; sleep 600 & exec 3>&-; {rest}", fifo.display());
        let ended = shell(&script, bound).run_logged(&log, |_| ()).unwrap();
        assert_eq!(closed.recv_timeout(END_BOUND).unwrap().unwrap(), b"");
        fs::remove_file(fifo).unwrap();
        fs::remove_file(log).unwrap();
        ended
    }

    #[test]
    fn a_late_call_is_ended_with_its_children() {
        assert_eq!(ended_with_a_sleeper("late", "sleep 600", Duration::from_millis(1)), Ended::TooLate);
    }

    #[test]
    fn a_call_leaves_nothing_behind_and_keeps_its_exit_code() {
        assert_eq!(ended_with_a_sleeper("well", "exit 0", Duration::from_mins(1)), Ended::Well);
        assert_eq!(ended_with_a_sleeper("badly", "exit 3", Duration::from_mins(1)), Ended::Badly);
    }
}
