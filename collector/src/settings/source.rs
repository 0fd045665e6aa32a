//! The places settings come from, gathered: the only part that asks the system.

use std::path::{Path, PathBuf};
use std::{env, fs};

use super::flags::Flags;
use super::layer::FILE_VARIABLE;
use super::problem::{Place, Problem};

/// Read without being asked for, if it is there.
const FILE: &str = "linger.toml";

/// What was given, not yet read.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// A key's path and a text each; a list's key may come several times.
    pub flags: Vec<(String, String)>,
    /// The process's variables, linger's and others.
    pub environment: Vec<(String, String)>,
    /// The file.
    pub file: Option<SourceFile>,
    /// What is wrong with them before they are read: an unknown flag, a file that cannot be read.
    pub problems: Vec<Problem>,
}

/// A file's name, as it was given, and its text.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Its name.
    pub name: String,
    /// What it says.
    pub text: String,
}

impl Sources {
    /// The flags, this process's environment, and the file: the one named on the command line, in `LINGER_CONFIG`, or
    /// `linger.toml` if there is one.
    #[must_use]
    pub fn gather(flags: Flags) -> Self {
        let environment: Vec<(String, String)> = env::vars_os()
            .filter_map(|(name, text)| Some((name.into_string().ok()?, text.into_string().ok()?)))
            .collect();
        let Flags { config, values, problems, .. } = flags;
        let mut sources = Self { flags: values, environment, file: None, problems };
        if let Some(path) = sources.path(config) {
            sources.read(&path);
        }
        sources
    }

    fn path(&self, config: Option<PathBuf>) -> Option<PathBuf> {
        let variable = || {
            let named =
                self.environment.iter().find(|(name, text)| name == FILE_VARIABLE && !text.is_empty());
            named.map(|(_, path)| PathBuf::from(path))
        };
        let usual = || Path::new(FILE).exists().then(|| PathBuf::from(FILE));
        config.or_else(variable).or_else(usual)
    }

    fn read(&mut self, path: &Path) {
        let name = path.display().to_string();
        match fs::read_to_string(path) {
            Ok(text) => self.file = Some(SourceFile { name, text }),
            Err(error) => {
                let found = format!("the file cannot be read ({error})");
                let allowed = "name another file with --config".to_owned();
                let place = Place::File { name, line: None };
                self.problems.push(Problem { key: String::new(), place, found, allowed });
            }
        }
    }
}
