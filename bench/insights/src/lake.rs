//! A lake of a busy restaurant, compacted.

use std::fs;
use std::path::{Path, PathBuf};

use linger_bench::collector::Result;
use linger_lake::{LakeConfig, Writer};
use linger_traffic::{History, Menu, Model, Version};
use serde::{Deserialize, Serialize};

/// Days that the exposures are spread over: a season.
const DAYS: u32 = 90;

/// The versions of the menu.
pub(crate) const BEFORE: &str = "spring";
pub(crate) const AFTER: &str = "summer";

/// A menu as large as the demo's.
const SECTIONS: usize = 14;
const ITEMS: usize = 6;

/// The first file's name begins with a time, which only has to be one.
const OPENED_AT_MS: i64 = 1_800_000_000_000;

/// The same guests in every run.
const SEED: u64 = 1;

/// A lake, and what is in it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Filled {
    pub(crate) folder: PathBuf,
    asked: u64,
    /// Exposures, each once.
    pub(crate) exposures: u64,
    /// Bytes of all files once they are compacted.
    pub(crate) bytes: u64,
}

/// Fills a lake with this many exposures, about; or finds the one that was filled before.
pub(crate) fn filled(work: &Path, asked: u64) -> Result<Filled> {
    let (folder, note) = (work.join(format!("lake-{asked}")), work.join(format!("lake-{asked}.json")));
    if let Some(known) = fs::read_to_string(&note).ok().and_then(|text| serde_json::from_str(&text).ok()) {
        return Ok(known);
    }
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let config = LakeConfig { folder: folder.clone(), tails_max: usize::MAX };
    let history = History::write(&model(asked), SEED, &config, OPENED_AT_MS)?;
    let mut filled = Filled { folder, asked, exposures: history.count.exposures, bytes: 0 };
    let mut writer = Writer::try_open(&config, OPENED_AT_MS + 1)?;
    for day in writer.loose_days()? {
        filled.bytes += writer.compact(&day)?.bytes_after;
    }
    fs::write(note, serde_json::to_string(&filled)?)?;
    Ok(filled)
}

fn model(exposures: u64) -> Model {
    let versions = vec![Version::plain(BEFORE, DAYS / 2), Version::changing(AFTER, DAYS / 2, "s3", 1.3)];
    let model = Model::new(Menu::plain(SECTIONS, ITEMS), versions, SEED);
    let truth = model.truth(&model.versions[0]);
    let a_visit: f64 = truth.sections.iter().map(|section| section.exposures * items_and_itself()).sum();
    let sessions = real(exposures) / a_visit / VISITS_OF_A_SESSION / f64::from(DAYS);
    Model { sessions_a_day: whole(sessions), ..model }
}

/// What the traffic's shares come to.
const VISITS_OF_A_SESSION: f64 = 1.38;

fn items_and_itself() -> f64 {
    1.0 + f64::from(u32::try_from(ITEMS).unwrap_or(u32::MAX))
}

#[expect(clippy::cast_precision_loss, reason = "a count of exposures, about")]
fn real(count: u64) -> f64 {
    count as f64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of sessions, about")]
fn whole(count: f64) -> u32 {
    count.round() as u32
}
