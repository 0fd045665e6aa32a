//! When to load again: numbers and their reasons.

/// The part of what is left of their life after which credentials are loaded again, in percent, drawn between the two:
/// a guest's hour is renewed after 42 to 51 minutes, at another moment by each collector, with time for many tries.
const AHEAD_PERCENT: std::ops::RangeInclusive<i64> = 70..=85;

/// Loads ahead of expiry are at least so far apart: a source may give what it has given before (an instance's role is
/// renewed on AWS's own schedule), and is then asked at ever shorter intervals.
const APART_MS: i64 = 30_000;

/// Credentials that expire so soon are not used: the call they sign has yet to arrive.
pub(super) const LEFT_MIN_MS: i64 = 10_000;

/// The longest rest after the first failure; it doubles with each failure in a row, and each rest is a random part of it
/// («full jitter»): <https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/>.
const REST_BASE_MS: u64 = 1_000;

/// The longest rest of all: within it, whoever has put the pool right sees the collector deliver.
const REST_MAX_MS: u64 = 60_000;

/// When to load again what expires then.
pub(super) fn refresh_at_ms(now_ms: i64, expires_at_ms: i64, rng: &mut fastrand::Rng) -> i64 {
    let left_ms = (expires_at_ms - now_ms).max(0);
    now_ms + (left_ms * rng.i64(AHEAD_PERCENT) / 100).max(APART_MS)
}

/// How long to rest after so many failures in a row.
pub(super) fn rest_ms(failures: u32, rng: &mut fastrand::Rng) -> i64 {
    let doublings = failures.saturating_sub(1).min(16);
    let longest = (REST_BASE_MS << doublings).min(REST_MAX_MS);
    i64::try_from(rng.u64(0..=longest)).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_hour_is_renewed_in_its_last_third_at_random_moments() {
        let hour_ms = 3_600_000;
        let mut rng = fastrand::Rng::with_seed(1);
        let moments: Vec<i64> = (0..1_000).map(|_| refresh_at_ms(5, 5 + hour_ms, &mut rng)).collect();
        assert!(moments.iter().all(|at| (5 + hour_ms * 70 / 100..=5 + hour_ms * 85 / 100).contains(at)));
        assert!(moments.iter().min() != moments.iter().max());
        assert_eq!(refresh_at_ms(5, 6, &mut rng), 5 + APART_MS);
    }

    #[test]
    fn rests_grow_and_are_random_parts() {
        let mut rng = fastrand::Rng::with_seed(1);
        let mut longest =
            |failures| (0..1_000).map(|_| rest_ms(failures, &mut rng)).max().unwrap_or_default();
        assert!((900..=1_000).contains(&longest(1)));
        assert!((3_600..=4_000).contains(&longest(3)));
        assert!((54_000..=60_000).contains(&longest(u32::MAX)));
        let shortest = (0..1_000).map(|_| rest_ms(9, &mut rng)).min();
        assert!(shortest < Some(2_000));
    }
}
