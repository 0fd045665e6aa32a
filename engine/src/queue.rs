//! Events that are not yet known to have arrived: waiting, or in flight. Bounded by count and bytes; when it is
//! full the newest event is dropped and counted, so that what is kept is an unbroken beginning and never a visit
//! with holes.
//!
//! Batches that an earlier page kept in the browser's storage stand here too, each as one entry, sealed: a parcel.

use alloc::string::String;
use alloc::vec::Vec;

use linger_wire::encode::BATCH_END;

use crate::input::{Parcel, ParcelId, RequestId};

const SEPARATOR: &str = ",";

/// Names a visit in the queue: visits are numbered from 0 in an engine's life.
pub(crate) type VisitIndex = usize;

#[derive(Clone, Copy, Debug)]
enum Source {
    /// An event of this page.
    Visit(VisitIndex),
    /// A whole batch of an earlier one, with so many events.
    Parcel(ParcelId, u32),
}

#[derive(Clone, Debug)]
struct Entry {
    source: Source,
    json: String,
    in_flight: Option<RequestId>,
}

impl Entry {
    const fn is_parcel(&self) -> bool {
        matches!(self.source, Source::Parcel(..))
    }
}

/// How much one batch may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Room {
    pub(crate) events: usize,
    pub(crate) bytes: usize,
}

/// What has waited longest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Front {
    Visit(VisitIndex),
    Parcel,
}

/// What left the queue for good.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Removed {
    pub(crate) visit: Option<VisitIndex>,
    pub(crate) parcel: Option<ParcelId>,
    pub(crate) events: u32,
}

/// The queue. `waiting_*` count what is not in flight.
#[derive(Clone, Debug)]
pub(crate) struct Queue {
    entries: Vec<Entry>,
    room: Room,
}

impl Queue {
    pub(crate) const fn new(room: Room) -> Self {
        Self { entries: Vec::new(), room }
    }

    /// Adds an event. `false` where there is no room, and the event is gone.
    pub(crate) fn push(&mut self, visit: VisitIndex, json: String) -> bool {
        let bytes: usize = self.entries.iter().map(|entry| entry.json.len()).sum();
        let fits = self.entries.len() < self.room.events && bytes + json.len() <= self.room.bytes;
        if fits {
            self.entries.push(Entry { source: Source::Visit(visit), json, in_flight: None });
        }
        fits
    }

    /// Adds a parcel, unless it is on its way: it lies in the storage until it has arrived, and may be claimed twice. There
    /// is always room, as the storage has a bound of its own.
    pub(crate) fn push_parcel(&mut self, parcel: Parcel) {
        let is_same = |entry: &Entry| matches!(entry.source, Source::Parcel(id, _) if id == parcel.id);
        if self.entries.iter().any(is_same) {
            return;
        }
        let source = Source::Parcel(parcel.id, parcel.events);
        self.entries.push(Entry { source, json: parcel.body, in_flight: None });
    }

    /// Parcels that are not in flight leave; they still lie where they came from. Where what is in flight is given up,
    /// all parcels leave, and all events wait again.
    pub(crate) fn let_parcels_go(&mut self, gives_up: bool) {
        self.entries.retain_mut(|entry| {
            if gives_up {
                entry.in_flight = None;
            }
            !entry.is_parcel() || entry.in_flight.is_some()
        });
    }

    fn waiting(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| entry.in_flight.is_none())
    }

    pub(crate) fn waiting_events(&self) -> usize {
        self.waiting().count()
    }

    pub(crate) fn waiting_bytes(&self) -> usize {
        self.waiting().map(|entry| entry.json.len()).sum()
    }

    /// Whose turn it is.
    pub(crate) fn front(&self) -> Option<Front> {
        self.waiting().next().map(|entry| match entry.source {
            Source::Visit(visit) => Front::Visit(visit),
            Source::Parcel(..) => Front::Parcel,
        })
    }

    /// The parcel whose turn it is, as it came, marked as in flight. `None` where it is over so many bytes.
    pub(crate) fn cut_parcel(&mut self, request: RequestId, bytes_max: usize) -> Option<(String, u32)> {
        let entry = self.entries.iter_mut().find(|entry| entry.in_flight.is_none())?;
        let Source::Parcel(_, events) = entry.source else { return None };
        if entry.json.len() > bytes_max {
            return None;
        }
        entry.in_flight = Some(request);
        Some((entry.json.clone(), events))
    }

    /// Completes a batch that begins with `head` with the oldest waiting events of one visit, as far as there is
    /// room, and marks them as in flight. The batch and its number of events; `None` where not one fits.
    pub(crate) fn cut(
        &mut self,
        visit: VisitIndex,
        head: String,
        room: Room,
        request: RequestId,
    ) -> Option<(String, u32)> {
        let (mut body, mut events) = (head, 0);
        for entry in self.entries.iter_mut().filter(|entry| entry.in_flight.is_none()) {
            let bytes = body.len() + 1 + entry.json.len() + BATCH_END.len();
            let is_of_visit = matches!(entry.source, Source::Visit(of) if of == visit);
            if !is_of_visit || events as usize == room.events || bytes > room.bytes {
                break;
            }
            if events > 0 {
                body.push_str(SEPARATOR);
            }
            body.push_str(&entry.json);
            entry.in_flight = Some(request);
            events += 1;
        }
        body.push_str(BATCH_END);
        (events > 0).then_some((body, events))
    }

    /// The request was taken, or refused for good: its events leave.
    pub(crate) fn remove(&mut self, request: RequestId) -> Removed {
        let mut removed = Removed::default();
        self.entries.retain(|entry| {
            let leaves = entry.in_flight == Some(request);
            match entry.source {
                Source::Visit(visit) if leaves => {
                    removed.visit = Some(visit);
                    removed.events += 1;
                }
                Source::Parcel(parcel, events) if leaves => {
                    removed.parcel = Some(parcel);
                    removed.events += events;
                }
                _ => {}
            }
            !leaves
        });
        removed
    }

    /// The request failed: its events wait again, in their old places.
    pub(crate) fn release(&mut self, request: RequestId) {
        for entry in &mut self.entries {
            if entry.in_flight == Some(request) {
                entry.in_flight = None;
            }
        }
    }

    /// The collector asks for one event of a request again, by its place among those still in flight. A parcel is
    /// sealed: it goes again whole.
    pub(crate) fn release_one(&mut self, request: RequestId, index: usize) {
        let mut entries = self.entries.iter_mut().filter(|entry| entry.in_flight == Some(request)).peekable();
        let is_parcel = entries.peek().is_some_and(|entry| entry.is_parcel());
        if let Some(entry) = entries.nth(if is_parcel { 0 } else { index }) {
            entry.in_flight = None;
        }
    }
}
