//! One guest's phone: the engine, a page with a section on it, and a network on which every request fails.

use std::collections::BTreeMap;

use linger_engine::{
    Config, Effect, ElementKey, Engine, Failure, Geometry, Input, Monotonic, Now, RequestId, Size, VisitStart,
};
use linger_wire::{EngineForm, Id, Kind, Page};

use crate::random::Random;

/// Wall clock at the day's beginning; any will do.
const ORIGIN_WALL_MS: i64 = 1_790_000_000_000;

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
        let engine =
            Engine::try_new(config, now(opened_us), true, start(seed)).expect("the defaults are sound");
        let mut phone = Self { engine, random, events: BTreeMap::new(), requests_us: Vec::new() };
        phone.show_section(opened_us);
        phone.plan(opened_us, until_us);
        phone.live(until_us);
        phone
    }

    fn show_section(&mut self, us: u64) {
        let screen = Size { width: 390.0, height: 844.0 };
        let element = ElementKey(0);
        let (kind, id) = (Kind::Section, "starters".to_owned());
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
                Happening::NoAnswer(request) => {
                    Input::Failed(request, Failure::Unavailable { retry_after_ms: None })
                }
            },
        );
    }

    fn tell(&mut self, us: u64, input: Input) {
        self.engine.handle(now(us), input);
        while let Some(effect) = self.engine.poll_effect() {
            if let Effect::Send(request) | Effect::Beacon(request) = effect {
                self.requests_us.push(us);
                let heard = self.events.entry(us + NO_ANSWER_US).or_default();
                heard.push(Happening::NoAnswer(request.id));
            }
        }
    }
}

fn now(us: u64) -> Now {
    let wall_ms = ORIGIN_WALL_MS + i64::try_from(us / 1000).expect("a day in milliseconds fits");
    Now { monotonic: Monotonic::from_micros(us), wall_ms }
}

fn start(seed: u64) -> VisitStart {
    let page = Page {
        site: "demo".to_owned(),
        sdk: "0.1.0".to_owned(),
        engine: EngineForm::Native,
        viewport: [390, 844],
        path: Some("/".to_owned()),
        menu: None,
        table: None,
        lang: None,
    };
    let id = Id::from_bits(u128::from(seed) + 1);
    VisitStart { visit: id, session: id, stored: None, page }
}
