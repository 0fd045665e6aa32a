//! The collector as a small server of its own: no dashboard, no SQL. What it takes from pages it keeps on disk, and
//! delivers to the sink of its settings.

use std::process::ExitCode;
use std::sync::Arc;

use linger_collector::pipeline::{Farewell, Pipeline, Running};
use linger_collector::server::{self, Signals};
use linger_collector::settings::{self, Asked, Flags, Settings, Sources};
use linger_collector::{Sites, SystemClock};
use tokio::net::TcpListener;

/// Exit code of a program that was told something wrong: what shells use for wrong usage.
const WRONG_USAGE: u8 = 2;

const ABOUT: &str =
    "Takes batches from menu pages, keeps them on disk, and delivers them to the sink of its settings.";

fn main() -> ExitCode {
    let flags = Flags::parse(std::env::args().skip(1));
    match flags.asked {
        Asked::Help => println!("{}", settings::usage("linger-collector", ABOUT)),
        Asked::Version => println!("linger-collector {}", env!("CARGO_PKG_VERSION")),
        Asked::Run => return run(flags),
    }
    ExitCode::SUCCESS
}

fn run(flags: Flags) -> ExitCode {
    let settings = match settings::read(&Sources::gather(flags)).sound() {
        Ok(settings) => settings,
        Err(problems) => return refused(problems.iter().map(ToString::to_string).collect()),
    };
    server::log(&settings.log);
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return refused(vec![format!("no threads to run on: {error}")]),
    };
    match runtime.block_on(serve(&settings)) {
        Ok(farewell) => {
            eprint!("{farewell}");
            ExitCode::SUCCESS
        }
        Err(problems) => refused(problems),
    }
}

async fn serve(settings: &Settings) -> Result<Farewell, Vec<String>> {
    let told = |error: std::io::Error| vec![format!("cannot listen on {} ({error})", settings.listen)];
    let sites = Sites::try_new(settings.sites.clone());
    let sites = sites.map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>())?;
    let listener = TcpListener::bind(settings.listen).await.map_err(told)?;
    let signals = Signals::try_listen().map_err(|error| vec![format!("no signals: {error}")])?;
    let pipeline = Pipeline::try_start(settings, Arc::new(SystemClock)).await?;
    let running = Running::try_start(settings, pipeline)?;
    let app = linger_collector::app(running.deps(settings, sites));
    // Standard output is for the address only.
    println!("listening on {}", listener.local_addr().map_err(told)?);
    running.run(listener, app, signals).await.map_err(|problem| vec![problem])
}

fn refused(problems: Vec<String>) -> ExitCode {
    eprintln!("linger-collector: not started, as");
    for problem in problems {
        eprintln!("  - {}", problem.trim_end().replace('\n', "\n    "));
    }
    ExitCode::from(WRONG_USAGE)
}
