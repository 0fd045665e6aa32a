//! Chance that is the same for the same seed.

use fastrand::Rng;

/// Rounded; nothing here comes near the ends of an integer.
#[expect(clippy::cast_possible_truncation, reason = "times and counts of a day")]
pub(crate) const fn whole(value: f64) -> i64 {
    value.round() as i64
}

/// Draws of one guest, or of one day.
#[derive(Debug)]
pub(crate) struct Chance(Rng);

impl Chance {
    /// A stream of its own for each place, so that one guest's draws never move another's.
    pub(crate) fn of(seed: u64, place: [u64; 2]) -> Self {
        let mix = |seed: u64, part: u64| {
            let mixed = (seed ^ part.wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed ^ (mixed >> 31)
        };
        Self(Rng::with_seed(place.into_iter().fold(seed, mix)))
    }

    /// True this often of one.
    pub(crate) fn happens(&mut self, share: f64) -> bool {
        self.0.f64() < share
    }

    /// From the first to the last, both included, each as likely.
    pub(crate) fn between(&mut self, (first, last): (u32, u32)) -> u64 {
        u64::from(self.0.u32(first..=last))
    }

    /// One of so many, counted from 0.
    pub(crate) fn place(&mut self, count: usize) -> usize {
        self.0.usize(0..count.max(1))
    }

    /// Around 1, above 0, right-skewed as times are: an Erlang distribution of this shape with mean 1, whose deviation
    /// is one over the root of the shape.
    pub(crate) fn skewed(&mut self, shape: u32) -> f64 {
        let sum: f64 = (0..shape).map(|_| -(1.0 - self.0.f64()).ln()).sum();
        sum / f64::from(shape)
    }

    /// Around 0 with deviation 1: the sum of twelve even draws, as near to normal as a clock's time of day needs.
    pub(crate) fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.0.f64()).sum::<f64>() - 6.0
    }

    /// One of these, each as often as its weight says.
    pub(crate) fn one_of<'a, T>(&mut self, weighted: &'a [(T, u32)]) -> &'a T {
        let total: u32 = weighted.iter().map(|(_, weight)| weight).sum();
        let mut drawn = self.0.u32(0..total.max(1));
        let found = weighted.iter().find(|(_, weight)| {
            let is_here = drawn < *weight;
            drawn = drawn.saturating_sub(*weight);
            is_here
        });
        &found.unwrap_or(&weighted[0]).0
    }

    /// The bits of an id.
    pub(crate) fn bits(&mut self) -> u128 {
        self.0.u128(..)
    }
}
