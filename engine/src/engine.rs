//! The engine: what each input means, in terms of the parts beside this file.

use alloc::collections::VecDeque;
use alloc::string::String;
use alloc::vec::Vec;

use linger_wire::{Custom, Event, Exposure, FlushReason, Kind, encode, limits};

use crate::attendance::Attendance;
use crate::attention;
use crate::config::{Config, ConfigProblem};
use crate::effect::{Effect, Request};
use crate::exposure::{Open, Slice};
use crate::flush::Flush;
use crate::input::{Failure, Input, RequestId, VisitStart};
use crate::line::Line;
use crate::motion::{Motion, Verdict};
use crate::queue::{Queue, Room};
use crate::targets::{TargetIndex, Targets};
use crate::time::{Monotonic, Now};
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
    effects: VecDeque<Effect>,
}

impl Engine {
    /// An engine for a page whose visit begins now.
    ///
    /// # Errors
    /// All that is wrong with the settings.
    pub fn try_new(
        config: Config,
        now: Now,
        visible: bool,
        start: VisitStart,
    ) -> Result<Self, Vec<ConfigProblem>> {
        let problems: Vec<ConfigProblem> = config.problems().collect();
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut engine = Self {
            at: now.monotonic,
            attendance: Attendance::new(now.monotonic, visible, config.idle_ms),
            motion: Motion::default(),
            targets: Targets::default(),
            visits: Vec::new(),
            queue: Queue::new(Room { events: config.queue_events_max, bytes: config.queue_bytes_max }),
            flush: Flush::new(config.flush_age_ms),
            line: Line::new(&config),
            reason: FlushReason::Age,
            effects: VecDeque::new(),
            config,
        };
        engine.begin_visit(now, start);
        engine.watch(now.monotonic);
        Ok(engine)
    }

    /// Takes in what happened at `now`. A time before that of an earlier input counts as that time: observers
    /// report late, and no interval may be counted twice.
    pub fn handle(&mut self, now: Now, input: Input) {
        let now = Now { monotonic: now.monotonic.max(self.at), ..now };
        self.advance(now.monotonic);
        self.apply(now, input);
        self.send_due(now);
    }

    /// The next wish, in order; `None` when all are told.
    pub fn poll_effect(&mut self) -> Option<Effect> {
        self.effects.pop_front()
    }

    /// When the engine wants [`Input::Woken`], if nothing happens before.
    #[must_use]
    pub fn next_deadline(&self) -> Option<Monotonic> {
        let send = if self.line.is_free() { self.flush.deadline() } else { self.line.retry_at() };
        [self.motion.deadline(), send].into_iter().flatten().min()
    }

    fn apply(&mut self, now: Now, input: Input) {
        match input {
            Input::Appeared { element, kind, id, section } if is_target_id(&id) => {
                let lost = self.targets.add(element, kind, id, section);
                self.refresh(now.monotonic, lost);
            }
            Input::Removed(element) => {
                let target = self.targets.remove(element);
                self.refresh(now.monotonic, target);
            }
            Input::Intersected(element, geometry) => {
                let target = self.targets.place(element, geometry);
                self.refresh(now.monotonic, target);
            }
            Input::Scrolled => self.scroll(now.monotonic),
            Input::Touched => self.touch(now.monotonic),
            Input::Hidden => self.hide(now, FlushReason::Hide),
            Input::Left => self.hide(now, FlushReason::Exit),
            Input::Shown => self.show(now.monotonic),
            Input::Restored(start) => {
                self.begin_visit(now, *start);
                self.show(now.monotonic);
            }
            Input::Tracked { name, properties } => self.track(now.monotonic, name, properties),
            Input::Flushed => self.flush(now, FlushReason::Manual),
            Input::Sent(request) => self.succeed(request),
            Input::Failed(request, failure) => self.fail(now.monotonic, request, failure),
            Input::Appeared { .. } | Input::Woken => {}
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
            self.effects.push_back(Effect::Measure);
        }
    }

    /// Divides active time among the open exposures of a kind. The last takes what rounding leaves.
    fn divide(&mut self, kind: Kind, active: u64) {
        let (weights, unsettled) = (self.targets.open_weight(kind), self.motion.is_unsettled());
        let mut rest = active;
        let mut open = self.targets.open_of(kind).peekable();
        if open.peek().is_none() {
            drop(open);
            return self.visit().pass_elsewhere(kind, active);
        }
        while let Some((exposure, weight)) = open.next() {
            let last = open.peek().is_none();
            let part = if last { rest } else { attention::share(active, weight, weights).min(rest) };
            rest -= part;
            exposure.pass(active, part, unsettled);
        }
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

    fn hide(&mut self, now: Now, reason: FlushReason) {
        if let Some(verdict) = self.motion.stop() {
            self.settle(verdict);
        }
        self.attendance.hide();
        self.refresh_all(now.monotonic);
        self.take_activity(now.monotonic);
        let mark = self.visit().mark(now);
        self.effects.push_back(Effect::Store(mark));
        while self.line.is_free_for_beacon(now.monotonic) && self.send(now, reason, Effect::Beacon) {}
        self.rearm(now.monotonic);
    }

    fn show(&mut self, now: Monotonic) {
        self.attendance.show(now);
        self.watch(now);
        self.refresh_all(now);
        self.effects.push_back(Effect::Measure);
    }

    fn track(&mut self, now: Monotonic, name: String, properties: Option<String>) {
        let properties_bytes = properties.as_ref().map_or(0, String::len);
        let fits = (1..=limits::NAME_BYTES_MAX).contains(&name.len())
            && properties_bytes <= limits::PROPERTIES_BYTES_MAX;
        let visit = self.visit();
        let (number, at_ms) = (visit.number_event(), visit.at_ms(now));
        if fits {
            self.enqueue(now, &Event::Custom(Custom { number, at_ms, name, properties }));
        } else {
            visit.dropped += 1;
        }
    }

    // Exposures.

    fn refresh_all(&mut self, now: Monotonic) {
        for target in 0..self.targets.len() {
            self.refresh(now, Some(target));
        }
    }

    /// Opens or closes the target's exposure, where it has become viewable or no longer is.
    fn refresh(&mut self, now: Monotonic, target: Option<TargetIndex>) {
        let Some(index) = target else { return };
        let viewable = self.attendance.is_visible() && self.targets.is_viewable(index);
        let open = self.targets.target(index).open.is_some();
        if viewable && !open {
            self.open(now, index);
        } else if open && !viewable {
            self.close(now, index);
        }
    }

    fn open(&mut self, now: Monotonic, index: TargetIndex) {
        let target = self.targets.target(index);
        let visit = self.visits.last_mut().expect("a visit begins with the engine");
        let (number, from) = visit.number_exposure(target.kind, &target.id);
        target.open = Some(Open::new(number, from, now));
    }

    fn close(&mut self, now: Monotonic, index: TargetIndex) {
        let Some(mut open) = self.targets.target(index).open.take() else { return };
        // Nothing leaves the screen of a page at rest but by the page's own doing; unsettled time was motion.
        open.settle(Verdict::Moved);
        self.take_slice(now, index, &mut open);
        let kind = self.targets.target(index).kind;
        self.visit().keep_attention(kind, open.leftover());
    }

    fn take_slices(&mut self, now: Monotonic) {
        for index in 0..self.targets.len() {
            if let Some(mut open) = self.targets.target(index).open.take() {
                self.take_slice(now, index, &mut open);
                self.targets.target(index).open = Some(open);
            }
        }
    }

    fn take_slice(&mut self, now: Monotonic, index: TargetIndex, open: &mut Open) {
        if let Some(slice) = open.slice(now) {
            let event = self.exposure(index, open, slice);
            self.enqueue(now, &Event::Exposure(event));
        }
    }

    fn exposure(&mut self, index: TargetIndex, open: &Open, slice: Slice) -> Exposure {
        let target = self.targets.target(index);
        let visit = self.visits.last_mut().expect("a visit begins with the engine");
        Exposure {
            number: visit.number_event(),
            exposure: open.number,
            kind: target.kind,
            target: target.id.clone(),
            from: open.from.clone(),
            section: target.section.clone(),
            at_ms: visit.at_ms(slice.at),
            paused_ms: slice.paused_ms,
            scrolling_ms: slice.scrolling_ms,
            attention_ms: visit.round_attention(target.kind, slice.attention),
        }
    }

    fn take_activity(&mut self, now: Monotonic) {
        if let Some(activity) = self.visit().activity(now) {
            self.enqueue(now, &Event::Activity(activity));
        }
    }

    // Visits.

    fn begin_visit(&mut self, now: Now, start: VisitStart) {
        self.visits.push(Visit::new(now, start, self.config.read_ms));
        let mark = self.visit().mark(now);
        self.effects.push_back(Effect::Store(mark));
    }

    fn visit(&mut self) -> &mut Visit {
        self.visits.last_mut().expect("a visit begins with the engine")
    }

    // Sending.

    fn enqueue(&mut self, now: Monotonic, event: &Event) {
        let mut json = String::new();
        encode::event(&mut json, event);
        if self.queue.push(self.visits.len() - 1, json) {
            self.flush.begin(now);
        } else {
            self.visit().dropped += 1;
        }
    }

    fn send_due(&mut self, now: Now) {
        self.line.resume(now.monotonic);
        if !self.line.is_free() {
            return;
        }
        if self.flush.is_due(now.monotonic) {
            let reason = if self.flush.is_overdue() { self.reason } else { FlushReason::Age };
            self.flush(now, reason);
        } else if self.queue.waiting_events() >= self.config.batch_events_max {
            self.send(now, FlushReason::Count, Effect::Send);
        } else if self.queue.waiting_bytes() >= self.config.batch_bytes_max {
            self.send(now, FlushReason::Bytes, Effect::Send);
        }
    }

    /// Tells everything up to now and sends what one request holds. While the line is not free all of it waits.
    fn flush(&mut self, now: Now, reason: FlushReason) {
        self.take_slices(now.monotonic);
        self.take_activity(now.monotonic);
        if self.line.is_free() {
            self.send(now, reason, Effect::Send);
        }
        self.rearm(now.monotonic);
    }

    fn rearm(&mut self, now: Monotonic) {
        if self.queue.waiting_events() == 0 {
            self.flush.clear();
            self.watch(now);
        } else {
            self.flush.hasten();
        }
    }

    fn send(&mut self, now: Now, reason: FlushReason, effect: fn(Request) -> Effect) -> bool {
        let Some(visit) = self.queue.front() else { return false };
        let mut head = String::new();
        encode::header(&mut head, &self.visits[visit].header(now, reason));
        let bytes = self.config.batch_bytes_max.min(self.line.bytes_free());
        let room = Room { events: self.config.batch_events_max, bytes };
        let id = self.line.upcoming();
        let Some(body) = self.queue.cut(visit, head, room, id) else { return false };
        let effect = effect(Request { id, body });
        if let Effect::Send(request) | Effect::Beacon(request) = &effect {
            self.line.depart(request.body.len(), matches!(effect, Effect::Beacon(_)));
        }
        self.reason = reason;
        self.effects.push_back(effect);
        true
    }

    fn succeed(&mut self, request: RequestId) {
        self.line.succeed(request);
        self.queue.remove(request);
    }

    fn fail(&mut self, now: Monotonic, request: RequestId, failure: Failure) {
        self.line.fail(now, request, failure);
        match failure {
            Failure::Unavailable { .. } => {
                self.queue.release(request);
                self.flush.hasten();
            }
            Failure::Refused => {
                if let (Some(visit), events) = self.queue.remove(request) {
                    self.visits[visit].dropped += events;
                }
            }
        }
    }
}

/// A longer id would cost its exposures at the collector, and could outgrow a batch.
fn is_target_id(id: &str) -> bool {
    (1..=limits::TARGET_BYTES_MAX).contains(&id.len())
}
