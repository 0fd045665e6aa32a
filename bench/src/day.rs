//! The dining room: a hundred phones that open the menu at lunch, and a collector that nobody can reach until next noon.

use crate::phone::{MINUTE_US, Phone};
use crate::random::Random;

const PHONES: u64 = 100;

/// The room fills in this time.
const ARRIVALS_MINUTES: u64 = 30;

/// What each phone may ask in a day that brings no answer.
const REQUESTS_MAX: usize = 60;

pub(crate) const DAY_MINUTES: usize = 24 * 60;

/// After this the first failures of all phones are long over, and only their waits decide when they ask.
#[cfg(test)]
const SETTLED_MINUTES: usize = 60;

/// When which phone asked.
pub struct Day {
    /// Requests of each phone.
    per_phone: Vec<usize>,
    /// Requests of the whole room in each minute.
    pub(crate) per_minute: Vec<u32>,
}

impl Day {
    /// Lets a day pass for every phone.
    ///
    /// # Panics
    /// Never: a day has few minutes.
    #[must_use]
    pub fn pass() -> Self {
        let mut arrivals = Random::new(0);
        let end_us = DAY_MINUTES as u64 * MINUTE_US;
        let phones: Vec<Phone> = (0..PHONES)
            .map(|seed| Phone::day(seed, arrivals.below(ARRIVALS_MINUTES * MINUTE_US), end_us))
            .collect();
        let per_phone = phones.iter().map(|phone| phone.requests_us.len()).collect();
        let mut per_minute = vec![0; DAY_MINUTES];
        for us in phones.iter().flat_map(|phone| &phone.requests_us) {
            per_minute[usize::try_from(us / MINUTE_US).expect("a day has few minutes")] += 1;
        }
        Self { per_phone, per_minute }
    }

    /// A line for each minute.
    #[must_use]
    pub fn csv(&self) -> String {
        let minutes = self.per_minute.iter().enumerate();
        let lines: Vec<String> = minutes.map(|(minute, requests)| format!("{minute},{requests}")).collect();
        format!("minute,requests\n{}\n", lines.join("\n"))
    }

    /// What the figures come to.
    #[must_use]
    pub fn summary(&self) -> String {
        let mut sorted = self.per_phone.clone();
        sorted.sort_unstable();
        let (most, middle) = (sorted.last().copied().unwrap_or(0), sorted[sorted.len() / 2]);
        let (peak_minute, peak) = self.peak(0);
        let verdict = if most <= REQUESTS_MAX { "pass" } else { "FAIL" };
        format!(
            "{verdict}  requests per phone in a day without a collector: at most {most}, median {middle} (must: ≤ {REQUESTS_MAX})\n\
             busiest minute of {PHONES} phones: {peak} requests, {peak_minute} minutes after the first came"
        )
    }

    /// The busiest minute from `from` on, and its requests.
    fn peak(&self, from: usize) -> (usize, u32) {
        let minutes = self.per_minute.iter().copied().enumerate().skip(from);
        minutes.max_by_key(|(_, requests)| *requests).expect("a day has minutes")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phone_asks_and_none_asks_all_the_time() {
        let day = Day::pass();
        assert_eq!(day.per_phone.len(), 100);
        assert!(day.per_phone.iter().all(|requests| (1..=100).contains(requests)), "{:?}", day.per_phone);
        let requests: usize = day.per_phone.iter().sum();
        assert_eq!(requests, day.per_minute.iter().map(|minute| *minute as usize).sum::<usize>());
    }

    #[test]
    fn the_room_never_asks_as_one() {
        let day = Day::pass();
        let (minute, requests) = day.peak(0);
        assert!(requests <= 60, "{requests} requests in minute {minute}");
        let (minute, requests) = day.peak(SETTLED_MINUTES);
        assert!(requests <= 20, "{requests} requests in minute {minute}");
    }
}
