//! Faults drawn from a seed, for runs too long to be scripted.

use crate::fault::Fault;

/// Which fault each put meets that no script speaks of.
#[derive(Clone, Debug)]
pub struct Plan {
    chances: Vec<(Fault, u16)>,
    rng: fastrand::Rng,
}

impl Plan {
    /// Each fault with its chances in a thousand; the rest of the thousand ends well.
    ///
    /// # Panics
    /// When there are more than a thousand chances.
    #[must_use]
    pub fn new(seed: u64, chances: Vec<(Fault, u16)>) -> Self {
        let all: u32 = chances.iter().map(|(_, chances)| u32::from(*chances)).sum();
        assert!(all <= 1_000, "{all} chances in a thousand");
        Self { chances, rng: fastrand::Rng::with_seed(seed) }
    }

    /// None at all, and a source of randomness for scripted faults.
    #[must_use]
    pub fn none() -> Self {
        Self::new(0, Vec::new())
    }

    pub(crate) fn draw(&mut self) -> Fault {
        let mut drawn = self.rng.u16(0..1_000);
        for (fault, chances) in &self.chances {
            if drawn < *chances {
                return fault.clone();
            }
            drawn -= chances;
        }
        Fault::Nothing
    }

    pub(crate) fn rng(&mut self) -> &mut fastrand::Rng {
        &mut self.rng
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_is_its_seed() {
        let drawn = |seed| {
            let mut plan = Plan::new(seed, vec![(Fault::Reset, 100), (Fault::Throttle, 300)]);
            (0..2_000).map(|_| plan.draw()).collect::<Vec<_>>()
        };
        assert_eq!(drawn(1), drawn(1));
        assert_ne!(drawn(1), drawn(2));
        let resets = drawn(1).iter().filter(|fault| **fault == Fault::Reset).count();
        assert!((140..260).contains(&resets), "{resets}");
    }
}
