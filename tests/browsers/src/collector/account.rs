//! What the double was sent, counted by the identity of events: visit and number.

use std::collections::BTreeMap;
use std::time::Instant;

use serde_json::Value;

use super::answer::Answer;

/// A request.
#[derive(Clone, Debug)]
pub struct Post {
    /// When its body was there.
    pub at: Instant,
    /// How it ended.
    pub answer: Answer,
    /// The batch.
    pub batch: Value,
    /// Bytes of the body.
    pub bytes: usize,
}

/// All requests, in the order in which they came.
#[derive(Clone, Debug, Default)]
pub struct Account {
    /// Every request, whatever its answer.
    pub posts: Vec<Post>,
}

/// What makes an event that event: its visit and its number.
pub(crate) type Identity = (String, u64);

impl Post {
    /// All events with their identities.
    pub fn events(&self) -> impl Iterator<Item = (Identity, &Value)> {
        let visit = self.batch["visit"].as_str().unwrap_or_default();
        let events = self.batch["events"].as_array().into_iter().flatten();
        events.map(move |event| ((visit.to_owned(), event[1].as_u64().unwrap_or(u64::MAX)), event))
    }

    /// Those of them that were stored.
    pub fn stored(&self) -> impl Iterator<Item = (Identity, &Value)> {
        self.events().skip(self.answer.stores_from().unwrap_or(usize::MAX))
    }

    /// The numbers `n` of the page's own reports of this name in it.
    #[must_use]
    pub fn reports(&self, name: &str) -> Vec<u64> {
        self.events().filter_map(|(_, event)| report(event, name)).collect()
    }
}

impl Account {
    /// How often each event was stored.
    #[must_use]
    pub fn times_stored(&self) -> BTreeMap<Identity, usize> {
        let mut times = BTreeMap::new();
        for (identity, _) in self.posts.iter().flat_map(Post::stored) {
            *times.entry(identity).or_default() += 1;
        }
        times
    }

    /// The numbers `n` of the page's own reports of this name that were stored; each event once, however often it came.
    #[must_use]
    pub fn reports(&self, name: &str) -> Vec<u64> {
        let stored = self.posts.iter().flat_map(Post::stored);
        let events: BTreeMap<Identity, &Value> = stored.collect();
        let mut numbers: Vec<u64> = events.into_values().filter_map(|event| report(event, name)).collect();
        numbers.sort_unstable();
        numbers
    }

    /// How many stored events had been stored before.
    #[must_use]
    pub fn doubled(&self) -> usize {
        self.times_stored().values().map(|times| times - 1).sum()
    }
}

fn report(event: &Value, name: &str) -> Option<u64> {
    let is_it = event[0] == "c" && event[3] == name;
    is_it.then(|| event[4]["n"].as_u64().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn post(answer: Answer, numbers: &[u64]) -> Post {
        let events: Vec<Value> =
            numbers.iter().map(|number| json!(["c", number, 0, "order", { "n": number * 10 }])).collect();
        let batch = json!({ "visit": "v", "events": events });
        Post { at: Instant::now(), answer, bytes: batch.to_string().len(), batch }
    }

    #[test]
    fn an_event_sent_twice_is_one_and_one_refused_is_none() {
        let posts = vec![
            post(Answer::Taken, &[0, 1]),
            post(Answer::Status(503, None), &[2]),
            post(Answer::TakenBut(1), &[3, 4]),
            post(Answer::TakenAndReset, &[1]),
        ];
        let account = Account { posts };
        assert_eq!(account.reports("order"), [0, 10, 40]);
        assert_eq!(account.doubled(), 1);
        assert!(account.reports("other").is_empty());
    }
}
