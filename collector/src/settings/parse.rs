//! Values out of texts and out of TOML, each against what its key takes.

use toml::Spanned;
use toml::de::{DeArray, DeInteger, DeValue};

use super::key::{Kind, Range};
use super::sites;
use super::value::Value;

/// Why a value does not fit: what was found, and what is allowed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unfit {
    pub(super) found: String,
    pub(super) allowed: String,
}

/// Reads a value as variables, flags and defaults have it.
pub(super) fn from_text(kind: &Kind, text: &str) -> Result<Value, Unfit> {
    let unfit = || Unfit { found: unless_secret(kind, format!("{text:?}")), allowed: kind.allowed() };
    match kind {
        Kind::Text(_) | Kind::Choice(_) | Kind::Path => fitting(kind, text),
        Kind::Number(range) => {
            text.parse().ok().filter(|number| range.holds(*number)).map(Value::Number).ok_or_else(unfit)
        }
        Kind::Dollars => {
            text.parse().ok().filter(|dollars| is_price(*dollars)).map(Value::Dollars).ok_or_else(unfit)
        }
        Kind::Flag => text.parse().map(Value::Flag).map_err(|_| unfit()),
        Kind::List(form) => {
            let list: Vec<String> = text.split(',').map(|item| item.trim().to_owned()).collect();
            list.iter().all(|item| form.fits(item)).then_some(Value::List(list)).ok_or_else(unfit)
        }
        Kind::Sites => sites::from_text(text).map(Value::Sites).ok_or_else(unfit),
    }
}

/// Reads a value of the file; sites are read by [`sites`], as they are tables.
pub(super) fn from_toml(kind: &Kind, value: &DeValue<'_>) -> Result<Value, Unfit> {
    let unfit = || Unfit { found: unless_secret(kind, shown(value)), allowed: kind.allowed() };
    match (kind, value) {
        (Kind::Text(_) | Kind::Choice(_) | Kind::Path, DeValue::String(text)) => fitting(kind, text),
        (Kind::Text(_) | Kind::Path, _) => {
            Err(Unfit { found: shown(value), allowed: format!("{}, in quotes", kind.allowed()) })
        }
        (Kind::Number(range), DeValue::Integer(number)) => {
            whole(number).filter(|number| range.holds(*number)).map(Value::Number).ok_or_else(unfit)
        }
        (Kind::Dollars, DeValue::Float(number)) => number
            .as_str()
            .parse()
            .ok()
            .filter(|dollars| is_price(*dollars))
            .map(Value::Dollars)
            .ok_or_else(unfit),
        (Kind::Dollars, DeValue::Integer(number)) => number
            .as_str()
            .parse()
            .ok()
            .filter(|dollars| is_price(*dollars))
            .map(Value::Dollars)
            .ok_or_else(unfit),
        (Kind::Flag, DeValue::Boolean(flag)) => Ok(Value::Flag(*flag)),
        (Kind::List(form), DeValue::Array(list)) => texts(list)
            .filter(|list| list.iter().all(|text| form.fits(text)))
            .map(Value::List)
            .ok_or_else(unfit),
        _ => Err(unfit()),
    }
}

/// A secret that does not fit is mostly a right one with a slip in it.
fn unless_secret(kind: &Kind, shown: String) -> String {
    if kind.is_secret() { "not shown here".to_owned() } else { shown }
}

fn fitting(kind: &Kind, text: &str) -> Result<Value, Unfit> {
    let fits = match kind {
        Kind::Text(form) => form.fits(text),
        Kind::Choice(choices) => choices.contains(&text),
        _ => !text.is_empty(),
    };
    let unfit = || Unfit { found: format!("{text:?}"), allowed: kind.allowed() };
    fits.then(|| Value::Text(text.to_owned())).ok_or_else(unfit)
}

impl Range {
    fn holds(&self, number: u64) -> bool {
        (self.min..=self.max).contains(&number)
    }
}

/// No price is below nothing, and infinite ones are slips.
fn is_price(dollars: f64) -> bool {
    dollars.is_finite() && dollars >= 0.0
}

fn whole(number: &DeInteger<'_>) -> Option<u64> {
    u64::from_str_radix(number.as_str(), number.radix()).ok()
}

/// The items, if all are texts.
pub(super) fn texts(list: &DeArray<'_>) -> Option<Vec<String>> {
    list.iter().map(|item| item.get_ref().as_str().map(str::to_owned)).collect()
}

/// A value in short: what it is, and which, where that is short.
pub(super) fn shown(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => format!("{text:?}"),
        DeValue::Integer(number) => number.to_string(),
        DeValue::Float(number) => number.to_string(),
        DeValue::Boolean(flag) => flag.to_string(),
        DeValue::Datetime(time) => time.to_string(),
        DeValue::Array(list) => {
            let items: Vec<String> = list.iter().map(Spanned::get_ref).map(shown).collect();
            format!("[{}]", items.join(", "))
        }
        DeValue::Table(_) => "a table".to_owned(),
    }
}
