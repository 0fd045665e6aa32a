//! `linger replay`: dead letters, sent again.

mod human;
mod progress;

use std::io::{self, Write};

use linger_collector::settings::Settings;
use linger_insights::Filter;
use tokio::runtime::Runtime;

use crate::failure::{Failure, unless_pipe_closed};
use crate::keys::PlaceSettings;
use crate::library::{Choice, Found, Replayed, find, replay};
use progress::Bar;

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
    /// Those of this reason only.
    #[arg(long, value_name = "REASON", value_parser = REASONS)]
    reason: Option<String>,
    /// Those of this site only.
    #[arg(long, value_name = "KEY")]
    site: Option<String>,
    /// Counts them, and sends nothing.
    #[arg(long)]
    dry_run: bool,
}

/// The reasons that dead letters name.
const REASONS: [&str; 5] = ["too_large", "refused", "exhausted", "expired", "damaged"];

/// Counts the dead letters, and sends them unless only that was asked for.
pub(crate) fn run(arguments: Arguments) -> Result<(), Failure> {
    let choice = choice(&arguments)?;
    let settings = arguments.settings.sound("replay")?;
    let runtime =
        Runtime::new().map_err(|error| Failure::Broken(format!("no threads to run on: {error}")))?;
    let found = runtime.block_on(find(&settings, &choice)).map_err(Failure::Broken)?;
    unless_pipe_closed(writeln!(io::stdout(), "{}", human::table(&found)))?;
    let letters: u64 = found.iter().map(Found::sendable).sum();
    if arguments.dry_run || letters == 0 {
        return Ok(());
    }
    let replayed = runtime.block_on(send(&settings, &choice, letters))?;
    unless_pipe_closed(writeln!(io::stdout(), "{}", human::sent(&replayed)))?;
    kept(&replayed)
}

fn choice(arguments: &Arguments) -> Result<Choice, Failure> {
    let given = [("site", &arguments.site), ("from", &arguments.from), ("to", &arguments.to)];
    let given = given.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?)));
    let filter = Filter::from_pairs(given).map_err(|problems| Failure::NotBegun {
        what: "replay",
        problems: problems.iter().map(|problem| format!("--{problem}")).collect(),
    })?;
    let Filter { from_ms, to_ms, site, .. } = filter;
    Ok(Choice { from_ms, to_ms, site, reason: arguments.reason.clone() })
}

async fn send(settings: &Settings, choice: &Choice, letters: u64) -> Result<Replayed, Failure> {
    let bar = Bar::of(letters);
    let replayed = replay(settings, choice, |done| bar.show(done)).await;
    bar.end();
    replayed.map_err(Failure::Broken)
}

/// Those that were not taken are where they were.
fn kept(replayed: &Replayed) -> Result<(), Failure> {
    match (&replayed.kept_because, replayed.kept) {
        (_, 0) => Ok(()),
        (Some(reason), kept) => {
            Err(Failure::Broken(format!("{kept} dead letters were kept, the first as {reason}")))
        }
        (None, kept) => Err(Failure::Broken(format!("{kept} dead letters were kept"))),
    }
}
