//! `IntersectionObserver`: the only thing that asks where elements are. It computes after layout, off the scroll
//! handlers, and so costs the page no layout of its own.

use js_sys::Function;
use linger_engine::{Geometry, Size};
use web_sys::{
    DomRectReadOnly, Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit,
};

/// An observer that reports when a target's visible share of its own area crosses one ratio; dropping it stops it.
pub(crate) struct Observer {
    ratio: f64,
    observer: IntersectionObserver,
}

impl Observer {
    pub(crate) fn try_new(ratio: f64, callback: &Function) -> Option<Self> {
        let options = IntersectionObserverInit::new();
        options.set_threshold_f64(ratio);
        let observer = IntersectionObserver::new_with_options(callback, &options).ok()?;
        Some(Self { ratio, observer })
    }

    #[expect(clippy::float_cmp, reason = "an observer serves exactly the ratio it was made with")]
    pub(crate) fn is_for(&self, ratio: f64) -> bool {
        self.ratio == ratio
    }

    /// Begins to observe the element, and reports it once at once. Observing again reports again, which is how an
    /// element is measured with no forced layout.
    pub(crate) fn observe(&self, element: &Element) {
        self.observer.unobserve(element);
        self.observer.observe(element);
    }

    pub(crate) fn unobserve(&self, element: &Element) {
        self.observer.unobserve(element);
    }
}

impl Drop for Observer {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// What an entry says. The viewport is absent only inside a frame of another origin; there the frame's own size
/// stands in.
pub(crate) fn geometry(entry: &IntersectionObserverEntry) -> Geometry {
    let root = entry.root_bounds();
    let visible = entry.intersection_rect();
    let top = root.as_ref().map_or(0.0, DomRectReadOnly::y);
    Geometry {
        element: size(&entry.bounding_client_rect()),
        visible: size(&visible),
        visible_top: visible.y() - top,
        viewport: root.as_ref().map_or_else(window_size, size),
    }
}

fn size(rect: &DomRectReadOnly) -> Size {
    Size { width: rect.width(), height: rect.height() }
}

fn window_size() -> Size {
    let [width, height] = web_sys::window().map_or([0, 0], |window| super::page::viewport(&window));
    Size { width: width.into(), height: height.into() }
}
