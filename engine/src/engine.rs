//! The engine: what each input means, in terms of the parts beside this file.

mod delivery;
mod exposures;
#[cfg(feature = "debug")]
mod peek;

use alloc::string::String;
use alloc::vec::Vec;

use linger_wire::encode::{self, Json};
use linger_wire::{Custom, FlushReason, Kind};

use crate::attendance::Attendance;
use crate::attention;
use crate::config::{Config, ConfigProblem};
use crate::effect::{Effect, Wish};
use crate::flush::Flush;
use crate::input::{Input, VisitStart};
use crate::line::Line;
use crate::motion::{Motion, Verdict};
use crate::queue::{Queue, Room};
use crate::targets::Targets;
use crate::time::Monotonic;
use crate::visit::Visit;

/// The kinds whose targets share the screen among themselves.
const KINDS: [Kind; 2] = [Kind::Section, Kind::Item];

/// Measures one page.
#[derive(Debug)]
pub struct Engine {
    config: Config,
    /// Up to here all time is accounted for.
    at: Monotonic,
    attendance: Attendance,
    motion: Motion,
    targets: Targets,
    /// All visits of this page, the present one last. Events in the queue name theirs by its place here.
    visits: Vec<Visit>,
    queue: Queue,
    flush: Flush,
    line: Line,
    /// Why the latest batch was cut; a batch that is tried again keeps its reason.
    reason: FlushReason,
    /// Bytes of the next batch: less than the setting after one has burst the keepalive quota.
    batch_bytes: usize,
    /// Whether the browser's storage takes what cannot be sent.
    keeps: bool,
    /// Whether the answer that is being told returns some of its request's events.
    returned: bool,
    effects: Vec<Effect>,
}

impl Engine {
    /// An engine for a page whose visit begins now.
    ///
    /// # Errors
    /// All that is wrong with the settings.
    pub fn try_new(
        config: Config,
        now: Monotonic,
        visible: bool,
        start: VisitStart,
    ) -> Result<Self, Vec<ConfigProblem>> {
        let problems: Vec<ConfigProblem> = config.problems().collect();
        if problems.is_empty() { Ok(Self::new(config, now, visible, start)) } else { Err(problems) }
    }

    /// The same with settings that were checked before, by [`Config::problems`] or by rules that are narrower.
    #[must_use]
    pub fn new(config: Config, now: Monotonic, visible: bool, start: VisitStart) -> Self {
        let mut engine = Self {
            at: now,
            attendance: Attendance::new(now, visible, config.idle_ms),
            motion: Motion::default(),
            targets: Targets::new(config.gaze),
            visits: Vec::new(),
            queue: Queue::new(Room { events: config.queue_events_max, bytes: config.queue_bytes_max }),
            flush: Flush::new(config.flush_age_ms),
            line: Line::new(&config),
            reason: FlushReason::Age,
            batch_bytes: config.batch_bytes_max,
            keeps: config.keeps,
            returned: false,
            effects: Vec::new(),
            config,
        };
        engine.begin_visit(now, start);
        engine.watch(now);
        engine.claim();
        engine
    }

    /// Takes in what happened at `now`. A time before that of an earlier input counts as that time: observers
    /// report late, and no interval may be counted twice.
    pub fn handle(&mut self, now: Monotonic, input: Input) {
        let now = now.max(self.at);
        self.advance(now);
        self.apply(now, input);
        self.send_due(now);
    }

    /// The wishes since the last call, in order. Carrying one out may be followed by an input at once, and by more.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        core::mem::take(&mut self.effects)
    }

    /// When the engine wants [`Input::Woken`], if nothing happens before.
    #[must_use]
    pub fn next_deadline(&self) -> Option<Monotonic> {
        let send = if self.line.is_free() { self.flush.deadline() } else { self.line.retry_at() };
        [self.motion.deadline(), send].into_iter().flatten().min()
    }

    fn wish(&mut self, wish: Wish) {
        self.effects.push(Effect::bare(wish, 0));
    }

    fn apply(&mut self, now: Monotonic, input: Input) {
        match input {
            Input::Appeared { element, kind, id, section } => {
                let lost = self.targets.add(element, kind, id, section);
                self.refresh(now, lost);
            }
            Input::Removed(element) => {
                let target = self.targets.remove(element);
                self.refresh(now, target);
            }
            Input::Intersected(element, geometry) => {
                let target = self.targets.place(element, geometry);
                self.refresh(now, target);
            }
            Input::Scrolled => self.scroll(now),
            Input::Touched => self.touch(now),
            Input::Hidden => self.hide(now, FlushReason::Hide),
            Input::Left => self.hide(now, FlushReason::Exit),
            Input::Shown => self.show(now),
            Input::Restored(start) => {
                self.begin_visit(now, *start);
                self.show(now);
            }
            Input::Navigated(start) => self.navigate(now, *start),
            Input::Online => self.line.reconnect(now),
            Input::Tracked { name, properties } => self.track(now, &name, properties),
            Input::Flushed => self.flush(now, FlushReason::Manual),
            Input::Returned(request, index) => {
                self.returned = true;
                self.queue.release_one(request, index.into());
            }
            Input::Sent(request) => self.succeed(now, request),
            Input::Failed(request, failure) => self.fail(now, request, failure),
            Input::Kept(request) => _ = self.queue.remove(request),
            Input::Unkept(request) => self.take_unkept(now, request),
            Input::Claimed(parcel) => self.take_parcel(parcel),
            Input::Lost(events) => self.visit().dropped += events,
            Input::Woken => {}
        }
    }

    // Time.

    /// Accounts for the time up to `now`, in which nothing happened.
    fn advance(&mut self, now: Monotonic) {
        let elapsed = self.attendance.divide(self.at, now);
        self.visit().pass(elapsed);
        if elapsed.active > 0 {
            self.flush.begin(self.at);
            for kind in KINDS {
                self.divide(kind, elapsed.active);
            }
        }
        self.at = now;
        if let Some(verdict) = self.motion.settle(now) {
            self.settle(verdict);
            self.wish(Wish::Measure);
        }
    }

    /// Divides active time among the open exposures of a kind. The last takes what rounding leaves.
    fn divide(&mut self, kind: Kind, active: u64) {
        let (mut weights, mut rest) = (self.targets.open_weight(kind), active);
        let unsettled = self.motion.is_unsettled();
        for (exposure, weight) in self.targets.open_of(kind) {
            let part = attention::share(rest, weight, weights);
            weights -= weight;
            rest -= part;
            exposure.pass(active, part, unsettled);
        }
        self.visit().pass_elsewhere(kind, rest);
    }

    fn settle(&mut self, verdict: Verdict) {
        self.targets.open().for_each(|open| open.settle(verdict));
    }

    // What the guest does.

    fn scroll(&mut self, now: Monotonic) {
        if let Some(verdict) = self.motion.scroll(now) {
            self.settle(verdict);
        }
        self.touch(now);
    }

    fn touch(&mut self, now: Monotonic) {
        self.attendance.touch(now);
        self.watch(now);
    }

    /// From now on time passes that will have to be sent.
    fn watch(&mut self, now: Monotonic) {
        if self.attendance.is_active(now) {
            self.flush.begin(now);
        }
    }

    fn hide(&mut self, now: Monotonic, reason: FlushReason) {
        if let Some(verdict) = self.motion.stop() {
            self.settle(verdict);
        }
        self.attendance.hide();
        self.refresh_all(now);
        self.take_activity(now);
        self.wish(Wish::Remember);
        self.leave(now, reason);
    }

    fn show(&mut self, now: Monotonic) {
        self.attendance.show(now);
        self.watch(now);
        self.refresh_all(now);
        self.wish(Wish::Measure);
        self.claim();
    }

    fn track(&mut self, now: Monotonic, name: &str, properties: Option<String>) {
        let visit = self.visit();
        let (number, at_ms) = (visit.number_event(), visit.at_ms(now));
        let mut json = String::new();
        encode::custom(&mut json, &Custom { number, at_ms, name: Json(name), properties });
        self.enqueue(now, json);
    }

    // Visits.

    /// What is on the screen ends with one visit. What of it the new route shows is measured anew: a page changes its
    /// address before its elements.
    fn navigate(&mut self, now: Monotonic, start: VisitStart) {
        for target in 0..self.targets.len() {
            self.close(now, target);
        }
        self.take_activity(now);
        self.targets.forget_places();
        self.begin_visit(now, start);
        self.wish(Wish::Measure);
    }

    fn begin_visit(&mut self, now: Monotonic, start: VisitStart) {
        self.visits.push(Visit::new(now, start, self.config.read_ms));
        #[cfg(feature = "debug")]
        (0..self.targets.len()).for_each(|index| self.targets.target(index).told = [0; 3]);
        self.wish(Wish::Remember);
    }

    fn visit(&mut self) -> &mut Visit {
        self.visits.last_mut().expect("a visit begins with the engine")
    }
}
