//! The real server: the binary `linger serve`, on a free port, with a lake of its own.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};

use linger_tests_browsers::child::Running;
use tempfile::TempDir;

/// A running server; dropping it kills it and removes its lake.
#[derive(Debug)]
pub struct Server {
    process: Running,
    data: TempDir,
    /// Where it listens, such as `http://127.0.0.1:40001`.
    pub address: String,
}

impl Server {
    /// Starts it with the demo menu and the built SDK.
    ///
    /// # Panics
    /// When the binary was not built, or does not start.
    #[must_use]
    pub fn start() -> Self {
        Self::start_with(&root().join("www/dist"))
    }

    /// Starts it with these pages and the built SDK.
    ///
    /// # Panics
    /// When the binary was not built, or does not start.
    #[must_use]
    pub fn start_with(pages: &Path) -> Self {
        let data = tempfile::tempdir().expect("a temporary folder can be made");
        let mut command = Command::new(binary());
        command.args(["serve", "--listen", "127.0.0.1:0"]);
        command.arg("--data").arg(data.path());
        command.arg("--www").arg(pages);
        command.arg("--sdk").arg(root().join("sdk/npm/dist"));
        let process = Running::start(&mut command);
        let address = process.line("the server's address", |line| {
            let from = line.find("http://")?;
            line[from..].split("/?").next().map(|address| address.trim_end_matches('/').to_owned())
        });
        Self { process, data, address }
    }

    /// What another command says of the same data on its standard output.
    ///
    /// # Panics
    /// When it cannot be run.
    #[must_use]
    pub fn run(&self, arguments: &[&str]) -> String {
        let output = Command::new(binary()).args(arguments).arg("--data").arg(self.data.path()).output();
        String::from_utf8_lossy(&output.expect("the binary runs").stdout).into_owned()
    }

    /// Stops it as Ctrl-C does.
    pub fn interrupt(&mut self) -> ExitStatus {
        self.process.interrupt()
    }

    /// The folder of its lake.
    #[must_use]
    pub fn lake(&self) -> PathBuf {
        self.data.path().join("lake")
    }
}

/// The project's folder.
///
/// # Panics
/// Never: the package lies in the project.
#[must_use]
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the package lies in the project")
}

/// The binary, beside the tests' own: both are in the target folder of one build.
fn binary() -> PathBuf {
    let tests = std::env::current_exe().expect("a running program knows where it is");
    let folder = tests.ancestors().nth(2).expect("tests run from target/<profile>/deps");
    let binary = folder.join("linger");
    assert!(binary.is_file(), "{} is not built; run `cargo build -p linger`", binary.display());
    binary
}
