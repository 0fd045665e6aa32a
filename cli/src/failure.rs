//! Why a command did not do what it was told, and how that is said: one message, and an exit code.

use std::io;
use std::process::ExitCode;

/// Exit code of a command that was not even begun, as it was told something wrong: what shells and clap use for
/// wrong usage.
const WRONG_USAGE: u8 = 2;

/// Why a command did not do what it was told.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Nothing was begun: these are all the things that are wrong, each with what to do.
    NotBegun { what: &'static str, problems: Vec<String> },
    /// The settings are wrong, in all these ways; nothing was to be begun.
    Unsound(Vec<String>),
    /// It was begun and went wrong.
    Broken(String),
}

impl Failure {
    /// Says it on standard error.
    pub(crate) fn tell(self) -> ExitCode {
        match self {
            Self::NotBegun { what, problems } => told(&format!("linger {what}: not started, as"), &problems),
            Self::Unsound(problems) => told("linger check: the settings are wrong:", &problems),
            Self::Broken(reason) => {
                eprintln!("linger: {reason}");
                ExitCode::FAILURE
            }
        }
    }
}

fn told(head: &str, problems: &[String]) -> ExitCode {
    eprintln!("{head}");
    for problem in problems {
        eprintln!("  - {}", problem.trim_end().replace('\n', "\n    "));
    }
    ExitCode::from(WRONG_USAGE)
}

/// Writing to a pipe whose reader has seen enough (`linger report | head`) is no failure.
pub(crate) fn unless_pipe_closed(written: io::Result<()>) -> Result<(), Failure> {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::Broken(format!("standard output cannot be written: {error}")))
        }
        _ => Ok(()),
    }
}
