//! Why an entry became a dead letter.

/// The reasons, each counted for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// It alone is over a limit of the sink.
    TooLarge,
    /// The sink refused it, alone.
    Refused,
    /// It kept failing, alone, while the sink took others.
    Exhausted,
    /// It grew too old before the sink took it.
    Expired,
    /// What the spool held of it is not what was written.
    Damaged,
}

impl Reason {
    /// All of them, in the order of this enum.
    pub const ALL: [Self; 5] = [Self::TooLarge, Self::Refused, Self::Exhausted, Self::Expired, Self::Damaged];

    /// Its name in dead letters, metrics and the ledger.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::TooLarge => "too_large",
            Self::Refused => "refused",
            Self::Exhausted => "exhausted",
            Self::Expired => "expired",
            Self::Damaged => "damaged",
        }
    }

    /// The reason of a name.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == name)
    }
}
