//! The page's clock, read by the shell once an input. What people call the time stands in the header of each batch, and
//! is nothing to the engine.

/// A point on the page's monotonic clock, in microseconds since an origin of the shell's choice.
///
/// Microseconds, because browsers give tenths of a millisecond and shares of attention are divided further:
/// whole milliseconds would lose what the sums must keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Monotonic(u64);

impl Monotonic {
    /// The point that many microseconds after the origin.
    #[must_use]
    pub const fn from_micros(micros: u64) -> Self {
        Self(micros)
    }

    /// Microseconds since the origin.
    #[must_use]
    pub const fn as_micros(self) -> u64 {
        self.0
    }

    /// Microseconds from `earlier` to this point; 0 where `earlier` is later.
    pub(crate) const fn since(self, earlier: Self) -> u64 {
        self.0.saturating_sub(earlier.0)
    }

    pub(crate) const fn minus_micros(self, micros: u64) -> Self {
        Self(self.0.saturating_sub(micros))
    }

    /// The point that many milliseconds later.
    pub(crate) const fn plus_ms(self, ms: u32) -> Self {
        Self(self.0.saturating_add(ms as u64 * MICROS_PER_MS))
    }
}

/// Microseconds in a millisecond.
pub(crate) const MICROS_PER_MS: u64 = 1000;
