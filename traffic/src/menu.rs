//! What there is to look at.

use serde::Deserialize;

/// Sections in the order of the page.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Menu {
    /// Version of the menu, where the file says one.
    #[serde(default)]
    pub version: String,
    /// The sections.
    pub sections: Vec<Section>,
}

/// A section and its dishes in the order of the page.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Section {
    /// Its id.
    pub id: String,
    /// Its dishes.
    pub items: Vec<Item>,
}

/// A dish or drink.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Item {
    /// Its id.
    pub id: String,
}

impl Menu {
    /// Reads a menu as `www/src/menu/menu.json` is: `sections`, each with `id` and `items`, each of which has an `id`.
    ///
    /// # Errors
    /// It is no such JSON.
    pub fn from_json(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }

    /// Sections `s0`, `s1`, … with items `s0-i0`, ….
    #[must_use]
    pub fn plain(sections: usize, items: usize) -> Self {
        let item = |section: usize, item: usize| Item { id: format!("s{section}-i{item}") };
        let section = |at: usize| Section {
            id: format!("s{at}"),
            items: (0..items).map(|item_at| item(at, item_at)).collect(),
        };
        Self { version: String::new(), sections: (0..sections).map(section).collect() }
    }
}
