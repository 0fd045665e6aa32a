//! A page, a reader and a collector with no browser: what a property test throws at the engine, and an account of
//! what really happened, kept by other means than the engine's.

mod collector;
mod page;
mod stash;
mod truth;

pub(crate) use collector::{Answer, Collector};
pub(crate) use page::{Page, Spot};
pub(crate) use stash::{Stash, Store};
pub(crate) use truth::Truth;

use linger_engine::{Config, Effect, ElementKey, Engine, Input, Monotonic, VisitStart, Wish};
use linger_wire::{EngineForm, Gaze, Id, Page as Facts, encode};

/// Wall clock at the simulation's origin.
const ORIGIN_WALL_MS: i64 = 1_790_000_000_000;

/// One thing the reader, the page or the network does.
#[derive(Clone, Debug)]
pub(crate) enum Action {
    ScrollTo(f64),
    Touch,
    Hide,
    Show,
    LeaveAndComeBack,
    /// The page shows another route.
    Navigate,
    /// The page is killed, and the guest opens it anew.
    Reopen,
    Online,
    Storage(Store),
    Remove(usize),
    Add(usize),
    Track,
    Flush,
    Answer(Answer),
}

/// An action, and how long after the one before it.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) wait_us: u64,
    pub(crate) action: Action,
}

pub(crate) struct Sim {
    pub(crate) engine: Engine,
    pub(crate) page: Page,
    pub(crate) truth: Truth,
    pub(crate) collector: Collector,
    pub(crate) stash: Stash,
    config: Config,
    now_us: u64,
    pub(crate) visits: u32,
}

impl Sim {
    pub(crate) fn new(config: &Config, spots: Vec<Spot>) -> Self {
        let engine = Engine::try_new(config.clone(), now(0), true, visit_start(0)).expect("sound settings");
        let truth = Truth::new(config.idle_ms);
        let mut sim = Self {
            engine,
            page: Page::new(spots),
            truth,
            collector: Collector::default(),
            stash: Stash::new(),
            config: config.clone(),
            now_us: 0,
            visits: 1,
        };
        for index in 0..sim.page.spots.len() {
            sim.add(index);
        }
        sim
    }

    pub(crate) fn run(&mut self, steps: &[Step]) {
        for step in steps {
            self.wait(step.wait_us);
            self.act(&step.action);
        }
    }

    /// Lets time pass; the engine is woken whenever it asked to be.
    pub(crate) fn wait(&mut self, us: u64) {
        let until = self.now_us + us;
        while let Some(deadline) =
            self.engine.next_deadline().map(Monotonic::as_micros).filter(|at| *at <= until)
        {
            assert!(deadline >= self.now_us, "the engine asked to be woken in the past");
            self.now_us = deadline;
            self.tell(Input::Woken);
            let next = self.engine.next_deadline().map(Monotonic::as_micros);
            assert!(next != Some(deadline), "the engine asks for the same moment over and over");
        }
        self.now_us = until;
    }

    pub(crate) fn act(&mut self, action: &Action) {
        match action {
            Action::ScrollTo(top) => self.scroll_to(*top),
            Action::Touch => {
                self.truth.touch(self.now_us);
                self.tell(Input::Touched);
            }
            Action::Hide => self.hide(Input::Hidden),
            Action::Show => self.show(Input::Shown),
            Action::LeaveAndComeBack => self.leave_and_come_back(),
            Action::Navigate => self.navigate(),
            Action::Reopen => self.reopen(),
            Action::Online => self.tell(Input::Online),
            Action::Storage(store) => self.stash.store = *store,
            Action::Remove(index) => self.remove(*index),
            Action::Add(index) => self.add(*index),
            Action::Track => self.track(r#"{"item":"x"}"#),
            Action::Flush => self.tell(Input::Flushed),
            Action::Answer(answer) => self.answer(*answer),
        }
    }

    /// The page reports something of its own.
    pub(crate) fn track(&mut self, properties: &str) {
        let properties = Some(properties.to_owned());
        self.tell(Input::Tracked { name: "\"order\"".to_owned(), properties });
    }

    /// The reader leaves for good, and the network works from now on until nothing is left to send.
    pub(crate) fn end(&mut self) {
        self.hide(Input::Left);
        for _ in 0..2_500 {
            self.answer(Answer::Taken);
            match self.engine.next_deadline() {
                Some(deadline) => self.wait(deadline.as_micros().saturating_sub(self.now_us)),
                None if self.collector.is_quiet() => return,
                None => {}
            }
        }
        panic!("the engine never comes to an end");
    }

    fn scroll_to(&mut self, top: f64) {
        self.page.scroll_top = top;
        self.truth.scroll(self.now_us);
        self.tell(Input::Scrolled);
        self.measure();
    }

    /// What an intersection observer does: reports every element's place.
    fn measure(&mut self) {
        for (element, geometry) in self.page.geometries() {
            self.tell(Input::Intersected(element, geometry));
        }
        self.truth.see(self.now_us, self.page.viewable());
    }

    fn hide(&mut self, input: Input) {
        self.truth.hide(self.now_us);
        let (in_flight, kept) = (self.collector.in_flight_events(), self.stash.ever_kept());
        self.tell(input);
        if self.stash.ever_kept() > kept {
            self.collector.received.unheard += in_flight;
        }
    }

    fn show(&mut self, input: Input) {
        self.truth.show(self.now_us);
        self.tell(input);
        self.measure();
    }

    fn leave_and_come_back(&mut self) {
        self.hide(Input::Left);
        let start = visit_start(self.visits);
        self.visits += 1;
        self.show(Input::Restored(Box::new(start)));
    }

    fn navigate(&mut self) {
        let start = visit_start(self.visits);
        self.visits += 1;
        self.tell(Input::Navigated(Box::new(start)));
        self.measure();
    }

    /// A browser delivers the beacons of a page that is gone; nobody hears what became of them.
    fn reopen(&mut self) {
        self.hide(Input::Left);
        let _nobody_hears = self.collector.answer(Answer::TakenUnheard);
        let start = visit_start(self.visits);
        self.visits += 1;
        self.engine = Engine::new(self.config.clone(), now(self.now_us), true, start);
        self.page = Page::new(core::mem::take(&mut self.page.spots));
        self.truth.show(self.now_us);
        for index in 0..self.page.spots.len() {
            self.add(index);
        }
        self.tell(Input::Woken);
    }

    fn add(&mut self, index: usize) {
        let Some(spot) = self.page.add(index) else { return };
        let element = ElementKey(u16::try_from(index).expect("few spots"));
        let (kind, id, section) = (spot.kind, format!("\"{}\"", spot.id), None);
        self.tell(Input::Appeared { element, kind, id, section });
        self.measure();
    }

    fn remove(&mut self, index: usize) {
        let Some(element) = self.page.remove(index) else { return };
        self.tell(Input::Removed(element));
        self.measure();
    }

    fn answer(&mut self, answer: Answer) {
        for outcome in self.collector.answer(answer) {
            self.tell(outcome);
        }
    }

    fn tell(&mut self, input: Input) {
        self.engine.handle(now(self.now_us), input);
        let mut claimed = Vec::new();
        loop {
            let effects = self.engine.take_effects();
            if effects.is_empty() {
                break;
            }
            for effect in effects {
                claimed.extend(self.carry_out(effect));
            }
        }
        // What was claimed is told later: a browser asks for a lock first.
        for parcel in claimed {
            self.tell(parcel);
        }
    }

    fn carry_out(&mut self, effect: Effect) -> Vec<Input> {
        match effect.wish {
            Wish::Send | Wish::Beacon => self.collector.take(effect),
            Wish::Keep => {
                let kept = self.stash.keep(effect);
                self.engine.handle(now(self.now_us), kept);
            }
            Wish::Claim => return self.stash.claim(),
            Wish::Forget => self.stash.forget(effect.request),
            Wish::LetGo | Wish::Remember | Wish::Measure => {}
        }
        Vec::new()
    }
}

fn now(us: u64) -> Monotonic {
    Monotonic::from_micros(us)
}

fn visit_start(number: u32) -> VisitStart {
    let page = Facts {
        site: "demo".to_owned(),
        sdk: "0.1.0".to_owned(),
        engine: EngineForm::Native,
        viewport: [390, 844],
        path: Some("/".to_owned()),
        menu: None,
        table: None,
        lang: None,
        gaze: Gaze::Upper,
        sample_percent: 100,
    };
    let mut start = VisitStart { identity: String::new(), page: String::new() };
    encode::page(&mut start.page, &page);
    encode::identity(&mut start.identity, &page.site, Id::from_bits(number.into()), Id::from_bits(7));
    encode::times(&mut start.identity, ORIGIN_WALL_MS, ORIGIN_WALL_MS);
    start
}
