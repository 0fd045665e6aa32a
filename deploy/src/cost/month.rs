//! What a month is made of: how many guests, what each sends, how long it is kept, who reads it.

use serde::Serialize;

use super::limits::RECORD_BYTES_MAX;
use super::{Edge, Region};
use crate::Wrong;

/// What is asked for; each number as it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Sessions a month.
    pub sessions: u64,
    /// Events a session.
    pub events: u64,
    /// Bytes of an event.
    pub event_bytes: u64,
    /// Requests with which a session sends them.
    pub posts: u64,
    /// Code of a Region.
    pub region: String,
    /// Whether all is copied to another Region.
    pub replica: bool,
    /// Days of which the lake holds events.
    pub days_kept: u64,
    /// Days after which files go to Glacier.
    pub glacier_after_days: u64,
    /// Bytes of Parquet for a hundred bytes of events.
    pub stored_percent: u64,
    /// Queries a month.
    pub queries: u64,
    /// Days that a query reads.
    pub query_days: u64,
    /// People who make dashboards.
    pub authors: u64,
    /// People who read dashboards.
    pub readers: u64,
    /// KiB that a guest fetches of the menu where the site is served by CloudFront; none where it is not.
    pub page_kib: Option<u64>,
    /// Whether the transformation runs; by the edge where it is not said.
    pub transform: Option<bool>,
}

impl Default for Given {
    fn default() -> Self {
        Self {
            sessions: 1_000_000,
            events: 20,
            event_bytes: 300,
            posts: 3,
            region: Region::UsEast1.as_str().to_owned(),
            replica: false,
            days_kept: 365,
            glacier_after_days: 730,
            stored_percent: 25,
            queries: 300,
            query_days: 30,
            authors: 1,
            readers: 0,
            page_kib: None,
            transform: None,
        }
    }
}

/// A month that can be: each number within its bounds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "as in `Given`")]
pub struct Month {
    pub sessions: u64,
    pub events: u64,
    pub event_bytes: u64,
    pub posts: u64,
    pub region: Region,
    pub replica: bool,
    pub days_kept: u64,
    pub glacier_after_days: u64,
    pub stored_percent: u64,
    pub queries: u64,
    pub query_days: u64,
    pub authors: u64,
    pub readers: u64,
    pub page_kib: Option<u64>,
    pub transform: Option<bool>,
}

/// A bound: the flag, what was given, the least, the most, and why there is one.
type Bound = (&'static str, u64, u64, u64, &'static str);

impl Given {
    /// The month, where all of it can be.
    ///
    /// # Errors
    ///
    /// All that cannot be.
    pub fn month(self, edges: &[Edge]) -> Result<Month, Vec<Wrong>> {
        let mut wrong: Vec<Wrong> = self.bounds().iter().filter_map(outside).collect();
        if self.posts > self.events && self.events > 0 {
            wrong.push(Wrong::new(
                "--posts",
                format!(
                    "{} requests cannot carry {} events; give at most as many as --events",
                    self.posts, self.events
                ),
            ));
        }
        if self.posts > 0
            && (self.events.saturating_mul(self.event_bytes)).div_ceil(self.posts) > RECORD_BYTES_MAX
        {
            wrong.push(Wrong::new(
                "--posts",
                format!("a request would carry more than the {RECORD_BYTES_MAX} bytes of a Firehose record; give more requests or fewer bytes"),
            ));
        }
        let untransformed: Vec<&str> =
            edges.iter().filter(|edge| edge.needs_transformation()).map(|edge| edge.as_str()).collect();
        if self.transform == Some(false) && !untransformed.is_empty() {
            let edges = untransformed.join(" and ");
            wrong.push(Wrong::new(
                "--transform",
                format!("`off` does not go with {edges}: there the page's own batch is in the stream, and the transformation makes rows of it"),
            ));
        }
        match (Region::of(&self.region), wrong.is_empty()) {
            (Ok(region), true) => Ok(self.within(region)),
            (Ok(_), false) => Err(wrong),
            (Err(unknown), _) => Err(wrong.into_iter().chain([unknown]).collect()),
        }
    }

    fn bounds(&self) -> [Bound; 11] {
        let people = "a QuickSight account has no more without asking AWS";
        [
            (
                "--sessions",
                self.sessions,
                1,
                1_000_000_000_000,
                "a hundred sessions a month for everyone alive",
            ),
            ("--events", self.events, 1, 100_000, "a visit ends before"),
            ("--event-bytes", self.event_bytes, 1, 1_024_000, "a record of Firehose holds no more"),
            ("--posts", self.posts, 1, 100_000, "a visit ends before"),
            ("--days-kept", self.days_kept, 1, 36_500, "a hundred years"),
            ("--glacier-after-days", self.glacier_after_days, 1, 36_500, "a hundred years"),
            (
                "--stored-percent",
                self.stored_percent,
                1,
                1_000,
                "Parquet is smaller than JSON, or hardly larger",
            ),
            ("--queries", self.queries, 0, 1_000_000_000, "Athena takes no more"),
            ("--query-days", self.query_days, 1, 36_500, "a hundred years"),
            ("--authors", self.authors, 0, 100_000, people),
            ("--readers", self.readers, 0, 10_000_000, people),
        ]
    }

    fn within(self, region: Region) -> Month {
        Month {
            sessions: self.sessions,
            events: self.events,
            event_bytes: self.event_bytes,
            posts: self.posts,
            region,
            replica: self.replica,
            days_kept: self.days_kept,
            glacier_after_days: self.glacier_after_days,
            stored_percent: self.stored_percent,
            queries: self.queries,
            query_days: self.query_days,
            authors: self.authors,
            readers: self.readers,
            page_kib: self.page_kib,
            transform: self.transform,
        }
    }
}

fn outside(bound: &Bound) -> Option<Wrong> {
    let (flag, given, least, most, why) = *bound;
    let fits = (least..=most).contains(&given);
    (!fits).then(|| Wrong::new(flag, format!("{given} is outside of {least} to {most} ({why})")))
}

impl Month {
    /// Requests of all sessions.
    #[must_use]
    pub fn requests(&self) -> f64 {
        float(self.sessions) * float(self.posts)
    }

    /// Bytes of all events.
    #[must_use]
    pub fn bytes(&self) -> f64 {
        float(self.sessions) * float(self.events) * float(self.event_bytes)
    }

    /// Bytes of one request's events, where they are shared out evenly.
    #[must_use]
    pub fn request_bytes(&self) -> u64 {
        (self.events * self.event_bytes).div_ceil(self.posts)
    }

    /// Whether the transformation runs with an edge.
    #[must_use]
    pub fn transforms(&self, edge: Edge) -> bool {
        edge.needs_transformation() || self.transform == Some(true)
    }
}

/// A count as what is multiplied with prices.
#[allow(clippy::cast_precision_loss, reason = "dollars of counts beyond 2^53 are not told to the cent")]
pub(super) fn float(count: u64) -> f64 {
    count as f64
}
