//! `cargo xtask bench`: what linger costs and withstands, measured; the results are in docs/benchmarks.md.

mod collector;
mod day;
mod insights;
mod sdk;

use clap::{Args, Subcommand};

use crate::problem::Result;
use crate::project::Project;

/// What to measure.
#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// The SDK beside what users could pick instead, in one browser and run; a quarter of an hour.
    Sdk(sdk::Options),
    /// The collector under load, faults and kill -9, beside nginx and Express; half an hour.
    Collector(collector::Options),
    /// Every answer over ten million exposures, beside DuckDB over the same files; ten minutes once it is built.
    Insights(insights::Options),
    /// A hundred phones whose collector cannot be reached for a day, on a virtual clock; seconds.
    Day,
}

/// Measures, and writes down what came out.
pub(crate) fn run(project: &Project, options: &Options) -> Result<()> {
    match &options.what {
        What::Sdk(options) => sdk::run(project, options),
        What::Collector(options) => collector::run(project, options),
        What::Insights(options) => insights::run(project, options),
        What::Day => day::run(project),
    }
}
