//! A screen that nobody sees, for a browser that needs one.

use std::env;
use std::process::Command;

use crate::child::Running;

/// A running Xvfb; dropping it stops it.
#[derive(Debug)]
pub struct Display {
    _process: Running,
    /// What `DISPLAY` has to be for those who draw on it, such as `:0`.
    pub name: String,
}

impl Display {
    /// Starts the program that `XVFB` names, or the one on the path; it chooses a free number.
    ///
    /// # Panics
    /// When it does not start.
    #[must_use]
    pub fn start() -> Self {
        let mut command = Command::new(env::var_os("XVFB").unwrap_or_else(|| "Xvfb".into()));
        // Its standard output is descriptor 1, and there it writes the number once it is ready.
        command.args(["-displayfd", "1", "-screen", "0", "1024x1024x24", "-nolisten", "tcp"]);
        let process = Running::start(&mut command);
        let number = process.line("Xvfb's number", |line| line.trim().parse::<u32>().ok());
        Self { _process: process, name: format!(":{number}") }
    }
}
