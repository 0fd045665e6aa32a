//! The sorts of refusals, each with the name that programs sort by. Names are never changed.

/// Why a request was refused: the last part of the `type` in problem JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    UnknownPath,
    WrongMethod,
    ContentType,
    ContentCoding,
    TooLarge,
    TooSlow,
    BrokenOff,
    BadGzip,
    Invalid,
    UnknownSite,
    ForeignOrigin,
    TooMany,
    NotStored,
    NotReady,
}

impl Sort {
    pub(crate) const ALL: [Self; 14] = [
        Self::UnknownPath,
        Self::WrongMethod,
        Self::ContentType,
        Self::ContentCoding,
        Self::TooLarge,
        Self::TooSlow,
        Self::BrokenOff,
        Self::BadGzip,
        Self::Invalid,
        Self::UnknownSite,
        Self::ForeignOrigin,
        Self::TooMany,
        Self::NotStored,
        Self::NotReady,
    ];

    /// The sorts that a batch may be refused by.
    pub(crate) const OF_BATCHES: [Self; 11] = [
        Self::ContentType,
        Self::ContentCoding,
        Self::TooLarge,
        Self::TooSlow,
        Self::BrokenOff,
        Self::BadGzip,
        Self::Invalid,
        Self::UnknownSite,
        Self::ForeignOrigin,
        Self::TooMany,
        Self::NotStored,
    ];

    pub(crate) const fn name(self) -> &'static str {
        self.facts().0
    }

    pub(crate) const fn status(self) -> u16 {
        self.facts().1
    }

    pub(crate) const fn title(self) -> &'static str {
        self.facts().2
    }

    const fn facts(self) -> (&'static str, u16, &'static str) {
        match self {
            Self::UnknownPath => ("unknown-path", 404, "Nothing is here"),
            Self::WrongMethod => ("wrong-method", 405, "Wrong method"),
            Self::ContentType => ("content-type", 415, "Wrong content type"),
            Self::ContentCoding => ("content-coding", 415, "Unknown content coding"),
            Self::TooLarge => ("too-large", 413, "The batch is too large"),
            Self::TooSlow => ("too-slow", 408, "The body took too long"),
            Self::BrokenOff => ("broken-off", 400, "The body did not arrive whole"),
            Self::BadGzip => ("bad-gzip", 400, "The body is not gzip"),
            Self::Invalid => ("invalid-batch", 400, "The batch cannot be read"),
            Self::UnknownSite => ("unknown-site", 404, "Unknown site"),
            Self::ForeignOrigin => ("foreign-origin", 403, "Origin not allowed"),
            Self::TooMany => ("too-many", 429, "Too many batches"),
            Self::NotStored => ("not-stored", 503, "The events were not stored"),
            Self::NotReady => ("not-ready", 503, "Not ready"),
        }
    }
}
