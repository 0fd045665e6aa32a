//! What a key holds, once it was read.

use std::fmt;

use crate::site::{Origins, Site};

/// What a key holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A text, a choice or a path.
    Text(String),
    /// A whole number.
    Number(u64),
    /// Dollars.
    Dollars(f64),
    /// True or false.
    Flag(bool),
    /// Texts.
    List(Vec<String>),
    /// Sites.
    Sites(Vec<Site>),
}

impl fmt::Display for Value {
    /// As TOML writes it; sites as a variable has them.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => write!(out, "{text:?}"),
            Self::Number(number) => number.fmt(out),
            Self::Dollars(dollars) => dollars.fmt(out),
            Self::Flag(flag) => flag.fmt(out),
            Self::List(list) => write!(out, "{list:?}"),
            Self::Sites(sites) => {
                let sites: Vec<String> = sites.iter().map(written).collect();
                out.write_str(&sites.join(";"))
            }
        }
    }
}

fn written(site: &Site) -> String {
    match &site.origins {
        Origins::Any => format!("{}={ANY}", site.key),
        Origins::Listed(list) => format!("{}={}", site.key, list.join(",")),
    }
}

/// An origin that stands for all.
pub(super) const ANY: &str = "*";
