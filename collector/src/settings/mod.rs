//! Everything linger can be told: by flags, over variables, over a file, over defaults.
//!
//! One list of [`keys`] says of each what it is called, what it takes, what holds where it is not given and what it
//! means. Reading, the names of variables and flags, `linger check`, the table in docs/configuration.md and
//! examples/linger.toml are all made from that list.
//!
//! All that is wrong is said at once: each [`Problem`] names the key, where it was given, what was found and what is
//! allowed. Names that no key has are problems too, with the name that was probably meant, as a setting that is
//! misspelt and silently left out is found when it is too late.

mod example;
mod file;
mod flags;
mod form;
mod groups;
mod key;
mod layer;
mod nearest;
mod parse;
mod problem;
mod reference;
mod sites;
mod source;
mod value;
mod values;

pub use example::example;
pub use flags::{Asked, Flags, default_of, metavariable, usage};
pub use form::Form;
pub use groups::{
    Credentials, DeadLetterPlace, DeadLetters, Edge, Log, LogFormat, Pages, Prices, ReaderKeys, Settings,
    SinkName, Stream, Tls,
};
pub use key::{Fallback, Key, Kind, Range, Unit};
pub use problem::{Place, Problem};
pub use reference::reference;
pub use source::{SourceFile, Sources};
pub use value::Value;
pub use values::{Effective, Values};

use layer::Layer;

/// The settings, as far as they can be read, and all that is wrong with them.
#[derive(Debug)]
pub struct Reading {
    /// What to use where there is no problem. A value that does not fit has left its default in its place, so that
    /// what stands on it can be looked at too.
    pub settings: Settings,
    /// What every key holds and where that was given.
    pub effective: Vec<Effective>,
    /// All that is wrong, in the order: file, environment, flags, what does not go together.
    pub problems: Vec<Problem>,
}

/// Every key.
#[must_use]
pub fn keys() -> &'static [Key] {
    groups::keys()
}

/// Reads what was given: flags over variables over the file over defaults.
#[must_use]
pub fn read(sources: &Sources) -> Reading {
    let keys = keys();
    let file =
        sources.file.as_ref().map(|file| file::layer(keys, &file.name, &file.text)).unwrap_or_default();
    let environment = Layer::of_environment(keys, &sources.environment);
    let flags = Layer::of_flags(keys, &sources.flags);
    let others = Layer::of_other_variables(keys, &sources.environment);
    let mut problems = sources.problems.clone();
    for layer in [&file, &environment, &flags] {
        problems.extend_from_slice(&layer.problems);
    }
    let values = Values::of(keys, vec![flags, environment, file, others]);
    problems.extend(groups::conflicts(&values));
    Reading { settings: Settings::of(&values), effective: values.effective(keys), problems }
}

impl Reading {
    /// The keys whose values do not fit. What stands in their place is nobody's wish.
    #[must_use]
    pub fn unfit(&self) -> Vec<&'static str> {
        self.effective.iter().filter(|held| held.unfit).map(|held| held.key.path).collect()
    }

    /// The settings, if nothing is wrong.
    ///
    /// # Errors
    /// All that is wrong.
    pub fn sound(self) -> Result<Settings, Vec<Problem>> {
        if self.problems.is_empty() { Ok(self.settings) } else { Err(self.problems) }
    }
}
