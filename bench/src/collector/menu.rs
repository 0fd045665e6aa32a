//! The menu that guests look at: nine sections, most with one dish that is measured by itself.

use linger_engine::{ElementKey, Geometry, Input, Size};
use linger_wire::Kind;

/// Sections of the menu, as many as the page that the browser's bench uses.
pub(super) const SECTIONS: usize = 9;

const SCREEN: Size = Size { width: 390.0, height: 844.0 };

/// A section's height: a screen and a bit, in CSS pixels.
const SECTION_PX: f64 = 960.0;

/// Where in its section the dish's card stands, and how high it is.
const DISH_TOP_PX: f64 = 180.0;
const DISH_PX: f64 = 320.0;

/// Sections and the dish in them that is measured by itself, if any.
const NAMES: [(&str, Option<&str>); SECTIONS] = [
    ("starters", Some("kimchi-jeon")),
    ("salads", None),
    ("soups", Some("doenjang-jjigae")),
    ("noodles", Some("naengmyeon")),
    ("rice", Some("bibimbap")),
    ("grill", Some("galbi")),
    ("stews", None),
    ("desserts", Some("bingsu")),
    ("drinks", None),
];

/// The page, and where the guest is on it.
#[derive(Debug, Default)]
pub(super) struct Menu {
    scroll_top_px: f64,
    section: usize,
}

impl Menu {
    /// The section after the one that is looked at.
    pub(super) fn next_section(&self) -> Option<usize> {
        (self.section + 1 < SECTIONS).then_some(self.section + 1)
    }

    /// Moves the page by at most `step_px` towards a section. Whether it is there already.
    pub(super) fn scroll_towards(&mut self, section: usize, step_px: f64) -> bool {
        let rest = top_px(section) - self.scroll_top_px;
        self.section = section;
        self.scroll_top_px += rest.clamp(-step_px, step_px);
        rest == 0.0
    }

    /// Every element against the screen.
    pub(super) fn geometries(&self) -> Vec<(ElementKey, Geometry)> {
        let sections = (0..SECTIONS).map(|index| self.geometry(index, top_px(index), SECTION_PX));
        let dishes =
            dishes().map(|(index, _)| self.geometry(SECTIONS + index, top_px(index) + DISH_TOP_PX, DISH_PX));
        sections.chain(dishes).collect()
    }

    fn geometry(&self, index: usize, top: f64, height: f64) -> (ElementKey, Geometry) {
        let visible_top = (top - self.scroll_top_px).max(0.0);
        let bottom = (top + height - self.scroll_top_px).min(SCREEN.height);
        let visible = Size { width: SCREEN.width, height: (bottom - visible_top).max(0.0) };
        let element = Size { width: SCREEN.width, height };
        (key(index), Geometry { element, visible, visible_top, viewport: SCREEN })
    }
}

/// What the page begins with.
pub(super) fn appearing() -> Vec<Input> {
    let section = |index: usize| (index, Kind::Section, NAMES[index].0, None);
    let sections = (0..SECTIONS).map(section);
    let dishes = dishes().map(|(index, dish)| (SECTIONS + index, Kind::Item, dish, Some(NAMES[index].0)));
    sections.chain(dishes).map(appeared).collect()
}

fn appeared((element, kind, id, section): (usize, Kind, &str, Option<&str>)) -> Input {
    let json = |text: &str| format!("\"{text}\"");
    Input::Appeared { element: key(element), kind, id: json(id), section: section.map(json) }
}

/// The dishes, each with its section's place.
fn dishes() -> impl Iterator<Item = (usize, &'static str)> {
    NAMES.iter().enumerate().filter_map(|(index, (_, dish))| Some((index, (*dish)?)))
}

fn key(index: usize) -> ElementKey {
    ElementKey(u16::try_from(index).expect("a menu has few elements"))
}

fn top_px(section: usize) -> f64 {
    f64::from(u32::try_from(section).expect("a menu has few sections")) * SECTION_PX
}
