//! Events that are not yet known to have arrived: waiting, or in flight. Bounded by count and bytes; when it is
//! full the newest event is dropped and counted, so that what is kept is an unbroken beginning and never a visit
//! with holes.

use alloc::string::String;
use alloc::vec::Vec;

use linger_wire::encode::BATCH_END;

use crate::input::RequestId;

/// Names a visit in the queue: visits are numbered from 0 in an engine's life.
pub(crate) type VisitIndex = usize;

#[derive(Clone, Debug)]
struct Entry {
    visit: VisitIndex,
    json: String,
    in_flight: Option<RequestId>,
}

/// How much one batch may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Room {
    pub(crate) events: usize,
    pub(crate) bytes: usize,
}

/// The queue. `waiting_*` count what is not in flight.
#[derive(Clone, Debug)]
pub(crate) struct Queue {
    entries: Vec<Entry>,
    bytes: usize,
    room: Room,
}

impl Queue {
    pub(crate) const fn new(room: Room) -> Self {
        Self { entries: Vec::new(), bytes: 0, room }
    }

    /// Adds an event. `false` where there is no room, and the event is gone.
    pub(crate) fn push(&mut self, visit: VisitIndex, json: String) -> bool {
        let fits = self.entries.len() < self.room.events && self.bytes + json.len() <= self.room.bytes;
        if fits {
            self.bytes += json.len();
            self.entries.push(Entry { visit, json, in_flight: None });
        }
        fits
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

    /// The visit whose events have waited longest.
    pub(crate) fn front(&self) -> Option<VisitIndex> {
        self.waiting().next().map(|entry| entry.visit)
    }

    /// Completes a batch that begins with `head` with the oldest waiting events of one visit, as far as there is
    /// room, and marks them as in flight. `None` where not one event fits.
    pub(crate) fn cut(
        &mut self,
        visit: VisitIndex,
        head: String,
        room: Room,
        request: RequestId,
    ) -> Option<String> {
        let (mut body, mut events) = (head, 0);
        for entry in self.entries.iter_mut().filter(|entry| entry.in_flight.is_none()) {
            let bytes = body.len() + 1 + entry.json.len() + BATCH_END.len();
            if entry.visit != visit || events == room.events || bytes > room.bytes {
                break;
            }
            if events > 0 {
                body.push(',');
            }
            body.push_str(&entry.json);
            entry.in_flight = Some(request);
            events += 1;
        }
        body.push_str(BATCH_END);
        (events > 0).then_some(body)
    }

    /// The request was taken, or refused for good: its events leave. How many there were of which visit.
    pub(crate) fn remove(&mut self, request: RequestId) -> (Option<VisitIndex>, u32) {
        let (mut visit, mut removed) = (None, 0);
        self.entries.retain(|entry| {
            let stays = entry.in_flight != Some(request);
            if !stays {
                visit = Some(entry.visit);
                removed += 1;
                self.bytes -= entry.json.len();
            }
            stays
        });
        (visit, removed)
    }

    /// The request failed: its events wait again, in their old places.
    pub(crate) fn release(&mut self, request: RequestId) {
        for entry in &mut self.entries {
            if entry.in_flight == Some(request) {
                entry.in_flight = None;
            }
        }
    }
}
