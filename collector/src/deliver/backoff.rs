//! Waits between tries: exponential, capped, with full jitter (Brooker, "Exponential Backoff And Jitter", AWS
//! Architecture Blog, 2015): uniform between nothing and the ceiling, as senders that failed together must not return
//! together.

use std::time::Duration;

/// Doublings after which any base has reached any cap.
const DOUBLINGS_MAX: u32 = 31;

/// The ceilings of waits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Backoff {
    pub(super) base: Duration,
    pub(super) max: Duration,
}

impl Backoff {
    /// The longest wait after so many failures, the first of which is 1.
    pub(super) fn ceiling(&self, failures: u32) -> Duration {
        let doublings = failures.saturating_sub(1).min(DOUBLINGS_MAX);
        self.base.saturating_mul(1 << doublings).min(self.max)
    }

    /// A wait, by a random number of 0 up to 1.
    pub(super) fn wait(&self, failures: u32, random: f64) -> Duration {
        self.ceiling(failures).mul_f64(random)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BACKOFF: Backoff = Backoff { base: Duration::from_millis(200), max: Duration::from_secs(30) };

    #[test]
    fn ceilings_double_up_to_the_cap() {
        let ceilings = [1, 2, 3, 8, 9, 100, u32::MAX].map(|failures| BACKOFF.ceiling(failures).as_millis());
        assert_eq!(ceilings, [200, 400, 800, 25_600, 30_000, 30_000, 30_000]);
    }

    #[test]
    fn waits_spread_over_the_whole_range() {
        let mut random = fastrand::Rng::with_seed(1);
        let waits: Vec<u128> = (0..500).map(|_| BACKOFF.wait(20, random.f64()).as_millis()).collect();
        for tenth in 0..10 {
            let range = tenth * 3000..(tenth + 1) * 3000;
            let inside = waits.iter().filter(|wait| range.contains(*wait)).count();
            assert!((20..=90).contains(&inside), "{inside} of 500 waits in {range:?}");
        }
    }
}
