//! `linger spool`: what waits on the disk.

mod human;

use std::io::{self, Write};

use clap::Subcommand;
use linger_collector::spool::inspect;
use linger_collector::{Clock, SystemClock};

use crate::failure::{Failure, unless_pipe_closed};
use crate::keys::PlaceSettings;

/// The spool: batches that were acknowledged and are not delivered yet.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Shows its files, what waits in them since when, and what is damaged. Changes nothing, and may be run beside the
    /// collector.
    Inspect(PlaceSettings),
}

/// Prints what lies in the spool.
pub(crate) fn run(arguments: Arguments) -> Result<(), Failure> {
    let Command::Inspect(settings) = arguments.command;
    let folder = settings.sound("spool inspect")?.spool.folder;
    let shown = folder.display();
    if !folder.exists() {
        eprintln!("there is no spool at {shown}; --data or --config say where it is");
        return Ok(());
    }
    let inspection = inspect(&folder)
        .map_err(|error| Failure::Broken(format!("the spool at {shown} cannot be read ({error})")))?;
    let text = human::text(&inspection, SystemClock.now_ms());
    unless_pipe_closed(writeln!(io::stdout(), "{shown}\n\n{text}"))
}
