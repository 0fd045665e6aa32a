//! wrk: as many requests as a server answers.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;
use std::{fs, str};

use super::body::Template;
use super::{Result, problem};

/// Connections of the table's load.
pub const CONNECTIONS: usize = 256;

/// wrk's threads: one leaves its core half idle, as a server on two takes both.
const THREADS: usize = 2;

/// Longer than a server that answers two hundred a second takes for all connections.
const ANSWER_BOUND: &str = "20s";

/// What wrk saw.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    /// Requests that were answered with 2xx.
    pub requests: u64,
    /// For how long.
    pub time: Duration,
}

impl Seen {
    /// Requests a second.
    #[must_use]
    pub fn per_second(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "counts of a bench are far below 2^52")]
        let requests = self.requests as f64;
        requests / self.time.as_secs_f64()
    }
}

/// A load: what wrk reads.
#[derive(Debug)]
pub struct Load {
    script: PathBuf,
    before: PathBuf,
    after: PathBuf,
    /// So that no visit of one run is one of another.
    runs: u32,
}

impl Load {
    /// Writes down for wrk what is to be sent.
    ///
    /// # Errors
    /// When the folder cannot be written to.
    pub fn try_new(folder: &Path, script: &Path) -> Result<Self> {
        let template = Template::default();
        let [before, after] = ["before", "after"].map(|name| folder.join(name));
        fs::write(&before, &template.before)?;
        fs::write(&after, &template.after)?;
        Ok(Self { script: script.to_owned(), before, after, runs: 0 })
    }

    /// Sends for so long.
    ///
    /// # Errors
    /// When wrk fails, or any request did.
    pub async fn run(&mut self, address: SocketAddr, time: Duration) -> Result<Seen> {
        self.runs += 1;
        let run = self.runs;
        let mut wrk = std::process::Command::new("wrk");
        wrk.args(["--threads", &THREADS.to_string(), "--connections", &CONNECTIONS.to_string()]);
        wrk.args(["--duration", &format!("{}s", time.as_secs()), "--timeout", ANSWER_BOUND, "--script"]);
        wrk.arg(&self.script).arg(format!("http://{address}/v1/batches")).arg("--");
        wrk.arg(&self.before).arg(&self.after).arg(run.to_string()).stdin(Stdio::null());
        let output = tokio::task::spawn_blocking(move || wrk.output()).await??;
        let text = String::from_utf8_lossy(&output.stdout);
        read(&text)
            .ok_or_else(|| problem(format!("wrk said: {text}{}", String::from_utf8_lossy(&output.stderr))))
    }
}

/// The script's last line: `linger REQUESTS MICROSECONDS ERRORS`.
fn read(text: &str) -> Option<Seen> {
    let line = text.lines().find_map(|line| line.strip_prefix("linger "))?;
    let numbers: Vec<u64> = line.split_whitespace().map_while(|word| word.parse().ok()).collect();
    match numbers[..] {
        [requests, micros, 0] if requests > 0 => Some(Seen { requests, time: Duration::from_micros(micros) }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_with_an_error_counts_for_nothing() {
        let seen = read("Running\nlinger 1500 500000 0\n").expect("it went well");
        assert!((seen.per_second() - 3000.0).abs() < 1e-9);
        assert!(read("linger 1500 500000 3\n").is_none());
        assert!(read("unable to connect\n").is_none());
    }
}
