//! What `cargo xtask bench insights` becomes: fills a lake with ten million exposures, asks it, and has DuckDB asked the
//! same over the same files.

mod ask;
mod lake;
mod report;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use linger_bench::collector::Result;

#[derive(Debug, Parser)]
struct Options {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// All of it.
    Bench(Bench),
    /// Asks a lake every view, and prints the times as JSON. A process of its own, so that its memory is its own.
    Ask {
        /// The lake's folder.
        lake: PathBuf,
    },
}

#[derive(Debug, Args)]
struct Bench {
    /// How many exposures the lake is filled with, about.
    #[arg(long, default_value_t = 10_000_000)]
    exposures: u64,
    /// Writes nothing down.
    #[arg(long)]
    quick: bool,
    /// A Python that has duckdb and sqlglot.
    #[arg(long)]
    python: PathBuf,
    /// The project's folder.
    #[arg(long)]
    project: PathBuf,
    /// A folder on a disk, for the lake.
    #[arg(long)]
    work: PathBuf,
}

fn main() -> Result<ExitCode> {
    match Options::parse().what {
        What::Bench(options) => report::bench(&options),
        What::Ask { lake } => ask::print(&lake),
    }
}
