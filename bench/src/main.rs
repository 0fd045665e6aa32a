//! What `cargo xtask bench` becomes: a day without a collector as CSV and as a plot, or the collector's table.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, path};

use clap::{Args, Parser, Subcommand};
use linger_bench::collector::Result;
use linger_bench::collector::report::{Part, Results, Verdict};
use linger_bench::collector::rows::{Bench, Row};
use linger_bench::{Day, draw};

#[derive(Debug, Parser)]
struct Options {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// A dining room of phones whose collector cannot be reached for a day.
    Day {
        /// Where the figures a minute go.
        csv: PathBuf,
        /// Where the plot goes.
        svg: PathBuf,
    },
    /// The collector beside what users could pick instead.
    Collector(Collector),
}

#[derive(Debug, Args)]
struct Collector {
    /// Measures only this row, and writes it down anew; may be repeated.
    #[arg(long, value_name = "ID")]
    row: Vec<Row>,
    /// Shorter, and writes nothing down.
    #[arg(long)]
    quick: bool,
    /// The server.
    #[arg(long)]
    server: PathBuf,
    /// The function.
    #[arg(long)]
    function: PathBuf,
    /// The project's folder.
    #[arg(long)]
    project: PathBuf,
    /// A folder on a disk, for spools and logs.
    #[arg(long)]
    work: PathBuf,
}

fn main() -> Result<ExitCode> {
    match Options::parse().what {
        What::Day { csv, svg } => day(&csv, &svg),
        What::Collector(options) => collector(&options),
    }
}

fn day(csv: &Path, svg: &Path) -> Result<ExitCode> {
    let day = Day::pass();
    fs::write(csv, day.csv())?;
    draw(&day, svg).map_err(|error| error.to_string())?;
    println!("{}", day.summary());
    Ok(ExitCode::SUCCESS)
}

#[tokio::main]
async fn collector(options: &Collector) -> Result<ExitCode> {
    let bench = options.bench()?;
    let file = bench.scripts.join("results.json");
    let mut results = Results::read(&file);
    let mut verdicts = Vec::new();
    for row in Row::ALL.into_iter().filter(|row| options.row.is_empty() || options.row.contains(row)) {
        match row.measure(&bench).await {
            Ok(lines) => {
                for line in &lines {
                    println!("{}", line.text());
                }
                verdicts.extend(lines.iter().map(|line| line.verdict));
                results.take(row.id(), lines);
            }
            Err(error) => {
                println!("FAIL  {}: not measured: {error}", row.id());
                verdicts.push(Verdict::Short);
            }
        }
    }
    if !options.quick {
        let document = options.project.join("docs/benchmarks.md");
        let part = Part { name: "collector", title: "the collector" };
        results.write(&file, &document, part, &Row::ALL.map(Row::id))?;
    }
    Ok(if verdicts.contains(&Verdict::Short) { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

impl Collector {
    fn bench(&self) -> Result<Bench> {
        fs::create_dir_all(&self.work)?;
        Ok(Bench {
            collector: self.server.clone(),
            lambda: self.function.clone(),
            scripts: self.project.join("bench/collector"),
            folder: path::absolute(&self.work)?,
            quick: self.quick,
        })
    }
}
