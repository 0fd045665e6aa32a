//! What the browser says of the page and the guest, as inputs.

use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, PageTransitionEvent, Window};

use crate::browser::listen::Listener;
use crate::driver::Driver;

/// A signal of the browser's.
#[derive(Clone, Copy)]
pub(crate) enum Signal {
    Shown,
    Hidden,
    Left,
    /// The page is back from the back/forward cache.
    Restored,
    /// The viewport has another size.
    Resized,
    Scrolled,
    Touched,
}

/// A listener's event, its meaning, and on what it is heard.
type Row = (Source, &'static str, fn(&JsValue) -> Option<Signal>);

enum Source {
    Window,
    Document,
}

/// `pagehide` is heard on the window, as it never fires on a document. `visibilitychange` is the last event a phone
/// is sure to send before it kills a page.
const SIGNALS: [Row; 8] = [
    (Source::Document, "visibilitychange", |_| visibility()),
    (Source::Window, "pagehide", |_| Some(Signal::Left)),
    (Source::Window, "pageshow", |event| is_from_cache(event).then_some(Signal::Restored)),
    (Source::Window, "resize", |_| Some(Signal::Resized)),
    (Source::Document, "scroll", |_| Some(Signal::Scrolled)),
    (Source::Document, "pointerdown", |_| Some(Signal::Touched)),
    (Source::Document, "keydown", |_| Some(Signal::Touched)),
    (Source::Document, "touchstart", |_| Some(Signal::Touched)),
];

fn visibility() -> Option<Signal> {
    Some(if super::page::is_visible()? { Signal::Shown } else { Signal::Hidden })
}

fn is_from_cache(event: &JsValue) -> bool {
    event.dyn_ref::<PageTransitionEvent>().is_some_and(PageTransitionEvent::persisted)
}

/// Listens to all of them.
pub(crate) fn listen(driver: &Rc<Driver>) -> Option<Vec<Listener>> {
    let window = web_sys::window()?;
    let document = window.document()?;
    SIGNALS.iter().map(|row| listen_to(driver, &window, &document, row)).collect()
}

fn listen_to(driver: &Rc<Driver>, window: &Window, document: &Document, row: &Row) -> Option<Listener> {
    let (source, name, signal) = row;
    let target = match source {
        Source::Window => window.as_ref(),
        Source::Document => document.as_ref(),
    };
    let (driver, signal) = (Rc::downgrade(driver), *signal);
    Listener::try_new(target, name, move |event| {
        if let (Some(driver), Some(signal)) = (driver.upgrade(), signal(&event)) {
            driver.signal(signal);
        }
    })
}
