//! The collector under measurement: its settings, its start, its end.

use std::fmt::Write;
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use tokio::time::{Instant, sleep};

use super::guest::SITE;
use super::metrics::Metrics;
use super::program::{LOOK, Program, free_address};
use super::service::{KEYS, REGION, STREAM};
use super::usage::Memory;
use super::{Result, problem};

/// Events that were acknowledged and wait for the sink.
pub const PENDING: &str = "linger_events_pending";

/// Longer than the sink takes for anything that is spooled here.
const DRAINED_BOUND: Duration = Duration::from_mins(5);

/// What differs between runs. Everything else has its default, but for the limits on what one address may send, as all
/// guests of a bench share one.
#[derive(Clone, Debug, Default)]
pub struct Tuning {
    endpoint: String,
    lines: Vec<(&'static str, String)>,
}

impl Tuning {
    /// Delivers there.
    #[must_use]
    pub fn to(endpoint: &str) -> Self {
        Self { endpoint: endpoint.to_owned(), lines: Vec::new() }
    }

    /// With a key's value as TOML.
    #[must_use]
    pub fn with(mut self, key: &'static str, value: u64) -> Self {
        self.lines.push((key, value.to_string()));
        self
    }

    fn toml(&self, address: SocketAddr, data: &Path) -> String {
        let mut text = format!(
            "listen = \"{address}\"\ndata = \"{}\"\nsink = \"firehose\"\n\
             edge.address_per_s = 0\nedge.site_per_s = 0\nlog.level = \"warn\"\n\
             firehose.stream = \"{STREAM}\"\nfirehose.region = \"{REGION}\"\nfirehose.endpoint = \"{}\"\n",
            data.display(),
            self.endpoint
        );
        for (key, value) in &self.lines {
            writeln!(text, "{key} = {value}").expect("texts take all that is written");
        }
        text + &format!("[[site]]\nkey = \"{SITE}\"\norigins = [\"*\"]\n")
    }
}

/// A running collector.
#[derive(Debug)]
pub struct Subject {
    program: Program,
    /// Where it listens.
    pub address: SocketAddr,
    /// Where its data, settings and log lie.
    pub folder: PathBuf,
}

impl Subject {
    /// Starts it on the data of a folder, and waits until it answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn start(binary: &Path, folder: &Path, tuning: &Tuning) -> Result<Self> {
        let address = free_address()?;
        let settings = folder.join("linger.toml");
        fs::write(&settings, tuning.toml(address, &folder.join("data")))?;
        let mut command = Command::new(binary);
        command.arg("--config").arg(&settings).envs(KEYS);
        let mut program = Program::start(&mut command, &folder.join("collector.log"))?;
        program.answering(address, "/livez").await?;
        Ok(Self { program, address, folder: folder.to_owned() })
    }

    /// CPU time used so far.
    #[must_use]
    pub fn cpu(&self) -> Duration {
        self.program.cpu()
    }

    /// Resident memory.
    #[must_use]
    pub fn memory(&self) -> Memory {
        self.program.memory()
    }

    /// What it tells of itself.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn metrics(&self) -> Result<Metrics> {
        Metrics::of(self.address).await
    }

    /// Waits until nothing waits for the sink.
    ///
    /// # Errors
    /// When something still does after five minutes.
    pub async fn drained(&self) -> Result<()> {
        let deadline = Instant::now() + DRAINED_BOUND;
        loop {
            let metrics = self.metrics().await?;
            if !metrics.has(PENDING) {
                return Err(problem(format!("the collector has no metric {PENDING}")));
            }
            let pending = metrics.sum(PENDING);
            if pending == 0.0 {
                return Ok(());
            }
            if Instant::now() > deadline {
                return Err(problem(format!("{pending} events still wait after {DRAINED_BOUND:?}")));
            }
            sleep(LOOK * 10).await;
        }
    }

    /// Kills it as `kill -9` does.
    ///
    /// # Errors
    /// When it cannot be waited for.
    pub fn kill(&mut self) -> Result<()> {
        self.program.kill()?;
        Ok(())
    }

    /// Asks it to stop, and waits until it has.
    ///
    /// # Errors
    /// When it does not, or says that it ended badly.
    pub async fn stop(mut self) -> Result<()> {
        let status = self.program.stop().await?;
        if status.success() { Ok(()) } else { Err(problem(format!("the collector ended with {status}"))) }
    }
}
