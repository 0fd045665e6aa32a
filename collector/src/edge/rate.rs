//! How much may come in.

/// Batches a second, and how many at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// Batches a second, on average; 0 for no limit.
    pub per_s: u32,
    /// Batches that may come at once after a pause; at least `per_s`.
    pub burst: u32,
}

impl Rate {
    /// No limit.
    pub const OFF: Self = Self { per_s: 0, burst: 0 };

    /// One address, by default. A whole dining room may be behind one: 200 guests, each with a batch every few minutes
    /// at the default flush age, are 2 a second; with a flush age of five seconds, 40. The burst is a room that comes
    /// back into the network at once, each page with its last batch, its kept ones and a reload: 200 times five.
    pub const ADDRESS: Self = Self { per_s: 50, burst: 1_000 };

    /// One site, by default: a Firehose stream takes 1 MiB/s outside the three largest Regions, and a batch is about
    /// 2 KiB. The spool holds what comes faster for a while; the burst is ten seconds of it.
    pub const SITE: Self = Self { per_s: 500, burst: 5_000 };

    /// What is wrong with it, named after what it limits.
    pub(super) fn problem(self, of: &str) -> Option<String> {
        let Self { per_s, burst } = self;
        (burst < per_s).then(|| {
            format!("{of}_rate allows {per_s} batches a second but only {burst} at once; make the burst at least {per_s}")
        })
    }
}
