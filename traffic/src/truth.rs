//! What the answers must come to in the long run: worked out from the model, with nothing drawn.

use crate::guest::{INTO_SECTION, NEXT_IN_VIEW, PAST_DISH, TO_DISH};
use crate::model::{Appeal, Model, Version};

/// What is true of a version of the menu, per visit of a guest; programs are none.
#[derive(Clone, Debug, PartialEq)]
pub struct Truth {
    /// The sections, in the order of the menu.
    pub sections: Vec<SectionTruth>,
}

/// What is true of a section.
#[derive(Clone, Debug, PartialEq)]
pub struct SectionTruth {
    /// Its id.
    pub id: String,
    /// Of all visits, those in which it is viewable.
    pub reach: f64,
    /// Exposures of a visit, on average over all visits.
    pub exposures: f64,
    /// Dwell of a visit in milliseconds, on average over all visits: those that never come there too.
    pub dwell_mean_ms: f64,
    /// Its dishes, in the order of the menu.
    pub items: Vec<ItemTruth>,
}

/// What is true of a dish.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemTruth {
    /// Its id.
    pub id: String,
    /// Dwell of a visit in milliseconds, on average over all visits.
    pub dwell_mean_ms: f64,
    /// Orders of a visit, on average over all visits.
    pub orders: f64,
}

impl Model {
    /// What is true of one of its versions.
    #[must_use]
    pub fn truth(&self, version: &Version) -> Truth {
        let places = 0..self.menu.sections.len();
        Truth { sections: places.map(|place| self.section_truth(place, version)).collect() }
    }

    /// A guest comes to the n-th section having gone on n times, and looks back at one of all sections.
    fn section_truth(&self, place: usize, version: &Version) -> SectionTruth {
        let section = &self.menu.sections[place];
        let reads_on = self.goes_on.powi(i32::try_from(place).unwrap_or(i32::MAX));
        let looks_back = self.looks_back / real(self.menu.sections.len());
        let exposures = reads_on + looks_back;
        let factor = version.factor(&section.id);
        let appeals = &self.appeals[place];
        let pass_ms =
            mean(INTO_SECTION) + appeals.iter().map(|appeal| passing_ms(appeal, factor)).sum::<f64>();
        let items = section.items.iter().enumerate().map(|(at, item)| ItemTruth {
            id: item.id.clone(),
            dwell_mean_ms: exposures * item_ms(appeals, at, factor),
            orders: exposures * appeals[at].stops * appeals[at].orders,
        });
        SectionTruth {
            id: section.id.clone(),
            reach: 1.0 - (1.0 - reads_on) * (1.0 - looks_back),
            exposures,
            dwell_mean_ms: exposures * pass_ms,
            items: items.collect(),
        }
    }
}

/// Who comes by a dish stops, or goes past.
fn passing_ms(appeal: &Appeal, factor: f64) -> f64 {
    let stops = mean(TO_DISH) + appeal.pause_ms * factor;
    appeal.stops * stops + (1.0 - appeal.stops) * mean(PAST_DISH)
}

/// A dish is in view while guests come by it, and at half of the stops at the one before it.
fn item_ms(appeals: &[Appeal], at: usize, factor: f64) -> f64 {
    let before = at
        .checked_sub(1)
        .map_or(0.0, |before| NEXT_IN_VIEW * appeals[before].stops * appeals[before].pause_ms * factor);
    passing_ms(&appeals[at], factor) + before
}

fn mean((first, last): (u32, u32)) -> f64 {
    f64::midpoint(f64::from(first), f64::from(last))
}

fn real(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}
