//! The price table: deploy/prices.toml, as it was built in.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Item, Region};

const TABLE: &str = include_str!("../../prices.toml");

/// How a price is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Read on AWS's own pages.
    Read,
    /// By others who quote AWS's list with its date.
    Reported,
    /// Neither: what we believe, on the dear side.
    Unconfirmed,
}

impl Standing {
    /// Its name in the table.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Reported => "reported",
            Self::Unconfirmed => "unconfirmed",
        }
    }
}

/// What an item costs in a Region.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Price {
    /// Steps: up to how many units of a month, and the price of each of them. The last one's 0 is no end.
    usd: Vec<(f64, f64)>,
    /// How it is known.
    pub standing: Standing,
    /// The day it was read.
    pub date: String,
}

impl Price {
    /// The price of the first unit.
    #[must_use]
    pub fn first_usd(&self) -> f64 {
        self.usd.first().map_or(0.0, |(_, usd)| *usd)
    }

    /// What so many units cost together, each step at its own price.
    #[must_use]
    pub fn of(&self, units: f64) -> f64 {
        let mut from = 0.0;
        let mut sum = 0.0;
        for (end, usd) in &self.usd {
            let end = if *end > 0.0 { *end } else { f64::INFINITY };
            sum += (units.min(end) - from).max(0.0) * usd;
            from = end;
        }
        sum
    }
}

/// One entry: an item in every Region.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    item: Item,
    unit: String,
    source: String,
    #[serde(rename = "us-east-1")]
    us_east_1: Price,
    #[serde(rename = "ap-northeast-2")]
    ap_northeast_2: Price,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    price: Vec<Entry>,
}

/// All prices.
#[derive(Debug, Clone, PartialEq)]
pub struct Prices(BTreeMap<Item, Entry>);

impl Prices {
    /// The table that was built in.
    ///
    /// # Panics
    ///
    /// Never: a test reads the same table.
    #[must_use]
    pub fn built_in() -> Self {
        Self::read(TABLE).expect("the table that was built in is sound: a test reads it")
    }

    fn read(text: &str) -> Result<Self, String> {
        let table: Table = toml::from_str(text).map_err(|error| error.to_string())?;
        let entries: BTreeMap<Item, Entry> =
            table.price.into_iter().map(|entry| (entry.item, entry)).collect();
        let missing: Vec<Item> = Item::ALL.into_iter().filter(|item| !entries.contains_key(item)).collect();
        if missing.is_empty() { Ok(Self(entries)) } else { Err(format!("there is no price of {missing:?}")) }
    }

    /// What an item costs in a Region.
    #[must_use]
    pub fn price(&self, item: Item, region: Region) -> &Price {
        let entry = self.entry(item);
        match region {
            Region::UsEast1 => &entry.us_east_1,
            Region::ApNortheast2 => &entry.ap_northeast_2,
        }
    }

    /// What is counted.
    #[must_use]
    pub fn unit(&self, item: Item) -> &str {
        &self.entry(item).unit
    }

    /// Where AWS has the price.
    #[must_use]
    pub fn source(&self, item: Item) -> &str {
        &self.entry(item).source
    }

    fn entry(&self, item: Item) -> &Entry {
        self.0.get(&item).expect("reading the table refuses one without every item")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps() -> Price {
        Price {
            usd: vec![(10.0, 3.0), (20.0, 2.0), (0.0, 1.0)],
            standing: Standing::Read,
            date: String::new(),
        }
    }

    #[test]
    fn each_step_has_its_own_price() {
        let sums = [0.0, 5.0, 10.0, 15.0, 20.0, 30.0].map(|units| format!("{:.3}", steps().of(units)));
        assert_eq!(sums, ["0.000", "15.000", "30.000", "40.000", "50.000", "60.000"]);
    }

    #[test]
    fn the_built_in_table_is_sound() {
        let prices = Prices::built_in();
        for (item, region) in Item::ALL.iter().flat_map(|item| Region::ALL.map(|region| (*item, region))) {
            let price = prices.price(item, region);
            let (last, before) = price.usd.split_last().expect("it has a step");
            assert!(
                last.0 == 0.0 && before.iter().all(|step| step.0 > 0.0),
                "{item:?}: only the last is open"
            );
            assert!(price.usd.is_sorted_by(|low, high| low.1 > high.1), "{item:?}: more is cheaper");
            assert!(before.is_sorted_by(|low, high| low.0 < high.0), "{item:?}: the ends go up");
            assert!(price.usd.iter().all(|step| step.1 > 0.0), "{item:?}");
            assert!(prices.source(item).starts_with("https://"), "{item:?}");
            assert!(price.date.starts_with("2026-"), "{item:?}: {}", price.date);
        }
    }

    #[test]
    fn a_table_without_an_item_is_refused() {
        let said = Prices::read("price = []").expect_err("it has nothing");
        assert!(said.contains("FirehoseIngest") && said.contains("Dashboard"), "{said}");
    }
}
