//! One guest's phone: the engine, a page with a section on it, and a network on which every request fails.

use std::collections::BTreeMap;

use linger_engine::{
    Config, ElementKey, Engine, Failure, Geometry, Input, Monotonic, RequestId, Size, VisitStart, Wish,
};
use linger_wire::Kind;

use crate::random::Random;

pub(crate) const MINUTE_US: u64 = 60_000_000;

/// How long a phone takes to find that nobody answers.
const NO_ANSWER_US: u64 = 3_000_000;

/// A guest who reads touches the screen about this often, within the idle limit.
const TOUCH_US_MAX: u64 = 2 * MINUTE_US;

/// How long another tab is before the page, at most.
const AWAY_US_MAX: u64 = 20 * MINUTE_US;

/// How often in a day the guest looks at something else.
const LOOKS_AWAY: u64 = 4;

/// A phone from the moment it opens the page.
pub(crate) struct Phone {
    engine: Engine,
    random: Random,
    /// What happens next that is not the engine's own doing, by time.
    events: BTreeMap<u64, Vec<Happening>>,
    /// When each request went.
    pub(crate) requests_us: Vec<u64>,
}

#[derive(Clone, Copy, Debug)]
enum Happening {
    Touch,
    Hide,
    Show,
    NoAnswer(RequestId),
}

impl Phone {
    /// Opens the page at `opened_us`, and keeps it open until `until_us`.
    pub(crate) fn day(seed: u64, opened_us: u64, until_us: u64) -> Self {
        let mut random = Random::new(seed);
        let config = Config { jitter_seed: random.next(), ..Config::default() };
        let engine = Engine::new(config, Monotonic::from_micros(opened_us), true, header());
        let mut phone = Self { engine, random, events: BTreeMap::new(), requests_us: Vec::new() };
        phone.show_section(opened_us);
        phone.plan(opened_us, until_us);
        phone.live(until_us);
        phone
    }

    fn show_section(&mut self, us: u64) {
        let screen = Size { width: 390.0, height: 844.0 };
        let element = ElementKey(0);
        let (kind, id) = (Kind::Section, "\"starters\"".to_owned());
        self.tell(us, Input::Appeared { element, kind, id, section: None });
        let geometry = Geometry { element: screen, visible: screen, visible_top: 0.0, viewport: screen };
        self.tell(us, Input::Intersected(element, geometry));
    }

    /// The guest's day: a touch now and then, a few looks away.
    fn plan(&mut self, opened_us: u64, until_us: u64) {
        let mut us = opened_us;
        while us < until_us {
            self.events.entry(us).or_default().push(Happening::Touch);
            us += 1 + self.random.below(TOUCH_US_MAX);
        }
        for _ in 0..LOOKS_AWAY {
            let away = opened_us + self.random.below(until_us - opened_us);
            let back = away + self.random.below(AWAY_US_MAX);
            self.events.entry(away).or_default().push(Happening::Hide);
            self.events.entry(back).or_default().push(Happening::Show);
        }
    }

    fn live(&mut self, until_us: u64) {
        while let Some(us) = self.next_us().filter(|us| *us < until_us) {
            match self.events.remove(&us) {
                Some(happenings) => happenings.into_iter().for_each(|happening| self.happen(us, happening)),
                None => self.tell(us, Input::Woken),
            }
        }
    }

    fn next_us(&self) -> Option<u64> {
        let planned = self.events.keys().next().copied();
        let deadline = self.engine.next_deadline().map(Monotonic::as_micros);
        planned.into_iter().chain(deadline).min()
    }

    fn happen(&mut self, us: u64, happening: Happening) {
        self.tell(
            us,
            match happening {
                Happening::Touch => Input::Touched,
                Happening::Hide => Input::Hidden,
                Happening::Show => Input::Shown,
                Happening::NoAnswer(request) => Input::Failed(request, Failure::NoAnswer),
            },
        );
    }

    fn tell(&mut self, us: u64, input: Input) {
        self.engine.handle(Monotonic::from_micros(us), input);
        let requests = self.engine.take_effects().into_iter().filter(|effect| is_request(effect.wish));
        for request in requests {
            self.requests_us.push(us);
            let heard = self.events.entry(us + NO_ANSWER_US).or_default();
            heard.push(Happening::NoAnswer(RequestId(request.request)));
        }
    }
}

const fn is_request(wish: Wish) -> bool {
    matches!(wish, Wish::Send | Wish::Beacon)
}

/// The engine writes what a visit begins with into each batch and asks nothing of it; nobody reads it here.
const fn header() -> VisitStart {
    VisitStart { identity: String::new(), page: String::new() }
}
