//! The Regions whose prices are known.

use serde::{Deserialize, Serialize};

use crate::Wrong;

/// A Region of the price table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Region {
    /// Northern Virginia; the list most prices are quoted from.
    #[serde(rename = "us-east-1")]
    UsEast1,
    /// Seoul.
    #[serde(rename = "ap-northeast-2")]
    ApNortheast2,
}

impl Region {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::UsEast1, Self::ApNortheast2];

    /// Its code.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::UsEast1 => "us-east-1",
            Self::ApNortheast2 => "ap-northeast-2",
        }
    }

    /// The Region of a code.
    ///
    /// # Errors
    ///
    /// What the codes are, where it is none of the table's.
    pub fn of(code: &str) -> Result<Self, Wrong> {
        Self::ALL.into_iter().find(|region| region.as_str() == code).ok_or_else(|| {
            let known = Self::ALL.map(Self::as_str).join(", ");
            Wrong::new(
                "--region",
                format!("there are no prices of `{code}`; those of {known} are in deploy/prices.toml, which takes more"),
            )
        })
    }
}
