//! The page: targets at places, a screen that shows some of them.

use linger_engine::{ElementKey, Geometry, Size};
use linger_wire::Kind;

pub(crate) const SCREEN: Size = Size { width: 390.0, height: 844.0 };

/// A place on the page where a target stands. Two spots with the same kind and id are one target.
#[derive(Clone, Debug)]
pub(crate) struct Spot {
    pub(crate) kind: Kind,
    pub(crate) id: String,
    pub(crate) top: f64,
    pub(crate) height: f64,
}

pub(crate) struct Page {
    pub(crate) spots: Vec<Spot>,
    pub(crate) scroll_top: f64,
    present: Vec<bool>,
}

impl Page {
    pub(crate) fn new(spots: Vec<Spot>) -> Self {
        let present = vec![false; spots.len()];
        Self { spots, scroll_top: 0.0, present }
    }

    pub(crate) fn add(&mut self, index: usize) -> Option<&Spot> {
        let present = self.present.get_mut(index)?;
        let new = !core::mem::replace(present, true);
        new.then(|| &self.spots[index])
    }

    pub(crate) fn remove(&mut self, index: usize) -> Option<ElementKey> {
        let present = self.present.get_mut(index)?;
        let was = core::mem::replace(present, false);
        was.then(|| ElementKey(u16::try_from(index).expect("few spots")))
    }

    fn present(&self) -> impl Iterator<Item = (usize, &Spot)> {
        self.spots.iter().enumerate().filter(|(index, _)| self.present[*index])
    }

    pub(crate) fn geometries(&self) -> Vec<(ElementKey, Geometry)> {
        let keyed = self
            .present()
            .map(|(index, spot)| (ElementKey(u16::try_from(index).expect("few spots")), self.geometry(spot)));
        keyed.collect()
    }

    fn geometry(&self, spot: &Spot) -> Geometry {
        let (visible_top, height) = self.visible_span(spot);
        Geometry {
            element: Size { width: SCREEN.width, height: spot.height },
            visible: Size { width: SCREEN.width, height },
            visible_top,
            viewport: SCREEN,
        }
    }

    fn visible_span(&self, spot: &Spot) -> (f64, f64) {
        let top = (spot.top - self.scroll_top).max(0.0);
        let bottom = (spot.top + spot.height - self.scroll_top).min(SCREEN.height);
        (top, (bottom - top).max(0.0))
    }

    /// The targets that are viewable, by a rule written again from its words: half of it, or half of the screen,
    /// with the two millionths that observers round by.
    pub(crate) fn viewable(&self) -> Vec<(Kind, String)> {
        let viewable = self.present().filter(|(_, spot)| {
            let (_, visible) = self.visible_span(spot);
            let almost = visible * 1.000_002;
            visible > 0.0 && (almost >= spot.height / 2.0 || almost >= SCREEN.height / 2.0)
        });
        viewable.map(|(_, spot)| (spot.kind, spot.id.clone())).collect()
    }
}
