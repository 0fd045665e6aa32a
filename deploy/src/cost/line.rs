//! A line of a bill.

use serde::Serialize;

use super::{Item, Prices, Region, Standing, dollars};

/// What a line is for; a bill has each at most once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "`name` says what each is")]
pub enum Kind {
    Ingest,
    Conversion,
    Transformation,
    Api,
    FunctionUrl,
    Function,
    Host,
    Answers,
    Writing,
    Storing,
    Tiering,
    Copying,
    Keys,
    Queries,
    Dashboards,
    Logs,
    Watch,
    Site,
}

impl Kind {
    /// All, in the order of a bill: the way in, what lies there, who reads, who watches.
    pub const ALL: [Self; 18] = [
        Self::Ingest,
        Self::Conversion,
        Self::Transformation,
        Self::Api,
        Self::FunctionUrl,
        Self::Function,
        Self::Host,
        Self::Answers,
        Self::Writing,
        Self::Storing,
        Self::Tiering,
        Self::Copying,
        Self::Keys,
        Self::Queries,
        Self::Dashboards,
        Self::Logs,
        Self::Watch,
        Self::Site,
    ];

    /// What it is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ingest => "Firehose, taking in",
            Self::Conversion => "Firehose, conversion to Parquet",
            Self::Transformation => "transformation function",
            Self::Api => "API Gateway requests",
            Self::FunctionUrl => "function URL",
            Self::Function => "collector function",
            Self::Host => "your host",
            Self::Answers => "answers to the pages",
            Self::Writing => "S3, files written",
            Self::Storing => "S3, storage",
            Self::Tiering => "S3, tiering",
            Self::Copying => "replica in another Region",
            Self::Keys => "KMS keys and requests",
            Self::Queries => "Athena queries",
            Self::Dashboards => "QuickSight people",
            Self::Logs => "CloudWatch Logs",
            Self::Watch => "CloudWatch alarms, dashboard, metrics",
            Self::Site => "CloudFront for the menu",
        }
    }

    /// Whether it is part of the way in: what grows with each session and differs by edge.
    #[must_use]
    pub const fn is_way_in(self) -> bool {
        matches!(
            self,
            Self::Ingest
                | Self::Conversion
                | Self::Transformation
                | Self::Api
                | Self::FunctionUrl
                | Self::Function
        )
    }
}

/// A line of a bill: so many of this, so many dollars.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line {
    /// What it is for.
    pub kind: Kind,
    /// Dollars of the month.
    pub usd: f64,
    /// How they come about, as a person reads it.
    pub how: String,
    /// The least certain of the prices in it; none where nothing has a price.
    pub standing: Option<Standing>,
    /// Those of its prices that could not be confirmed.
    pub unconfirmed: Vec<Item>,
}

impl Line {
    /// Its dollars as people read them; of a host nobody here can know.
    #[must_use]
    pub fn shown(&self) -> String {
        if self.kind == Kind::Host { "not in it".to_owned() } else { dollars(self.usd) }
    }
}

/// Where lines take their prices from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shop<'a> {
    pub(super) prices: &'a Prices,
    pub(super) region: Region,
}

impl Shop<'_> {
    /// A line of one kind over so many of each item.
    pub(super) fn line(&self, kind: Kind, how: String, of: &[(Item, f64)]) -> Line {
        // A sum of nothing is minus nothing (`Sum` begins at -0.0), which would be printed as such.
        let each = of.iter().map(|(item, units)| self.prices.price(*item, self.region).of(*units));
        let usd = each.fold(0.0, |sum, usd| sum + usd);
        let used = || of.iter().filter(|(_, units)| *units > 0.0).map(|(item, _)| *item);
        let known = |item: Item| self.prices.price(item, self.region).standing;
        let standing = used().map(known).max();
        let unconfirmed = used().filter(|item| known(*item) == Standing::Unconfirmed).collect();
        Line { kind, usd, how, standing, unconfirmed }
    }
}
