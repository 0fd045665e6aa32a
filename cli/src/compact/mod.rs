//! `linger compact`: few large files in place of many small ones.

mod human;

use std::io::{self, Write};

use linger_collector::settings::Settings;
use linger_collector::{Clock, LakeConfig, LakeError, SystemClock};
use linger_lake::{Compacted, Writer};

use crate::failure::{Failure, unless_pipe_closed};
use crate::keys::PlaceSettings;

/// Sorts the lake's events into few files, a day at a time, each event once. What reads the lake meanwhile sees all
/// events at any moment; what writes it must be stopped.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    settings: PlaceSettings,
    /// Only this day, as 2026-11-22; may be given more than once. [default: every day that is not compact yet]
    #[arg(long, value_name = "DAY")]
    day: Vec<String>,
    /// Says what would be done, and changes nothing.
    #[arg(long)]
    dry_run: bool,
}

/// Compacts day by day, and prints what became of each.
pub(crate) fn run(arguments: Arguments) -> Result<(), Failure> {
    let settings = arguments.settings.sound("compact")?;
    let folder = settings.data.join("lake");
    if !folder.is_dir() {
        eprintln!("there is no lake at {}; --data or --config say where it is", folder.display());
        return Ok(());
    }
    let mut writer = open(&settings)?;
    let loose = writer.loose_days().map_err(|error| broken("listed", &error))?;
    let days = chosen(&arguments.day, loose)?;
    let mut compacted = Vec::new();
    for day in &days {
        let done = if arguments.dry_run { writer.survey(day) } else { writer.compact(day) };
        compacted.push(done.map_err(|error| broken("compacted", &error))?);
    }
    unless_pipe_closed(print(&compacted, arguments.dry_run))
}

fn open(settings: &Settings) -> Result<Writer, Failure> {
    let config = LakeConfig { folder: settings.data.join("lake"), ..LakeConfig::default() };
    Writer::try_open(&config, SystemClock.now_ms()).map_err(|error| Failure::NotBegun {
        what: "compact",
        problems: vec![match error {
            LakeError::InUse { folder } => format!(
                "another process writes {}; stop `linger serve` or the collector, compact, and start it again",
                folder.display()
            ),
            error => error.to_string(),
        }],
    })
}

/// The days that were named, or all that are not compact.
fn chosen(named: &[String], loose: Vec<String>) -> Result<Vec<String>, Failure> {
    let wrong = named.iter().filter(|day| !is_day(day));
    let problems: Vec<String> =
        wrong.map(|day| format!("--day {day} is no day; write it as 2026-11-22")).collect();
    match (problems.is_empty(), named.is_empty()) {
        (false, _) => Err(Failure::NotBegun { what: "compact", problems }),
        (true, true) => Ok(loose),
        (true, false) => Ok(named.to_vec()),
    }
}

/// Of the form of a partition's name; it becomes part of a path.
fn is_day(text: &str) -> bool {
    let fits = |(place, byte): (usize, u8)| {
        if matches!(place, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() }
    };
    text.len() == "2026-11-22".len() && text.bytes().enumerate().all(fits)
}

fn broken(what: &str, error: &dyn std::fmt::Display) -> Failure {
    Failure::Broken(format!("the lake cannot be {what}: {error}"))
}

fn print(compacted: &[Compacted], is_dry: bool) -> io::Result<()> {
    for left in compacted.iter().flat_map(|day| &day.left) {
        eprintln!("left as it is: {}: {}", left.file.display(), left.reason);
    }
    writeln!(io::stdout(), "{}", human::text(compacted, is_dry))
}
