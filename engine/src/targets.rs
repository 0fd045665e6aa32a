//! The page's targets and the elements that show them. One dish may stand in two places ("today's picks" and its
//! own section): it is one target, viewable where any of its elements is, and never exposed twice at a time.

use alloc::string::String;
use alloc::vec::Vec;

use linger_wire::{Gaze, Kind};

use crate::attention;
use crate::exposure::Open;
use crate::geometry::Geometry;
use crate::input::ElementKey;

/// Names a target for the engine's life.
pub(crate) type TargetIndex = usize;

#[derive(Clone, Debug)]
pub(crate) struct Target {
    pub(crate) kind: Kind,
    pub(crate) id: String,
    pub(crate) section: Option<String>,
    pub(crate) open: Option<Open>,
    /// Weight of its viewable elements under the gaze prior.
    weight: f64,
    /// What was told of the visit's exposures so far, in microseconds: at rest, in motion, attention.
    #[cfg(feature = "debug")]
    pub(crate) told: [u64; 3],
}

#[derive(Clone, Debug)]
struct Element {
    target: TargetIndex,
    geometry: Geometry,
}

/// All targets ever seen, and the elements there are now.
#[derive(Clone, Debug)]
pub(crate) struct Targets {
    all: Vec<Target>,
    elements: Vec<Option<Element>>,
    gaze: Gaze,
}

#[cfg(feature = "debug")]
impl Target {
    pub(crate) fn totals_ms(&self) -> [u64; 3] {
        let open = self.open.map(|open| open.times()).unwrap_or_default();
        core::array::from_fn(|part| (self.told[part] + open[part]) / crate::time::MICROS_PER_MS)
    }
}

impl Targets {
    #[cfg(feature = "debug")]
    pub(crate) fn peek(&self, index: TargetIndex) -> &Target {
        &self.all[index]
    }

    pub(crate) const fn new(gaze: Gaze) -> Self {
        Self { all: Vec::new(), elements: Vec::new(), gaze }
    }

    /// Adds an element, and its target where it is new. A key in use is taken over. Returns the target that lost
    /// an element by that.
    pub(crate) fn add(
        &mut self,
        key: ElementKey,
        kind: Kind,
        id: String,
        section: Option<String>,
    ) -> Option<TargetIndex> {
        let lost = self.remove(key);
        let target = self.find(kind, &id).unwrap_or_else(|| {
            self.all.push(Target {
                kind,
                id,
                section,
                open: None,
                weight: 0.0,
                #[cfg(feature = "debug")]
                told: [0; 3],
            });
            self.all.len() - 1
        });
        let slot = usize::from(key.0);
        if slot >= self.elements.len() {
            self.elements.resize(slot + 1, None);
        }
        self.elements[slot] = Some(Element { target, geometry: Geometry::default() });
        lost
    }

    fn find(&self, kind: Kind, id: &str) -> Option<TargetIndex> {
        self.all.iter().position(|target| target.kind == kind && target.id == id)
    }

    /// Takes an element away; its target, if there was one.
    pub(crate) fn remove(&mut self, key: ElementKey) -> Option<TargetIndex> {
        let element = self.elements.get_mut(usize::from(key.0))?.take()?;
        self.weigh(element.target);
        Some(element.target)
    }

    /// Puts an element elsewhere; its target, if there is one.
    pub(crate) fn place(&mut self, key: ElementKey, geometry: Geometry) -> Option<TargetIndex> {
        let element = self.elements.get_mut(usize::from(key.0))?.as_mut()?;
        element.geometry = geometry;
        let target = element.target;
        self.weigh(target);
        Some(target)
    }

    /// Nothing is known to be viewable any more.
    pub(crate) fn forget_places(&mut self) {
        for element in self.elements.iter_mut().flatten() {
            element.geometry = Geometry::default();
        }
        self.all.iter_mut().for_each(|target| target.weight = 0.0);
    }

    fn weigh(&mut self, index: TargetIndex) {
        let elements = self.elements.iter().flatten();
        let viewable = elements.filter(|element| element.target == index && element.geometry.is_viewable());
        self.all[index].weight =
            viewable.map(|element| attention::weight(&element.geometry, self.gaze)).sum();
    }

    /// Whether any element of the target is viewable.
    pub(crate) fn is_viewable(&self, index: TargetIndex) -> bool {
        self.all[index].weight > 0.0
    }

    pub(crate) fn target(&mut self, index: TargetIndex) -> &mut Target {
        &mut self.all[index]
    }

    pub(crate) fn id(&self, index: TargetIndex) -> &str {
        &self.all[index].id
    }

    pub(crate) fn section(&self, index: TargetIndex) -> Option<&str> {
        self.all[index].section.as_deref()
    }

    pub(crate) const fn len(&self) -> usize {
        self.all.len()
    }

    /// The open exposures.
    pub(crate) fn open(&mut self) -> impl Iterator<Item = &mut Open> {
        self.all.iter_mut().filter_map(|target| target.open.as_mut())
    }

    /// The open exposures of one kind, each with its target's weight.
    pub(crate) fn open_of(&mut self, kind: Kind) -> impl Iterator<Item = (&mut Open, f64)> {
        let of_kind = self.all.iter_mut().filter(move |target| target.kind == kind);
        of_kind.filter_map(|target| target.open.as_mut().map(|open| (open, target.weight)))
    }

    /// The sum of the weights of the open exposures of one kind.
    pub(crate) fn open_weight(&self, kind: Kind) -> f64 {
        let open = self.all.iter().filter(|target| target.kind == kind && target.open.is_some());
        open.map(|target| target.weight).sum()
    }
}
