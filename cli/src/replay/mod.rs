//! `linger replay`: dead letters, sent again.

mod count;
mod human;
mod progress;
mod send;

use std::io::{self, Write};

use clap::builder::PossibleValuesParser;
use linger_collector::dead_letter::{Filter, Reason, Replayed};
use linger_insights::Filter as Question;
use tokio::runtime::Runtime;

use crate::failure::{Failure, unless_pipe_closed};
use crate::keys::PlaceSettings;

/// Sends dead letters again, through the sink of the settings, and removes those that it takes. What was delivered
/// before is told apart by its identity.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    settings: PlaceSettings,
    /// Those that became dead letters from then on: 2026-11-22, 2026-11-22T12:30:00Z, or milliseconds since 1970.
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    from: Option<String>,
    /// Those that became dead letters before then; a date includes its day.
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    to: Option<String>,
    /// Those of this reason only; may be given more than once.
    #[arg(long, value_name = "REASON", value_parser = PossibleValuesParser::new(Reason::ALL.map(Reason::as_str)))]
    reason: Vec<String>,
    /// Those of this site only.
    #[arg(long, value_name = "KEY")]
    site: Option<String>,
    /// Counts them, and sends nothing.
    #[arg(long)]
    dry_run: bool,
}

/// Counts the dead letters, and sends them unless only that was asked for.
pub(crate) fn run(arguments: Arguments) -> Result<(), Failure> {
    let filter = filter(&arguments)?;
    let settings = arguments.settings.sound("replay")?;
    let runtime =
        Runtime::new().map_err(|error| Failure::Broken(format!("no threads to run on: {error}")))?;
    let counted = runtime.block_on(count::count(&settings, &filter)).map_err(Failure::Broken)?;
    unless_pipe_closed(writeln!(io::stdout(), "{}", human::table(&counted)))?;
    let letters = counted.sendable();
    if arguments.dry_run || letters == 0 {
        return Ok(());
    }
    let replayed = runtime.block_on(send::send(&settings, &filter, letters)).map_err(Failure::Broken)?;
    unless_pipe_closed(writeln!(io::stdout(), "{}", human::sent(&replayed)))?;
    all_taken(&replayed)
}

fn filter(arguments: &Arguments) -> Result<Filter, Failure> {
    let given = [("site", &arguments.site), ("from", &arguments.from), ("to", &arguments.to)];
    let given = given.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?)));
    let Question { from_ms, to_ms, site, .. } =
        Question::from_pairs(given).map_err(|problems| Failure::NotBegun {
            what: "replay",
            problems: problems.iter().map(|problem| format!("--{problem}")).collect(),
        })?;
    let reasons = arguments.reason.iter().filter_map(|name| Reason::of(name)).collect();
    Ok(Filter { reasons, from_ms, to_ms, site })
}

/// Those that were not taken are where they were.
fn all_taken(replayed: &Replayed) -> Result<(), Failure> {
    match replayed.kept {
        0 => Ok(()),
        kept => {
            Err(Failure::Broken(format!("the sink did not take {kept} dead letters again; they are kept")))
        }
    }
}
