//! Settings on the command line: each key of theirs is a flag.

use std::path::PathBuf;
use std::sync::LazyLock;

use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};
use linger_collector::settings::{
    Flags, Key, Kind, Reading, Settings, Sources, default_of, keys, metavariable, read,
};

use crate::failure::Failure;

/// Where settings come from, for a command that takes them all.
#[derive(Debug, clap::Args)]
pub(crate) struct AllSettings {
    /// Settings as TOML; also in `LINGER_CONFIG`. Variables (`LINGER_LISTEN` for --listen) override it, and flags both.
    /// [default: linger.toml, if there is one]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    keys: KeyFlags,
}

impl AllSettings {
    /// The settings, as far as they can be read, and all that is wrong with them.
    pub(crate) fn read(self) -> Reading {
        read(&Sources::gather(Flags { config: self.config, values: self.keys.0, ..Flags::default() }))
    }
}

/// Where settings come from, for a command that looks at what lies somewhere.
#[derive(Debug, clap::Args)]
pub(crate) struct PlaceSettings {
    /// Settings as TOML; also in `LINGER_CONFIG`. Variables override it. [default: linger.toml, if there is one]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Folder of what is collected. [default: data]
    #[arg(long, value_name = "FOLDER")]
    data: Option<String>,
}

impl PlaceSettings {
    /// The settings, if nothing is wrong with them.
    pub(crate) fn sound(self, what: &'static str) -> Result<Settings, Failure> {
        let values = self.data.map(|data| ("data".to_owned(), data)).into_iter().collect();
        let reading = read(&Sources::gather(Flags { config: self.config, values, ..Flags::default() }));
        reading.sound().map_err(|problems| {
            let problems = problems.iter().map(ToString::to_string).collect();
            Failure::NotBegun { what, problems }
        })
    }
}

/// What the keys' flags give: a path and a text each.
#[derive(Debug)]
struct KeyFlags(Vec<(String, String)>);

impl FromArgMatches for KeyFlags {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let given = |key: &'static Key| matches.get_many::<String>(key.path).into_iter().flatten();
        let pairs = keys().iter().flat_map(|key| given(key).map(|text| (key.path.to_owned(), text.clone())));
        Ok(Self(pairs.collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Args for KeyFlags {
    fn augment_args(command: Command) -> Command {
        command.args(SHOWN.iter().map(argument))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

/// A key as clap wants it: with texts that live as long as the program.
struct Shown {
    key: &'static Key,
    long: String,
    help: String,
}

static SHOWN: LazyLock<Vec<Shown>> = LazyLock::new(|| {
    let shown = |key: &'static Key| Shown {
        key,
        long: key.flag().trim_start_matches('-').to_owned(),
        help: format!("{}{}", key.doc, default_of(key)),
    };
    keys().iter().map(shown).collect()
});

/// `-h` shows what stands before the first table, `--help` all.
fn argument(Shown { key, long, help }: &'static Shown) -> Arg {
    let many = matches!(key.kind, Kind::List(_) | Kind::Sites);
    Arg::new(key.path)
        .long(long.as_str())
        .value_name(metavariable(&key.kind))
        .action(if many { ArgAction::Append } else { ArgAction::Set })
        .help(help.as_str())
        .help_heading("Settings")
        .hide_short_help(key.table().is_some())
        .allow_negative_numbers(true)
}
