//! `linger check`: whether the settings are right, and with `--live` whether what they name is there.

mod folder;
mod listing;
mod services;
mod trial;

use std::io::{self, Write};

use linger_collector::settings::Settings;
use tokio::runtime::Runtime;

use crate::failure::{Failure, unless_pipe_closed};
use crate::keys::AllSettings;
use trial::Trial;

/// Says whether the settings are right, what they are and where each was given. Exit code 2 where they are wrong.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    settings: AllSettings,
    /// Also tries what they name: folders, credentials, the stream, the place of dead letters. Delivers nothing. Exit
    /// code 1 where something fails.
    #[arg(long)]
    live: bool,
}

/// Prints the settings, and tries them where that is asked for.
pub(crate) fn run(arguments: Arguments) -> Result<(), Failure> {
    let reading = arguments.settings.read();
    unless_pipe_closed(writeln!(io::stdout(), "{}", listing::table(&reading.effective)))?;
    let problems: Vec<String> = reading.problems.iter().map(ToString::to_string).collect();
    if !problems.is_empty() {
        return Err(Failure::Unsound(problems));
    }
    if arguments.live { try_all(&reading.settings) } else { Ok(()) }
}

fn try_all(settings: &Settings) -> Result<(), Failure> {
    let runtime =
        Runtime::new().map_err(|error| Failure::Broken(format!("no threads to run on: {error}")))?;
    let mut trials = folder::trials(settings);
    trials.extend(services::trials(settings));
    let count = trials.len();
    let failed = runtime.block_on(in_turn(trials));
    // A name that is still looked up, and nobody waits for, is not waited for either.
    runtime.shutdown_background();
    match failed? {
        0 => Ok(()),
        failed => Err(Failure::Broken(format!("{failed} of {count} trials failed"))),
    }
}

/// Begins all at once and prints each in its turn. How many failed.
async fn in_turn(trials: Vec<Trial>) -> Result<usize, Failure> {
    let under_way: Vec<_> = trials.into_iter().map(Trial::begin).collect();
    unless_pipe_closed(writeln!(io::stdout()))?;
    let mut failed = 0;
    for trial in under_way {
        let outcome = trial.end().await;
        failed += usize::from(!outcome.is_well());
        unless_pipe_closed(writeln!(io::stdout(), "{outcome}"))?;
    }
    Ok(failed)
}
