//! `linger-traffic`: gives a lake some weeks of history, once.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::Parser;
use linger_lake::{LakeConfig, Writer};
use linger_traffic::{History, Menu, Model, Version};

const DAY_MS: i64 = 86_400_000;

/// The version of the menu before the one in the file.
const BEFORE: &str = "2026-10";

/// What the one in the file has changed, and how much longer guests look there. A section that two visits of three reach:
/// over some weeks, what one in five sees changes less than chance does.
const CHANGED: (&str, f64) = ("soups", 1.45);

/// Gives a lake some weeks of guests who were never there, unless it has a history already.
#[derive(Debug, Parser)]
struct Options {
    /// The menu: JSON with `version` and `sections`.
    #[arg(long, value_name = "FILE")]
    menu: PathBuf,
    /// Folder of the lake.
    #[arg(long, value_name = "FOLDER")]
    lake: PathBuf,
    /// The site's key.
    #[arg(long, value_name = "KEY", default_value = "demo")]
    site: String,
    /// Weeks until yesterday, half of them with the menu's version before.
    #[arg(long, default_value_t = 4)]
    weeks: u32,
    /// Sessions of an average day.
    #[arg(long, default_value_t = 60)]
    sessions: u32,
    /// Where chance begins.
    #[arg(long, default_value_t = 2026)]
    seed: u64,
}

fn main() -> ExitCode {
    match run(&Options::parse()) {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("linger-traffic: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: &Options) -> Result<String, String> {
    if has_history(&options.lake) {
        return Ok(format!("{} has a history; it stays as it is", options.lake.display()));
    }
    let text = fs::read_to_string(&options.menu)
        .map_err(|error| format!("{} cannot be read: {error}", options.menu.display()))?;
    let menu =
        Menu::from_json(&text).map_err(|error| format!("{} is no menu: {error}", options.menu.display()))?;
    let now_ms = now_ms();
    let model = model(options, menu, now_ms);
    // Each call writes a file for each day in it, which compaction then takes up.
    let config = LakeConfig { folder: options.lake.clone(), tails_max: usize::MAX };
    let history = History::write(&model, options.seed, &config, now_ms).map_err(|error| error.to_string())?;
    compact(&config, now_ms + 1)?;
    Ok(format!("{} visits of {} weeks, {} events", history.count.visits, options.weeks, history.rows))
}

/// As an operator does it for days that are over: a server built in haste then answers in a quarter of the time.
fn compact(config: &LakeConfig, now_ms: i64) -> Result<(), String> {
    let mut writer = Writer::try_open(config, now_ms).map_err(|error| error.to_string())?;
    for day in writer.loose_days().map_err(|error| error.to_string())? {
        writer.compact(&day).map_err(|error| error.to_string())?;
    }
    Ok(())
}

fn model(options: &Options, menu: Menu, now_ms: i64) -> Model {
    let (before, after) = (options.weeks * 7 / 2, options.weeks * 7 - options.weeks * 7 / 2);
    let (section, factor) = CHANGED;
    let version = menu.version.clone();
    let versions = vec![Version::plain(BEFORE, before), Version::changing(&version, after, section, factor)];
    let today_ms = now_ms - now_ms.rem_euclid(DAY_MS);
    Model {
        site: options.site.clone(),
        first_day_ms: today_ms - i64::from(options.weeks * 7) * DAY_MS,
        sessions_a_day: options.sessions,
        ..Model::new(menu, versions, options.seed)
    }
}

/// A day before today that has a file.
fn has_history(lake: &Path) -> bool {
    let today = format!("dt={}", linger_lake::day(now_ms()));
    let days = fs::read_dir(lake).into_iter().flatten().filter_map(Result::ok);
    let names = days.filter_map(|day| day.file_name().into_string().ok());
    names.filter(|name| name.starts_with("dt=")).any(|name| name < today)
}

fn now_ms() -> i64 {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since_1970.as_millis()).unwrap_or(i64::MAX)
}
