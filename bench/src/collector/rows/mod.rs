//! The rows of the table, each a run of its own.

mod backlog;
mod cold;
mod cost;
pub mod faults;
pub mod kill;
mod load;
mod quiet;

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::Result;
use super::report::Line;

/// What is measured together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Row {
    /// Requests a second, CPU, latency, memory and what is billed under load, beside nginx and Express.
    Load,
    /// Memory with a million events spooled and the sink down.
    Backlog,
    /// What is billed when hardly anybody comes.
    Quiet,
    /// What a million sessions cost.
    Cost,
    /// The Lambda binary from its start to its first answer.
    Cold,
    /// Every fault of the service.
    Faults,
    /// `kill -9` under load.
    Kill,
}

impl Row {
    /// All of them, in the table's order.
    pub const ALL: [Self; 7] =
        [Self::Load, Self::Backlog, Self::Quiet, Self::Cost, Self::Cold, Self::Faults, Self::Kill];

    /// Its name on the command line and in the results.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Load => "load",
            Self::Backlog => "backlog",
            Self::Quiet => "quiet",
            Self::Cost => "cost",
            Self::Cold => "cold",
            Self::Faults => "faults",
            Self::Kill => "kill",
        }
    }

    /// Measures it.
    ///
    /// # Errors
    /// When it cannot be measured.
    pub async fn measure(self, bench: &Bench) -> Result<Vec<Line>> {
        match self {
            Self::Load => load::measure(bench).await,
            Self::Backlog => backlog::measure(bench).await,
            Self::Quiet => quiet::measure(bench).await,
            Self::Cost => cost::measure(bench).await,
            Self::Cold => cold::measure(bench).await,
            Self::Faults => faults::measure(bench).await,
            Self::Kill => kill::measure(bench).await,
        }
    }
}

/// What rows are measured with.
#[derive(Clone, Debug)]
pub struct Bench {
    /// The server.
    pub collector: PathBuf,
    /// The function.
    pub lambda: PathBuf,
    /// `bench/collector`.
    pub scripts: PathBuf,
    /// A folder on a disk, for spools and logs.
    pub folder: PathBuf,
    /// Shorter, and less exact.
    pub quick: bool,
}

impl Bench {
    /// A fresh folder for a row.
    fn folder(&self, row: Row) -> Result<PathBuf> {
        fresh(&self.folder.join(row.id()))
    }
}

/// Empties a folder, or makes it.
///
/// # Errors
/// When it cannot.
pub fn fresh(folder: &Path) -> Result<PathBuf> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
        _ => std::fs::create_dir_all(folder)?,
    }
    Ok(folder.to_owned())
}

#[expect(clippy::cast_precision_loss, reason = "figures of a bench are far below 2^52")]
pub(crate) fn float(count: u64) -> f64 {
    count as f64
}
