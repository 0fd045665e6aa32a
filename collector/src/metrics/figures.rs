//! What other parts of the collector tell the metrics, as plain numbers at one instant.

/// What tells some of the figures. Each figure is asked of every source, and the first that knows it is believed.
pub trait MetricsSource: Send + Sync {
    /// The spool's.
    fn spool(&self) -> Option<SpoolFigures> {
        None
    }

    /// Delivery's.
    fn delivery(&self) -> Option<DeliveryFigures> {
        None
    }

    /// The credentials'.
    fn credentials(&self) -> Option<CredentialsFigures> {
        None
    }

    /// The server's.
    fn server(&self) -> Option<ServerFigures> {
        None
    }
}

/// The spool at one instant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SpoolFigures {
    /// Bytes on disk.
    pub bytes: u64,
    /// Bytes that are allowed.
    pub bytes_max: u64,
    /// Batches in it.
    pub batches: u64,
    /// Age of the oldest one, in milliseconds; 0 where there is none.
    pub oldest_age_ms: u64,
    /// Commits to disk since the start.
    pub commits: u64,
    /// Batches that these made safe.
    pub committed_batches: u64,
}

/// Delivery since the start. Outcomes are named by who counts them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeliveryFigures {
    /// Calls by outcome.
    pub calls: Vec<(&'static str, u64)>,
    /// Records by outcome.
    pub records: Vec<(&'static str, u64)>,
    /// Records that were sent again.
    pub retries: u64,
    /// Calls that may run at once now.
    pub concurrency: u64,
    /// Bytes of accepted records.
    pub raw_bytes: u64,
    /// The same, each record rounded up to what is billed; 0 where nothing is.
    pub billed_bytes: u64,
}

/// The credentials in use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CredentialsFigures {
    /// When they end, in milliseconds since 1970.
    pub expires_at_ms: i64,
}

/// Connections since the start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServerFigures {
    /// Open now.
    pub open: u64,
    /// Accepted.
    pub accepted: u64,
    /// Ended by this side, by reason.
    pub cut: Vec<(&'static str, u64)>,
}
