//! `linger` as a child process, in a folder of its own.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// Longest wait for anything: well above what a debug build on a busy machine takes.
const WAIT_MAX: Duration = Duration::from_mins(1);

/// A batch of five events: two sections, two items, one activity.
pub(crate) const BATCH: &str = include_str!("../../../wire/testdata/v1/visit.json");

/// A folder with pages and an SDK.
pub(crate) struct Place(tempfile::TempDir);

impl Place {
    pub(crate) fn new() -> Self {
        let place = Self(tempfile::tempdir().expect("a temporary folder can be made"));
        for (file, text) in [
            ("www/dist/index.html", "<title>menu</title>"),
            ("www/dist/dashboard/index.html", "<title>dashboard</title>"),
            ("www/dist/qr/index.html", "<title>codes</title>"),
            ("sdk/npm/dist/linger.js", "// sdk"),
            ("sdk/npm/dist/linger_bg.wasm", "\0asm"),
        ] {
            place.write(file, text);
        }
        place
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("it lies in the folder")).expect("folders can be made");
        fs::write(path, text).expect("the file can be written");
    }

    /// Runs to the end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        linger(self.0.path(), arguments).output().expect("the binary runs")
    }

    /// The same with variables of the environment.
    pub(crate) fn run_with(&self, variables: &[(&str, &str)], arguments: &[&str]) -> Output {
        linger(self.0.path(), arguments).envs(variables.iter().copied()).output().expect("the binary runs")
    }

    /// Serves on a free port until it is stopped.
    pub(crate) fn serve(&self, arguments: &[&str]) -> Serving {
        let listen = if arguments.contains(&"--listen") { &[][..] } else { &["--listen", "127.0.0.1:0"][..] };
        Serving::start(linger(self.0.path(), &[&["serve"], listen, arguments].concat()))
    }
}

fn linger(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_linger"));
    command.current_dir(folder).args(arguments);
    command
}

/// A serving process; killed if a test ends without stopping it.
pub(crate) struct Serving {
    child: Option<Child>,
    /// What it printed until it was ready.
    pub(crate) addresses: Vec<String>,
}

impl Serving {
    fn start(mut command: Command) -> Self {
        let mut child =
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary runs");
        let stdout = child.stdout.take().expect("it is piped");
        let mut serving = Self { child: Some(child), addresses: Vec::new() };
        let lines = within(move || BufReader::new(stdout).lines().take(4).map_while(Result::ok).collect());
        serving.addresses = lines;
        serving
    }

    /// `127.0.0.1:12345`.
    pub(crate) fn host(&self) -> &str {
        let menu = self.addresses.first().expect("it is ready");
        menu.split('/').nth(2).expect("the first address is http://host/…")
    }

    pub(crate) fn get(&self, path: &str) -> String {
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
    }

    pub(crate) fn post(&self, path: &str, body: &str) -> String {
        let length = body.len();
        let head =
            format!("POST {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {length}\r\n");
        self.send(&format!("{head}Content-Type: text/plain\r\n\r\n{body}"))
    }

    /// A connection, for tests that do not want the whole answer.
    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.host()).expect("the port is open");
        stream.set_read_timeout(Some(WAIT_MAX)).expect("the time is not zero");
        stream
    }

    pub(crate) fn send(&self, request: &str) -> String {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).expect("the request is taken");
        let mut response = String::new();
        stream.read_to_string(&mut response).expect("the answer is text");
        response
    }

    /// Asks the process to end, and waits for it. Its exit and what it said on standard error.
    pub(crate) fn stop(mut self, signal: &str) -> (ExitStatus, String) {
        let child = self.child.take().expect("it is stopped once");
        let sent = Command::new("kill").args([signal, &child.id().to_string()]).status();
        assert!(sent.expect("kill runs").success());
        let output = within(move || child.wait_with_output().expect("it was started"));
        (output.status, String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            child.kill().expect("it was started");
            child.wait().expect("it was started");
        }
    }
}

/// What the closure says, if it says it in time.
pub(crate) fn within<T: Send + 'static>(wait: impl FnOnce() -> T + Send + 'static) -> T {
    let (tell, told) = mpsc::channel();
    thread::spawn(move || tell.send(wait()));
    told.recv_timeout(WAIT_MAX).expect("it happens within a minute")
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("linger prints UTF-8")
}
