//! The program through which a browser is driven: ChromeDriver, geckodriver or `WebKitWebDriver`.

use std::env;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::Command;
use std::time::Duration;

use crate::child::Running;
use crate::display::Display;
use crate::engine::Engine;
use crate::until::until;

/// How long `WebKitWebDriver` may take to listen.
const LISTEN_BOUND: Duration = Duration::from_mins(1);

/// A running driver; dropping it stops it and its browsers.
#[derive(Debug)]
pub struct Driver {
    // In this order: the driver goes before the screen on which its browsers are.
    process: Running,
    _display: Option<Display>,
    /// The engine it drives.
    pub engine: Engine,
    /// Where it listens.
    pub address: String,
}

impl Driver {
    /// Starts the engine's driver on a free port: the program that `CHROMEDRIVER`, `GECKODRIVER` or `WEBKITDRIVER` names,
    /// or the one on the path.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn start(engine: Engine) -> Self {
        let (process, display, port) = match engine {
            Engine::Chromium => {
                let process = Running::start(program("CHROMEDRIVER", "chromedriver").arg("--port=0"));
                let port =
                    process.line("ChromeDriver's port", |line| port_after("successfully on port ", line));
                (process, None, port)
            }
            Engine::Firefox => {
                let process = Running::start(program("GECKODRIVER", "geckodriver").arg("--port=0"));
                let port =
                    process.line("geckodriver's port", |line| port_after("Listening on 127.0.0.1:", line));
                (process, None, port)
            }
            Engine::WebKit => webkit().await,
        };
        Self { process, _display: display, engine, address: format!("http://127.0.0.1:{port}") }
    }

    /// Ends the browsers as a phone's system ends one in the background: at once, and unasked.
    pub fn kill_browsers(&self) {
        self.process.kill_descendants();
    }
}

fn program(variable: &str, usual: &str) -> Command {
    Command::new(env::var_os(variable).unwrap_or_else(|| usual.into()))
}

fn port_after(words: &str, line: &str) -> Option<u16> {
    let port = line.split_once(words)?.1;
    port.trim_end_matches('.').parse().ok()
}

/// Its browser has no mode without a window, so it gets a screen of its own. It does not tell which port it chose,
/// so one is chosen for it.
async fn webkit() -> (Running, Option<Display>, u16) {
    let display = Display::start();
    let port = free_port();
    let mut command = program("WEBKITDRIVER", "WebKitWebDriver");
    let process = Running::start(command.arg(format!("--port={port}")).env("DISPLAY", &display.name));
    until("WebKitWebDriver to listen", LISTEN_BOUND, || async {
        TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok()
    })
    .await;
    (process, Some(display), port)
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("there is a free port");
    listener.local_addr().expect("a listener has an address").port()
}
