//! The only loop: an input goes to the engine with the time it happened, the engine's wishes are carried out, and
//! one timer stands for its deadline.

use std::cell::RefCell;
use std::fmt;
use std::mem::ManuallyDrop;
use std::rc::Rc;

use linger_engine::{Config, Engine, Input, Monotonic, RequestId, VisitStart, Wish};

use crate::shell::{Shell, at};
use crate::timer::Timer;

struct Parts {
    engine: Engine,
    shell: Shell,
    timer: Timer,
    stopped: bool,
}

/// The loop.
pub(crate) struct Driver {
    /// Never dropped: a page's module goes with its page, and code to take it apart would weigh more than the few
    /// kilobytes of memory that a page gets back which stops linger early.
    parts: RefCell<ManuallyDrop<Parts>>,
}

impl fmt::Debug for Driver {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Driver")
    }
}

impl Driver {
    /// Begins to measure.
    pub(crate) fn start(shell: Shell, config: Config, visible: bool, visit: VisitStart) -> Rc<Self> {
        let engine = Engine::new(config, shell.now(), visible, visit);
        let parts = Parts { engine, shell, timer: Timer::default(), stopped: false };
        Rc::new(Self { parts: RefCell::new(ManuallyDrop::new(parts)) })
    }

    /// Something happened just now.
    pub(crate) fn tell(&self, input: Input) {
        self.tell_at(f64::NAN, input);
    }

    /// Something happened at that time, in milliseconds of the page's monotonic clock; now, where it is no number.
    pub(crate) fn tell_at(&self, at_ms: f64, input: Input) {
        // A browser that calls back while another call is still at work is left unheard rather than trapped.
        if let Ok(mut parts) = self.parts.try_borrow_mut()
            && !parts.stopped
        {
            let now = if at_ms.is_nan() { parts.shell.now() } else { at(at_ms) };
            parts.handle(now, input);
        }
    }

    #[cfg(feature = "debug")]
    pub(crate) fn peek(&self) -> String {
        self.tell(Input::Woken);
        self.parts.borrow().engine.peek()
    }

    /// Lets go of the page. What is in flight needs no answer any more: nothing could be sent again. `revoked` says to
    /// remove what was stored.
    pub(crate) fn stop(&self, revoked: bool) {
        if let Ok(mut parts) = self.parts.try_borrow_mut() {
            parts.stopped = true;
            parts.timer = Timer::default();
            parts.shell.stop(revoked);
        }
    }
}

impl Parts {
    fn handle(&mut self, now: Monotonic, input: Input) {
        self.engine.handle(now, input);
        loop {
            let effects = self.engine.take_effects();
            if effects.is_empty() {
                break;
            }
            for effect in &effects {
                let done = self.shell.does(effect);
                if effect.wish == Wish::Keep {
                    let request = RequestId(effect.request);
                    self.engine.handle(now, if done { Input::Kept(request) } else { Input::Unkept(request) });
                }
            }
        }
        self.arm(now);
    }

    fn arm(&mut self, now: Monotonic) {
        let wait_us = |deadline: Monotonic| deadline.as_micros().saturating_sub(now.as_micros());
        self.timer.set(&self.shell, self.engine.next_deadline().map(wait_us));
    }
}
