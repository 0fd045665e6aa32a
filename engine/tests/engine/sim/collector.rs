//! The collector at the other end: reads what arrives with the real decoder, and answers as it is told.

use std::collections::BTreeMap;

use linger_engine::{Effect, Failure, Input, RequestId, Wish};
use linger_wire::{Event, Header, Id, decode, limits};

/// What becomes of the requests in flight.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Answer {
    Taken,
    /// Taken, but the answer is lost: the engine sends it again.
    TakenUnheard,
    Unavailable,
    RetryAfter(u32),
    Refused,
    /// Nobody answers: no network, or something on the guest's side refuses.
    Silence,
    /// Taken, but for the events at these places.
    TakenBut(&'static [u16]),
}

/// All that arrived, duplicates removed by visit and event number.
#[derive(Default)]
pub(crate) struct Received {
    pub(crate) events: BTreeMap<(Id, u32), Event>,
    pub(crate) headers: Vec<Header>,
    pub(crate) doubled: u32,
    /// Events whose arrival the page did not hear of, or not before it had them kept.
    pub(crate) unheard: u32,
}

impl Received {
    /// Events the page says it dropped, over all visits.
    pub(crate) fn dropped(&self) -> u32 {
        let mut dropped = BTreeMap::<Id, u32>::new();
        for header in &self.headers {
            let most = dropped.entry(header.visit).or_default();
            *most = header.dropped.max(*most);
        }
        dropped.values().sum()
    }
}

#[derive(Default)]
pub(crate) struct Collector {
    in_flight: Vec<Effect>,
    pub(crate) received: Received,
    pub(crate) requests: u32,
}

impl Collector {
    pub(crate) fn is_quiet(&self) -> bool {
        self.in_flight.is_empty()
    }

    pub(crate) fn in_flight_bytes(&self) -> Vec<usize> {
        self.in_flight.iter().map(|request| request.body.len()).collect()
    }

    pub(crate) fn in_flight_events(&self) -> u32 {
        self.in_flight.iter().map(|request| request.events).sum()
    }

    /// What is on its way never arrives, and nobody hears of that.
    pub(crate) fn lose_all(&mut self) {
        self.in_flight.clear();
    }

    pub(crate) fn take(&mut self, request: Effect) {
        self.requests += 1;
        self.in_flight.push(request);
        let sends = self.in_flight.iter().filter(|request| request.wish == Wish::Send).count();
        assert!(sends <= 1, "{sends} requests in flight at once");
        let bytes: usize = self.in_flight.iter().map(|request| request.body.len()).sum();
        assert!(bytes <= limits::BATCH_BYTES_MAX, "{bytes} bytes in flight at once");
    }

    /// Answers every request in flight.
    pub(crate) fn answer(&mut self, answer: Answer) -> Vec<Input> {
        let in_flight = core::mem::take(&mut self.in_flight);
        in_flight.into_iter().flat_map(|request| self.answer_one(&request, answer)).collect()
    }

    fn answer_one(&mut self, request: &Effect, answer: Answer) -> Vec<Input> {
        match answer {
            Answer::Taken => _ = self.receive(&request.body, &[]),
            Answer::TakenUnheard => self.received.unheard += self.receive(&request.body, &[]),
            Answer::TakenBut(places) => _ = self.receive(&request.body, places),
            _ => {}
        }
        outcome(RequestId(request.request), request.events, answer)
    }

    fn receive(&mut self, body: &str, but: &[u16]) -> u32 {
        let envelope = decode::batch(body.as_bytes()).expect("the engine writes sound batches");
        let taken = (0_u16..).zip(&envelope.events).filter(|(place, _)| !but.contains(place));
        for (_, raw) in taken {
            let event = decode::event(raw).expect("the engine writes sound events");
            let key = (envelope.header.visit, event.number());
            if let Some(before) = self.received.events.insert(key, event.clone()) {
                assert_eq!(before, event, "an event changed between two sendings");
                self.received.doubled += 1;
            }
        }
        self.received.headers.push(envelope.header);
        u32::try_from(envelope.events.len()).expect("few events")
    }
}

fn outcome(request: RequestId, events: u32, answer: Answer) -> Vec<Input> {
    let unavailable = |retry_after_ms| vec![Input::Failed(request, Failure::Unavailable { retry_after_ms })];
    match answer {
        Answer::Taken => vec![Input::Sent(request)],
        Answer::TakenUnheard | Answer::Unavailable => unavailable(None),
        Answer::RetryAfter(ms) => unavailable(Some(ms)),
        Answer::Refused => vec![Input::Failed(request, Failure::Refused)],
        Answer::Silence => vec![Input::Failed(request, Failure::NoAnswer)],
        Answer::TakenBut(places) => {
            let there = places.iter().rev().filter(|place| u32::from(**place) < events);
            let returned = there.map(|place| Input::Returned(request, *place));
            returned.chain([Input::Sent(request)]).collect()
        }
    }
}
