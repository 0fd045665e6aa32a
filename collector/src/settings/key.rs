//! What a key is: its name, what it takes, what holds where it is not given. Everything that is read, said and written
//! about keys comes from here.

use super::form::Form;
use super::value::Value;
use super::values::Values;

/// A key of the settings.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Its name in the file, its table's name before it: `spool.bytes_max`.
    pub path: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// What holds where nobody gives it.
    pub fallback: Fallback,
    /// What it means, in sentences.
    pub doc: &'static str,
    /// Variables of other programs that count where nobody gives the key: `AWS_REGION`.
    pub also: &'static [&'static str],
    /// A value as TOML, for keys without a default.
    pub example: &'static str,
}

/// What a key takes.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A text of a certain form.
    Text(Form),
    /// One of these texts.
    Choice(&'static [&'static str]),
    /// A whole number.
    Number(Range),
    /// Dollars, as a number that may have a fraction.
    Dollars,
    /// `true` or `false`.
    Flag,
    /// A file or folder; relative to the folder in which the program is started.
    Path,
    /// Texts of a certain form, as a list; in variables and flags with commas between them.
    List(Form),
    /// Sites: `[[site]]` with `key` and `origins`.
    Sites,
}

/// The whole numbers that make sense.
#[derive(Clone, Copy, Debug)]
pub struct Range {
    /// The smallest.
    pub min: u64,
    /// The largest.
    pub max: u64,
    /// What is counted.
    pub unit: Unit,
    /// Why not less or more.
    pub why: &'static str,
}

/// What a number counts; the key's name ends in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Things that the key's name says.
    Count,
    /// Bytes.
    Bytes,
    /// Milliseconds.
    Milliseconds,
    /// Seconds.
    Seconds,
}

/// What holds where nobody gives a key.
#[derive(Clone, Copy, Debug)]
pub enum Fallback {
    /// This, written as in a variable.
    Fixed(&'static str),
    /// Nothing.
    Unset,
    /// What follows from other keys.
    Derived {
        /// What it is, in words.
        words: &'static str,
        /// What it is. The keys it asks for stand before it in the list.
        value: fn(&Values) -> Option<Value>,
    },
}

impl Key {
    pub(super) const fn new(path: &'static str, kind: Kind, fallback: Fallback, doc: &'static str) -> Self {
        Self { path, kind, fallback, doc, also: &[], example: "" }
    }

    pub(super) const fn or_variables(self, also: &'static [&'static str]) -> Self {
        Self { also, ..self }
    }

    pub(super) const fn for_example(self, example: &'static str) -> Self {
        Self { example, ..self }
    }

    /// The variable that gives it: `LINGER_SPOOL_BYTES_MAX`.
    #[must_use]
    pub fn environment(&self) -> String {
        format!("{VARIABLES}{}", self.path.replace('.', "_").to_uppercase())
    }

    /// The flag that gives it: `--spool-bytes-max`.
    #[must_use]
    pub fn flag(&self) -> String {
        format!("--{}", self.path.replace(['.', '_'], "-"))
    }

    /// The table it is in; none for keys before the first table.
    #[must_use]
    pub fn table(&self) -> Option<&'static str> {
        self.path.rsplit_once('.').map(|(table, _)| table)
    }

    /// Its name within the table.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.path.rsplit_once('.').map_or(self.path, |(_, name)| name)
    }
}

/// How the names of all variables begin that are meant for linger.
pub(super) const VARIABLES: &str = "LINGER_";

impl Kind {
    /// A number.
    pub(super) const fn number(min: u64, max: u64, unit: Unit, why: &'static str) -> Self {
        Self::Number(Range { min, max, unit, why })
    }

    /// Whether what it holds is shown nowhere.
    pub(super) fn is_secret(&self) -> bool {
        matches!(self, Self::List(Form::ReaderKey))
    }

    /// What it takes, in words: "give …".
    #[must_use]
    pub fn allowed(&self) -> String {
        match self {
            Self::Text(form) => form.allowed().to_owned(),
            Self::Choice(choices) => one_of(choices),
            Self::Number(range) => range.allowed(),
            Self::Dollars => "dollars from 0, such as 0.029".to_owned(),
            Self::Flag => "true or false".to_owned(),
            Self::Path => "a path".to_owned(),
            Self::List(form) => format!("a list in which each is {}", form.allowed()),
            Self::Sites => "each site as [[site]] with `key` and `origins`; in variables and flags as \
                            key=origin,origin;key=*"
                .to_owned(),
        }
    }
}

impl Range {
    fn allowed(&self) -> String {
        let Self { min, max, unit, why } = self;
        let of = unit.noun();
        format!("a whole number{of} from {min} to {max}: {why}")
    }
}

impl Unit {
    fn noun(self) -> &'static str {
        match self {
            Self::Count => "",
            Self::Bytes => " of bytes",
            Self::Milliseconds => " of milliseconds",
            Self::Seconds => " of seconds",
        }
    }
}

fn one_of(choices: &[&str]) -> String {
    let quoted: Vec<String> = choices.iter().map(|choice| format!("{choice:?}")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}
