//! Counts what comes in against the rates. Memory is bounded, whoever comes.

use std::collections::HashMap;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::keyed::{DashMapStateStore, ShrinkableKeyedStateStore};
use governor::state::{InMemoryState, NotKeyed, StateStore};
use governor::{Quota, RateLimiter};

use super::{EdgeSettings, Rate, client};
use crate::Sites;

/// Addresses that are counted at one time: ours; some 3 MB. One more is let through uncounted: its site's rate holds,
/// and to refuse a guest because strangers are many would do the strangers' work.
const ADDRESSES_MAX: usize = 64 * 1024;

/// Newcomers that are let through before it is looked again whether there is room: ours; looking costs a millisecond.
const LOOK_AGAIN: usize = ADDRESSES_MAX / 16;

type OneSite<C> = RateLimiter<NotKeyed, InMemoryState, C, NoOpMiddleware<<C as Clock>::Instant>>;

/// The rates of all addresses and sites.
pub(crate) struct Limits<C: Clock = DefaultClock> {
    clock: C,
    addresses: Option<Bounded<C>>,
    /// Empty where no rate is set.
    sites: HashMap<String, OneSite<C>>,
}

impl<C: Clock + Clone> Limits<C> {
    pub(crate) fn new(settings: &EdgeSettings, sites: &Sites, clock: C) -> Self {
        let one = |key: &str| {
            let quota = quota(settings.site_rate)?;
            Some((key.to_owned(), RateLimiter::direct_with_clock(quota, clock.clone())))
        };
        Self {
            addresses: quota(settings.address_rate)
                .map(|quota| Bounded::new(quota, clock.clone(), ADDRESSES_MAX)),
            sites: sites.keys().filter_map(one).collect(),
            clock,
        }
    }

    /// Counts a request of the address; how long to wait where it is too many.
    pub(crate) fn address(&self, address: IpAddr) -> Result<(), Duration> {
        self.addresses
            .as_ref()
            .map_or(Ok(()), |addresses| addresses.check(client::bucket(address), &self.clock))
    }

    /// The same for a batch of the site.
    pub(crate) fn site(&self, key: &str) -> Result<(), Duration> {
        let Some(site) = self.sites.get(key) else { return Ok(()) };
        site.check().map_err(|not_until| not_until.wait_time_from(self.clock.now()))
    }
}

fn quota(rate: Rate) -> Option<Quota> {
    let per_s = NonZeroU32::new(rate.per_s)?;
    Some(Quota::per_second(per_s).allow_burst(NonZeroU32::new(rate.burst).unwrap_or(per_s)))
}

/// Rates by key, for a bounded number of keys.
struct Bounded<C: Clock> {
    limiter: RateLimiter<u64, Places, C, NoOpMiddleware<C::Instant>>,
    keys_max: usize,
    /// Checks until the keys are counted: their number grows by at most one each.
    checks_left: AtomicUsize,
    full: Arc<AtomicBool>,
}

/// The states of all keys. When it is full, those that are in it are still counted, and newcomers are as if nobody knew
/// them.
struct Places {
    states: DashMapStateStore<u64>,
    full: Arc<AtomicBool>,
}

impl StateStore for Places {
    type Key = u64;

    fn measure_and_replace<T, F, E>(&self, key: &u64, f: F) -> Result<T, E>
    where
        F: Fn(Option<Nanos>) -> Result<(T, Nanos), E>,
    {
        if self.full.load(Ordering::Relaxed) && !self.states.contains_key(key) {
            return f(None).map(|(outcome, _)| outcome);
        }
        self.states.measure_and_replace(key, f)
    }
}

impl ShrinkableKeyedStateStore<u64> for Places {
    fn retain_recent(&self, drop_below: Nanos) {
        self.states.retain_recent(drop_below);
    }

    fn len(&self) -> usize {
        self.states.len()
    }

    fn is_empty(&self) -> bool {
        self.states.is_empty()
    }
}

impl<C: Clock> Bounded<C> {
    fn new(quota: Quota, clock: C, keys_max: usize) -> Self {
        let full = Arc::new(AtomicBool::new(false));
        let places = Places { states: DashMapStateStore::default(), full: full.clone() };
        let limiter = RateLimiter::new(quota, places, clock);
        Self { limiter, keys_max, checks_left: AtomicUsize::new(keys_max), full }
    }

    fn check(&self, key: u64, clock: &C) -> Result<(), Duration> {
        let order = Ordering::Relaxed;
        if self.checks_left.fetch_update(order, order, |left| left.checked_sub(1)).is_err() {
            self.make_room();
        }
        self.limiter.check_key(&key).map_err(|not_until| not_until.wait_time_from(clock.now()))
    }

    /// Forgets the keys whose rate is as if they had never come.
    fn make_room(&self) {
        self.limiter.retain_recent();
        let room = self.keys_max.saturating_sub(self.limiter.len());
        self.full.store(room == 0, Ordering::Relaxed);
        // The check that found no room left is the first of the new ones.
        self.checks_left.store(room.checked_sub(1).unwrap_or(LOOK_AGAIN), Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use governor::clock::FakeRelativeClock;

    use super::*;
    use crate::{Origins, Site};

    const RATE: Rate = Rate { per_s: 2, burst: 4 };

    fn limits(address_rate: Rate, site_rate: Rate, clock: &FakeRelativeClock) -> Limits<FakeRelativeClock> {
        let site = |key: &str| Site { key: key.to_owned(), origins: Origins::Any };
        let sites = Sites::try_new(vec![site("bistro"), site("cafe")]).expect("sound");
        Limits::new(
            &EdgeSettings { address_rate, site_rate, ..EdgeSettings::default() },
            &sites,
            clock.clone(),
        )
    }

    fn address(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn an_address_has_its_burst_then_its_rate_and_takes_nothing_from_others() {
        let clock = FakeRelativeClock::default();
        let limits = limits(RATE, Rate::OFF, &clock);
        let (one, other) = (address("203.0.113.1"), address("203.0.113.2"));
        assert!((0..4).all(|_| limits.address(one).is_ok()));
        assert_eq!(limits.address(one), Err(Duration::from_millis(500)));
        assert_eq!(limits.address(other), Ok(()));
        clock.advance(Duration::from_millis(500));
        assert_eq!(limits.address(one), Ok(()));
        assert!(limits.address(one).is_err());
        assert!((0..100).all(|_| limits.site("bistro").is_ok()));
    }

    #[test]
    fn a_site_has_its_burst_then_its_rate_and_takes_nothing_from_others() {
        let clock = FakeRelativeClock::default();
        let limits = limits(Rate::OFF, RATE, &clock);
        assert!((0..4).all(|_| limits.site("bistro").is_ok()));
        assert_eq!(limits.site("bistro"), Err(Duration::from_millis(500)));
        assert_eq!(limits.site("cafe"), Ok(()));
        assert!((0..100).all(|_| limits.address(address("203.0.113.1")).is_ok()));
    }

    #[test]
    fn strangers_take_no_more_memory_than_there_is_and_make_room_as_they_go() {
        let clock = FakeRelativeClock::default();
        let quota = quota(RATE).expect("a rate");
        let bounded = Bounded::new(quota, clock.clone(), 100);
        let known = 7;
        assert!((0..4).all(|_| bounded.check(known, &clock).is_ok()));
        for stranger in 1000..3000 {
            assert_eq!(bounded.check(stranger, &clock), Ok(()));
            assert!(bounded.limiter.len() <= 100);
        }
        assert!(bounded.check(known, &clock).is_err(), "who was there before is counted still");
        assert!((0..10).all(|_| bounded.check(2999, &clock).is_ok()), "and who came later is not");
        clock.advance(Duration::from_secs(2));
        let refused = (0..LOOK_AGAIN).filter(|_| bounded.check(known, &clock).is_err()).count();
        assert!(refused > 0);
        assert!(bounded.limiter.len() < 3, "the strangers of two seconds ago are forgotten");
        assert!((0..5).any(|_| bounded.check(2999, &clock).is_err()));
    }
}
