//! What to serve: flags over the file over the defaults.

use std::path::{Path, PathBuf};

use linger_collector::{Origins, Site};

use super::Arguments;
use super::config::{self, Config};

/// Read without being asked for, if it is there.
const FILE: &str = "linger.toml";

/// What to serve, not yet tried.
#[derive(Debug)]
pub(super) struct Settings {
    pub(super) listen: String,
    pub(super) port_fallback: bool,
    pub(super) data: PathBuf,
    pub(super) www: PathBuf,
    pub(super) sdk: PathBuf,
    pub(super) sites: Vec<Site>,
}

impl Settings {
    /// The settings, as far as they can be read, and all that is wrong with the file.
    pub(super) fn of(flags: Arguments) -> (Self, Vec<String>) {
        let (file, problems) = file(flags.config.as_deref());
        let or =
            |flag: Option<PathBuf>, file, default| flag.or(file).unwrap_or_else(|| PathBuf::from(default));
        let listen = flags.listen.or(file.listen).unwrap_or_else(|| "127.0.0.1:8080".to_owned());
        let settings = Self {
            listen,
            port_fallback: flags.port_fallback,
            data: or(flags.data, file.data, "data"),
            www: or(flags.www, file.www, "www/dist"),
            sdk: or(flags.sdk, file.sdk, "sdk/npm/dist"),
            sites: sites(flags.sites, file.sites),
        };
        (settings, problems)
    }
}

fn file(named: Option<&Path>) -> (Config, Vec<String>) {
    match named {
        Some(path) => config::read(path),
        None if Path::new(FILE).exists() => config::read(Path::new(FILE)),
        None => (Config::default(), Vec::new()),
    }
}

fn sites(flags: Vec<String>, file: Option<Vec<Site>>) -> Vec<Site> {
    let open = |key| Site { key, origins: Origins::Any };
    if flags.is_empty() {
        file.unwrap_or_else(|| vec![open("demo".to_owned())])
    } else {
        flags.into_iter().map(open).collect()
    }
}
