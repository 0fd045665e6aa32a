//! Waits between tries: exponential, capped, with full jitter.

use crate::time::Monotonic;

/// Doublings after which any base has reached any cap.
const DOUBLINGS_MAX: u32 = 31;

/// How long to wait, and how often it went wrong.
#[derive(Clone, Debug)]
pub(crate) struct Backoff {
    base_ms: u32,
    max_ms: u32,
    failures: u32,
    random: u64,
}

impl Backoff {
    pub(crate) const fn new(base_ms: u32, max_ms: u32, seed: u64) -> Self {
        Self { base_ms, max_ms, failures: 0, random: seed }
    }

    /// A request was taken: the next failure waits the base again.
    pub(crate) fn reset(&mut self) {
        self.failures = 0;
    }

    /// When to try again: at a random moment between now and the capped exponential ("full jitter", Brooker,
    /// "Exponential Backoff And Jitter", AWS 2015), but never before the server asked for.
    pub(crate) fn fail(&mut self, now: Monotonic, retry_after_ms: Option<u32>) -> Monotonic {
        let ceiling = u64::from(self.base_ms) << self.failures.min(DOUBLINGS_MAX);
        let ceiling = ceiling.min(self.max_ms.into());
        self.failures = self.failures.saturating_add(1);
        let jitter_ms = self.next_random() % (ceiling + 1);
        let jitter_ms = u32::try_from(jitter_ms).unwrap_or(self.max_ms);
        now.plus_ms(retry_after_ms.unwrap_or(0)).plus_ms(jitter_ms)
    }

    /// `SplitMix64` (Steele, Lea and Flood, OOPSLA 2014): enough for jitter, and ten instructions.
    fn next_random(&mut self) -> u64 {
        self.random = self.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.random ^ (self.random >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::Backoff;
    use crate::time::Monotonic;

    fn waits_ms(seed: u64) -> [u64; 20] {
        let mut backoff = Backoff::new(1000, 60_000, seed);
        core::array::from_fn(|_| backoff.fail(Monotonic::from_micros(0), None).as_micros() / 1000)
    }

    #[test]
    fn waits_stay_under_the_doubling_ceiling_and_its_cap() {
        for seed in 0..200 {
            for (failures, wait_ms) in (0_u32..).zip(waits_ms(seed)) {
                assert!(wait_ms <= (1000_u64 << failures).min(60_000), "wait {failures} was {wait_ms}");
            }
        }
    }

    #[test]
    fn waits_of_many_phones_spread_over_the_whole_range() {
        let last_ms: [u64; 500] = core::array::from_fn(|seed| waits_ms(seed as u64)[19]);
        for tenth in 0..10 {
            let range = tenth * 6000..(tenth + 1) * 6000;
            let inside = last_ms.iter().filter(|wait_ms| range.contains(*wait_ms)).count();
            assert!((20..=90).contains(&inside), "{inside} of 500 waits in {range:?}");
        }
    }

    #[test]
    fn a_wait_the_server_asked_for_is_never_cut_short() {
        for seed in 0..200 {
            let mut backoff = Backoff::new(1000, 60_000, seed);
            let again = backoff.fail(Monotonic::from_micros(0), Some(20_000)).as_micros();
            assert!((20_000_000..=21_000_000).contains(&again));
        }
    }
}
