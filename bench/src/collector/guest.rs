//! A guest who looks at a menu for some minutes, and what the SDK's engine sends of it with its default settings.

use std::collections::BTreeMap;

use linger_engine::{Config, Engine, Input, Monotonic, RequestId, VisitStart, Wish};
use linger_wire::{EngineForm, Gaze, Id, Page, encode};

use super::menu::{self, Menu};
use crate::random::Random;

/// Events of the session that costs are reckoned for.
pub const SESSION_EVENTS: usize = 20;

/// Events of the batch that load is made of.
pub const LOAD_EVENTS: usize = 10;

/// The site of every guest; the collector under test knows it.
pub const SITE: &str = "bench";

/// Wall clock at which all visits begin: 2026-09-21, so that every run sends the same bytes.
const STARTED_AT_MS: i64 = 1_790_000_000_000;

const SECOND_US: u64 = 1_000_000;

/// How long a collector takes to answer, seen from a phone.
const ANSWER_US: u64 = SECOND_US / 10;

/// A visit of about five minutes, until the food has been chosen.
const VISIT_US: u64 = 300 * SECOND_US;

/// A frame at 60 a second.
const FRAME_US: u64 = 16_667;

/// What a thumb moves a page in a frame, in CSS pixels.
const FRAME_PX: f64 = 66.0;

/// A section is read for so long, at least and at most.
const READ_US: [u64; 2] = [8 * SECOND_US, 50 * SECOND_US];

/// Among so many guests are thousands with any usual count of events.
const GUESTS: u64 = 100_000;

/// The phone is put away once, while drinks come: so long, at least and at most.
const AWAY_US: [u64; 2] = [20 * SECOND_US, 90 * SECOND_US];

/// One request of a visit.
#[derive(Clone, Debug)]
pub struct Post {
    /// The batch as JSON.
    pub body: String,
    /// Events in it.
    pub events: usize,
}

/// What one guest's page sent.
#[derive(Clone, Debug)]
pub struct Visit {
    /// Its id, as it stands in the bodies.
    pub id: Id,
    /// The requests, in order.
    pub posts: Vec<Post>,
}

impl Visit {
    /// The visit of a guest with this seed.
    #[must_use]
    pub fn of(seed: u64) -> Self {
        let mut guest = Guest::new(seed);
        guest.look();
        Self { id: guest.id, posts: guest.posts }
    }

    /// Visits with exactly as many events as a session is reckoned with, of the guests from `seed` on.
    pub fn sessions(seed: u64) -> impl Iterator<Item = Self> {
        (seed..seed + GUESTS).map(Self::of).filter(|visit| visit.events() == SESSION_EVENTS)
    }

    /// Events in all of its requests.
    #[must_use]
    pub fn events(&self) -> usize {
        self.posts.iter().map(|post| post.events).sum()
    }
}

/// The first request with [`LOAD_EVENTS`] events that any guest's page sends, and its visit.
///
/// # Panics
/// Never: among the first hundred guests are several.
#[must_use]
pub fn load_post() -> (Id, Post) {
    let mut posts = (0..GUESTS)
        .map(Visit::of)
        .flat_map(|visit| visit.posts.into_iter().map(move |post| (visit.id, post)));
    posts.find(|(_, post)| post.events == LOAD_EVENTS).expect("some guest sends as many at once")
}

struct Guest {
    id: Id,
    engine: Engine,
    menu: Menu,
    random: Random,
    now_us: u64,
    /// When which request is answered.
    answers: BTreeMap<u64, RequestId>,
    posts: Vec<Post>,
}

impl Guest {
    fn new(seed: u64) -> Self {
        let mut random = Random::new(seed);
        let [visit, session] =
            [(); 2].map(|()| Id::from_bits(u128::from(random.next()) << 64 | u128::from(random.next())));
        let config = Config { jitter_seed: random.next(), ..Config::default() };
        let engine = Engine::new(config, Monotonic::from_micros(0), true, start(visit, session));
        let (answers, posts) = (BTreeMap::new(), Vec::new());
        Self { id: visit, engine, menu: Menu::default(), random, now_us: 0, answers, posts }
    }

    /// The whole visit: section after section, once interrupted, until the guest has chosen. Every other one calls the
    /// waiter from the page.
    fn look(&mut self) {
        for input in menu::appearing() {
            self.tell(input);
        }
        self.measure();
        let interrupted_us = self.between([VISIT_US / 4, VISIT_US * 3 / 4]);
        let mut interrupted = false;
        while self.now_us < VISIT_US {
            self.read();
            if !interrupted && self.now_us > interrupted_us {
                interrupted = true;
                self.put_away();
            }
            self.scroll_on();
        }
        if self.random.below(2) == 0 {
            self.tell(Input::Tracked { name: "\"call-waiter\"".to_owned(), properties: None });
        }
        self.tell(Input::Left);
    }

    fn read(&mut self) {
        let us = self.between(READ_US);
        self.wait(us);
        self.tell(Input::Touched);
    }

    fn put_away(&mut self) {
        self.tell(Input::Hidden);
        let us = self.between(AWAY_US);
        self.wait(us);
        self.tell(Input::Shown);
        self.measure();
    }

    /// To the next section, and from the last one back to any.
    fn scroll_on(&mut self) {
        let to = match self.menu.next_section() {
            Some(next) => next,
            None => self.any_section(),
        };
        while !self.menu.scroll_towards(to, FRAME_PX) {
            self.tell(Input::Scrolled);
            self.measure();
            self.wait(FRAME_US);
        }
    }

    fn any_section(&mut self) -> usize {
        let section = self.random.below(menu::SECTIONS as u64);
        usize::try_from(section).expect("a menu has few sections")
    }

    /// What an intersection observer reports.
    fn measure(&mut self) {
        for (element, geometry) in self.menu.geometries() {
            self.tell(Input::Intersected(element, geometry));
        }
    }

    fn between(&mut self, [least, most]: [u64; 2]) -> u64 {
        least + self.random.below(most - least)
    }

    /// Lets time pass; the engine is woken and answered in between.
    fn wait(&mut self, us: u64) {
        let until = self.now_us + us;
        while let Some((at, input)) = self.next_input().filter(|(at, _)| *at <= until) {
            self.now_us = at;
            self.answers.remove(&at);
            self.tell(input);
        }
        self.now_us = until;
    }

    fn next_input(&self) -> Option<(u64, Input)> {
        let answer = self.answers.iter().next().map(|(at, request)| (*at, Input::Sent(*request)));
        let deadline = self.engine.next_deadline().map(|at| (at.as_micros(), Input::Woken));
        answer.into_iter().chain(deadline).min_by_key(|(at, _)| *at)
    }

    fn tell(&mut self, input: Input) {
        self.engine.handle(Monotonic::from_micros(self.now_us), input);
        for effect in self.engine.take_effects() {
            if matches!(effect.wish, Wish::Send | Wish::Beacon) {
                self.answers.insert(self.now_us + ANSWER_US, RequestId(effect.request));
                let body = sent_at(&effect.body, self.now_us);
                self.posts.push(Post { body, events: effect.events as usize });
            }
        }
    }
}

/// The time of sending is put in where a batch is sent.
fn sent_at(body: &str, now_us: u64) -> String {
    let sent_at_ms = STARTED_AT_MS + i64::try_from(now_us / 1000).expect("visits are short");
    body.replacen("\"sent_at_ms\":0", &format!("\"sent_at_ms\":{sent_at_ms}"), 1)
}

fn start(visit: Id, session: Id) -> VisitStart {
    let (mut identity, mut page) = (String::new(), String::new());
    encode::identity(&mut identity, SITE, visit, session);
    encode::times(&mut identity, STARTED_AT_MS, 0);
    encode::page(&mut page, &facts());
    VisitStart { identity, page }
}

/// What a page that somebody has set up says of itself.
fn facts() -> Page {
    Page {
        site: SITE.to_owned(),
        sdk: env!("CARGO_PKG_VERSION").to_owned(),
        engine: EngineForm::Wasm,
        viewport: [390, 844],
        path: Some("/".to_owned()),
        menu: Some("2026-11".to_owned()),
        table: Some("12".to_owned()),
        lang: Some("ko".to_owned()),
        gaze: Gaze::Upper,
        sample_percent: 100,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use linger_wire::decode;

    #[test]
    fn what_guests_send_is_what_a_collector_takes() {
        for visit in Visit::sessions(0).take(20) {
            let mut events = 0;
            for post in &visit.posts {
                let batch = decode::batch(post.body.as_bytes()).expect("the engine writes sound batches");
                assert_eq!(batch.header.visit, visit.id);
                assert!(batch.header.sent_at_ms >= STARTED_AT_MS);
                events += batch.events.iter().filter(|raw| decode::event(raw).is_ok()).count();
            }
            assert_eq!(events, SESSION_EVENTS);
        }
    }

    #[test]
    fn a_visit_of_minutes_is_few_requests() {
        let visits: Vec<Visit> = (0..200).map(Visit::of).collect();
        assert!(visits.iter().all(|visit| (2..=4).contains(&visit.posts.len())));
    }

    #[test]
    fn the_load_is_a_request_of_ten_events() {
        let (visit, post) = load_post();
        assert_eq!(decode::batch(post.body.as_bytes()).expect("it is sound").events.len(), LOAD_EVENTS);
        assert!(post.body.contains(&visit.encode()));
    }
}
