//! The browser's storage, as the next page finds it.

use std::collections::BTreeMap;

use linger_engine::{Effect, Input, Parcel, ParcelId, RequestId};

/// What the storage does with a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Store {
    /// Takes it.
    Works,
    /// Throws: it is full, or forbidden.
    Throws,
}

pub(crate) struct Stash {
    pub(crate) store: Store,
    kept: BTreeMap<u32, (u32, String)>,
    next: u32,
}

impl Stash {
    pub(crate) fn new() -> Self {
        Self { store: Store::Works, kept: BTreeMap::new(), next: 0 }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// How many batches it was ever given to keep, and did.
    pub(crate) const fn ever_kept(&self) -> u32 {
        self.next
    }

    pub(crate) fn keep(&mut self, effect: Effect) -> Input {
        let request = RequestId(effect.request);
        if self.store == Store::Throws {
            return Input::Unkept(request);
        }
        self.kept.insert(self.next, (effect.events, effect.body));
        self.next += 1;
        Input::Kept(request)
    }

    pub(crate) fn claim(&mut self) -> Vec<Input> {
        self.kept.keys().map(|key| self.parcel(*key)).collect()
    }

    fn parcel(&self, key: u32) -> Input {
        let (events, body) = self.kept[&key].clone();
        Input::Claimed(Parcel { id: ParcelId(key), body, events })
    }

    pub(crate) fn forget(&mut self, parcel: u32) {
        assert!(self.kept.remove(&parcel).is_some(), "parcel {parcel} was forgotten before");
    }
}
