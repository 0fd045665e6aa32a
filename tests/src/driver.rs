//! ChromeDriver, the program through which a browser is driven.

use std::process::Command;

use crate::child::Running;

/// A running driver; dropping it stops it and its browsers.
#[derive(Debug)]
pub struct Driver {
    _process: Running,
    /// Where it listens.
    pub address: String,
}

impl Driver {
    /// Starts `CHROMEDRIVER`, or `chromedriver` of the path, on a free port.
    ///
    /// # Panics
    /// When it does not start.
    #[must_use]
    pub fn start() -> Self {
        let program = std::env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".to_owned());
        let process = Running::start(Command::new(program).arg("--port=0"));
        let port = process.line("ChromeDriver's port", |line| {
            let port = line.split_once("successfully on port ")?.1;
            port.trim_end_matches('.').parse::<u16>().ok()
        });
        Self { _process: process, address: format!("http://127.0.0.1:{port}") }
    }
}
