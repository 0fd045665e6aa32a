//! The elements that are measured: found in the page by their attributes, watched for coming, going, and changing
//! size, each observed at the ratio from which it is viewable.

use std::rc::Rc;

use js_sys::{Array, Map};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Document, Element, IntersectionObserverEntry, MutationObserver, MutationObserverInit, ResizeObserver,
    ResizeObserverEntry,
};

use linger_engine::{ElementKey, Geometry, Input};
use linger_wire::Kind;

use crate::browser::observer::{self, Observer};
use crate::driver::Driver;
use crate::guard::Callback;

const SECTION: &str = "data-linger-section";
const ITEM: &str = "data-linger-item";
const SELECTOR: &str = "[data-linger-section],[data-linger-item]";

struct Known {
    element: Element,
    kind: Kind,
    id: String,
    ratio: f64,
    viewable: bool,
    /// Met in the scan that is under way.
    met: bool,
}

/// All targets of the page. Dropping them ends all observing.
pub(crate) struct Targets {
    document: Document,
    known: Vec<Option<Known>>,
    /// Element to its place in `known`.
    places: Map,
    observers: Vec<Observer>,
    intersected: Callback,
    resizes: ResizeObserver,
    mutations: MutationObserver,
    _resized: Callback,
    _mutated: Callback,
}

impl Targets {
    pub(crate) fn try_new(driver: &Rc<Driver>) -> Option<Self> {
        let document = web_sys::window()?.document()?;
        let intersected = callback(driver, |driver, entries| report(driver, &entries));
        let resized = callback(driver, |driver, entries| {
            driver.with_targets(|targets| targets.measure_resized(&entries));
        });
        let mutated = callback(driver, |driver, _| driver.scan());
        let resizes = ResizeObserver::new(resized.function()).ok()?;
        let mutations = MutationObserver::new(mutated.function()).ok()?;
        watch(&mutations, &document)?;
        Some(Self {
            document,
            known: Vec::new(),
            places: Map::new(),
            observers: Vec::new(),
            intersected,
            resizes,
            mutations,
            _resized: resized,
            _mutated: mutated,
        })
    }

    /// Looks through the page. What came and what went since the last time, as inputs.
    pub(crate) fn scan(&mut self) -> Vec<Input> {
        let mut inputs = Vec::new();
        for element in self.elements() {
            let kind = if element.has_attribute(SECTION) { Kind::Section } else { Kind::Item };
            let id = name(&element, kind);
            match self.find(&element) {
                Some(known) if known.kind == kind && known.id == id => known.met = true,
                _ => inputs.extend(self.add(element, kind, id)),
            }
        }
        for place in 0..self.known.len() {
            inputs.extend(self.remove_unmet(place));
        }
        inputs
    }

    fn elements(&self) -> Vec<Element> {
        let Ok(list) = self.document.query_selector_all(SELECTOR) else { return Vec::new() };
        (0..list.length()).filter_map(|index| list.item(index)?.dyn_into().ok()).collect()
    }

    /// Adds an element; one whose kind or id has changed keeps its place, and the engine takes it as another.
    fn add(&mut self, element: Element, kind: Kind, id: String) -> Option<Input> {
        let place = self.place(&element).unwrap_or_else(|| self.free_place());
        let key = ElementKey(u16::try_from(place).ok()?);
        let section = (kind == Kind::Item).then(|| section_of(&element)).flatten();
        self.places.set(&element, &JsValue::from(key.0));
        self.resizes.observe(&element);
        let ratio = Geometry::default().viewable_ratio();
        self.observe(&element, ratio);
        if place == self.known.len() {
            self.known.push(None);
        }
        self.known[place] = Some(Known { element, kind, id: id.clone(), ratio, viewable: false, met: true });
        Some(Input::Appeared { element: key, kind, id, section })
    }

    fn remove_unmet(&mut self, place: usize) -> Option<Input> {
        let known = self.known[place].as_mut()?;
        if core::mem::take(&mut known.met) {
            return None;
        }
        let known = self.known[place].take()?;
        self.places.delete(&known.element);
        self.resizes.unobserve(&known.element);
        self.observers.iter().for_each(|observer| observer.unobserve(&known.element));
        Some(Input::Removed(ElementKey(u16::try_from(place).ok()?)))
    }

    fn free_place(&self) -> usize {
        self.known.iter().position(Option::is_none).unwrap_or(self.known.len())
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn place(&self, element: &Element) -> Option<usize> {
        self.places.get(element).as_f64().map(|place| place as usize)
    }

    fn find(&mut self, element: &Element) -> Option<&mut Known> {
        let place = self.place(element)?;
        self.known.get_mut(place)?.as_mut()
    }

    /// Observes an element at a ratio. Nearly all share one observer; one taller than the screen has its own.
    fn observe(&mut self, element: &Element, ratio: f64) {
        if !self.observers.iter().any(|observer| observer.is_for(ratio)) {
            self.observers.extend(Observer::try_new(ratio, self.intersected.function()));
        }
        for observer in &self.observers {
            if observer.is_for(ratio) {
                observer.observe(element);
            } else {
                observer.unobserve(element);
            }
        }
        self.retire_observers();
    }

    fn retire_observers(&mut self) {
        let (known, common) = (&self.known, Geometry::default().viewable_ratio());
        self.observers.retain(|observer| {
            observer.is_for(common) || known.iter().flatten().any(|known| observer.is_for(known.ratio))
        });
    }

    /// Measures again what is viewable: its places decide how attention is shared.
    pub(crate) fn measure(&self) {
        self.measure_where(|known| known.viewable);
    }

    /// Measures everything again.
    pub(crate) fn measure_all(&self) {
        self.measure_where(|_| true);
    }

    fn measure_where(&self, which: impl Fn(&Known) -> bool) {
        for known in self.known.iter().flatten().filter(|known| which(known)) {
            self.measure_one(known);
        }
    }

    fn measure_one(&self, known: &Known) {
        if let Some(observer) = self.observers.iter().find(|observer| observer.is_for(known.ratio)) {
            observer.observe(&known.element);
        }
    }

    fn measure_resized(&mut self, entries: &Array) {
        for entry in entries.iter() {
            let element = entry.unchecked_into::<ResizeObserverEntry>().target();
            let place = self.place(&element);
            if let Some(known) = place.and_then(|place| self.known.get(place)?.as_ref()) {
                self.measure_one(known);
            }
        }
    }

    /// Takes in where an element is. An element that grew past the screen, or shrank, needs another observer.
    #[expect(clippy::float_cmp, reason = "an observer serves exactly the ratio it was made with")]
    fn take(&mut self, element: &Element, geometry: &Geometry) -> Option<ElementKey> {
        let ratio = geometry.viewable_ratio();
        let known = self.find(element)?;
        known.viewable = geometry.is_viewable();
        if core::mem::replace(&mut known.ratio, ratio) != ratio {
            self.observe(element, ratio);
        }
        self.place(element).and_then(|place| u16::try_from(place).ok()).map(ElementKey)
    }
}

impl Drop for Targets {
    fn drop(&mut self) {
        self.resizes.disconnect();
        self.mutations.disconnect();
    }
}

fn callback(driver: &Rc<Driver>, call: fn(&Rc<Driver>, Array)) -> Callback {
    let driver = Rc::downgrade(driver);
    Callback::new(move |entries| {
        if let Some(driver) = driver.upgrade() {
            call(&driver, entries.unchecked_into());
        }
    })
}

fn watch(mutations: &MutationObserver, document: &Document) -> Option<()> {
    let options = MutationObserverInit::new();
    options.set_child_list(true);
    options.set_subtree(true);
    options.set_attribute_filter(&Array::of2(&SECTION.into(), &ITEM.into()));
    mutations.observe_with_options(document, &options).ok()
}

fn report(driver: &Rc<Driver>, entries: &Array) {
    for entry in entries.iter() {
        let entry: IntersectionObserverEntry = entry.unchecked_into();
        let geometry = observer::geometry(&entry);
        let key = driver.with_targets(|targets| targets.take(&entry.target(), &geometry));
        if let Some(key) = key {
            driver.tell_at(entry.time(), Input::Intersected(key, geometry));
        }
    }
}

fn name(element: &Element, kind: Kind) -> String {
    let attribute = if kind == Kind::Section { SECTION } else { ITEM };
    element.get_attribute(attribute).unwrap_or_default()
}

fn section_of(element: &Element) -> Option<String> {
    element.closest("[data-linger-section]").ok()??.get_attribute(SECTION)
}
