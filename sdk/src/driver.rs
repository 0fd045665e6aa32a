//! The only loop: an input goes to the engine with the time it happened, the engine's wishes are carried out, and
//! one timer stands for its deadline.

use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

use linger_engine::{Config, Effect, Engine, Input, VisitStart};

use crate::browser::listen::Listener;
use crate::browser::signals::{self, Signal};
use crate::browser::targets::Targets;
use crate::browser::timer::Timer;
use crate::browser::transport::Transport;
use crate::browser::{clock, page, random, storage};
use crate::guard::Callback;
use crate::settings::Settings;

/// What lives as long as linger measures. Dropping it undoes everything.
struct Parts {
    /// The driver itself: a page that drops its handle, or whose garbage collector does, is measured all the same.
    /// Stopping takes the parts out, and so ends the circle.
    _driver: Rc<Driver>,
    engine: Engine,
    settings: Settings,
    timer: Option<Timer>,
    wake: Callback,
    targets: Targets,
    transport: Transport,
    _listeners: Vec<Listener>,
}

/// The shell's loop. Empty once stopped.
pub(crate) struct Driver {
    parts: RefCell<Option<Parts>>,
}

impl fmt::Debug for Driver {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Driver")
    }
}

impl Driver {
    /// Begins to measure; `None` where the browser lacks something.
    pub(crate) fn start(settings: Settings) -> Option<Rc<Self>> {
        let config = Config {
            read_ms: settings.read_ms,
            idle_ms: settings.idle_ms,
            flush_age_ms: settings.flush_age_ms,
            jitter_seed: random::seed()?,
            ..Config::default()
        };
        let engine =
            Engine::try_new(config, clock::now()?, page::is_visible()?, visit_start(&settings)?).ok()?;
        let driver = Rc::new(Self { parts: RefCell::new(None) });
        let parts = Parts {
            _driver: driver.clone(),
            engine,
            timer: None,
            wake: wake(&driver),
            targets: Targets::try_new(&driver)?,
            transport: Transport::try_new(&driver, &settings.endpoint)?,
            _listeners: signals::listen(&driver)?,
            settings,
        };
        *driver.parts.borrow_mut() = Some(parts);
        driver.scan();
        // A page with nothing to measure has told the engine nothing yet, and its active time counts too.
        driver.tell(Input::Woken);
        Some(driver)
    }

    /// Something happened just now.
    pub(crate) fn tell(&self, input: Input) {
        self.with(|parts| parts.handle(None, input));
    }

    /// Something happened at that time, in milliseconds of the page's monotonic clock.
    pub(crate) fn tell_at(&self, at_ms: f64, input: Input) {
        self.with(|parts| parts.handle(Some(at_ms), input));
    }

    /// A signal of the browser's.
    pub(crate) fn signal(&self, signal: Signal) {
        match signal {
            Signal::Shown => self.tell(Input::Shown),
            Signal::Hidden => self.tell(Input::Hidden),
            Signal::Left => self.tell(Input::Left),
            Signal::Scrolled => self.tell(Input::Scrolled),
            Signal::Touched => self.tell(Input::Touched),
            Signal::Restored => self.restore(),
            Signal::Resized => self.with(|parts| parts.targets.measure_all()),
        }
    }

    /// Looks for targets that came or went.
    pub(crate) fn scan(&self) {
        self.with(|parts| {
            for input in parts.targets.scan() {
                parts.handle(None, input);
            }
        });
    }

    /// Work on the targets, which hears of its own from the observers.
    pub(crate) fn with_targets<T: Default>(&self, work: impl FnOnce(&mut Targets) -> T) -> T {
        let mut result = T::default();
        self.with(|parts| result = work(&mut parts.targets));
        result
    }

    /// Sends what there is, and lets go of the page.
    pub(crate) fn stop(&self) {
        self.tell(Input::Left);
        // What is in flight needs no answer any more: nothing could be sent again.
        let parts = self.parts.borrow_mut().take();
        drop(parts);
    }

    fn restore(&self) {
        self.with(|parts| {
            if let Some(start) = visit_start(&parts.settings) {
                parts.handle(None, Input::Restored(Box::new(start)));
            }
        });
    }

    /// A browser that calls back while another call is still at work is left unheard rather than trapped.
    fn with(&self, work: impl FnOnce(&mut Parts)) {
        if let Ok(mut parts) = self.parts.try_borrow_mut()
            && let Some(parts) = parts.as_mut()
        {
            work(parts);
        }
    }
}

impl Parts {
    fn handle(&mut self, at_ms: Option<f64>, input: Input) {
        let Some(now) = at_ms.map(clock::at).or_else(clock::now) else { return };
        self.engine.handle(now, input);
        while let Some(effect) = self.engine.poll_effect() {
            self.carry_out(&effect);
        }
        self.arm();
    }

    fn carry_out(&self, effect: &Effect) {
        match effect {
            Effect::Send(request) => self.transport.send(request, false),
            Effect::Beacon(request) => self.transport.send(request, true),
            Effect::Store(mark) => storage::write(self.settings.storage, *mark),
            Effect::Measure => self.targets.measure(),
        }
    }

    /// Keeps a timer that fires no later than the deadline. One that fires early is harmless and cheap: while the
    /// page scrolls the deadline moves with every frame, and a new timer for each would cost more than the one.
    fn arm(&mut self) {
        let Some(deadline) = self.engine.next_deadline() else {
            self.timer = None;
            return;
        };
        if self.timer.as_ref().is_none_or(|timer| timer.is_later_than(deadline)) {
            let wake = self.wake.function().clone();
            self.timer = clock::now().map(|now| Timer::new(now.monotonic, deadline, wake));
        }
    }
}

/// The timer's call.
fn wake(driver: &Rc<Driver>) -> Callback {
    let driver = Rc::downgrade(driver);
    Callback::new(move |_| {
        if let Some(driver) = driver.upgrade() {
            driver.with(|parts| parts.timer = None);
            driver.tell(Input::Woken);
        }
    })
}

fn visit_start(settings: &Settings) -> Option<VisitStart> {
    Some(VisitStart {
        visit: random::id()?,
        session: random::id()?,
        stored: storage::read(settings.storage),
        page: page::facts(settings)?,
    })
}
