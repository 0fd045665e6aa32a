//! The batch that load is made of: as the SDK's engine writes it, each time with another visit.

use std::ops::Range;

use bytes::Bytes;
use linger_wire::{Id, decode};

use super::guest;

/// A batch with a gap where the visit's id stands.
#[derive(Clone, Debug)]
pub struct Template {
    /// Up to the id.
    pub before: String,
    /// From behind the id.
    pub after: String,
    /// The numbers of its events.
    pub numbers: Range<u32>,
}

impl Default for Template {
    fn default() -> Self {
        let (visit, post) = guest::load_post();
        let (before, after) = post.body.split_once(&visit.encode()).expect("a batch names its visit");
        let batch = decode::batch(post.body.as_bytes()).expect("the engine writes sound batches");
        let first = decode::event(batch.events[0]).expect("of sound events").number();
        let events = u32::try_from(post.events).expect("batches are small");
        Self { before: before.to_owned(), after: after.to_owned(), numbers: first..first + events }
    }
}

impl Template {
    /// The batch of this visit.
    #[must_use]
    pub fn of(&self, visit: Id) -> Bytes {
        [self.before.as_str(), &visit.encode(), &self.after].concat().into()
    }

    /// Bytes of a batch, the same for all visits.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.of(Id::from_bits(0)).len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_visit_has_its_batch() {
        let template = Template::default();
        for bits in [0, 1, u128::MAX] {
            let body = template.of(Id::from_bits(bits));
            let batch = decode::batch(&body).expect("it is sound");
            assert_eq!((batch.header.visit, body.len()), (Id::from_bits(bits), template.bytes()));
            let numbers: Vec<u32> =
                batch.events.iter().map(|raw| decode::event(raw).expect("it is sound").number()).collect();
            assert_eq!(numbers, template.numbers.clone().collect::<Vec<_>>());
        }
    }
}
