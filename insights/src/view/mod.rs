//! The questions that have an answer. Closed, so that the API, the report and the SQL files cannot drift apart
//! without the compiler or a test saying so.

mod changes;
mod column;
mod reading;
mod targets;
mod visits;

use std::str::FromStr;

pub use column::{Column, ColumnType};

use crate::parameter::{self, Parameter};

/// A question to the lake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum View {
    /// One row per section of the menu, by dwell, the longest first.
    Sections,
    /// One row per dish or drink, by dwell, the longest first.
    Items,
    /// One row over everything; none when there was no visit.
    Summary,
    /// One row per dish and section it was seen in, by section, the most looked at first.
    SectionItems,
    /// One row per pair of sections that were looked at one after the other, the most frequent first.
    Paths,
    /// One row per version of the menu, the newest first.
    Menus,
    /// One row per table, the most visited first.
    Tables,
    /// One row per language of the page, the most visited first.
    Languages,
    /// One row per class of devices, the most visited first.
    Devices,
    /// One row per hour of the week in which visits began, from Monday on.
    Times,
    /// One row per day on which visits began, in order.
    Days,
    /// One row per step from opening the menu to the page's own event; none when there was no visit.
    Funnel,
    /// One row per dish with its place in the menu matrix, the most looked at first.
    Matrix,
    /// One row per section or dish with the rates of zoning tools, sections first.
    Zones,
    /// One row about how far the figures can be trusted; none when there was no visit.
    Quality,
    /// One row per section: two versions of the menu against each other.
    Compare,
}

/// A name that no view has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no view `{name}`; the views are {}", View::ALL.map(View::name).join(", "))]
pub struct UnknownView {
    /// The name that was asked for.
    pub name: String,
}

impl View {
    /// Every view, in the order of this enum.
    pub const ALL: [Self; 16] = [
        Self::Sections,
        Self::Items,
        Self::Summary,
        Self::SectionItems,
        Self::Paths,
        Self::Menus,
        Self::Tables,
        Self::Languages,
        Self::Devices,
        Self::Times,
        Self::Days,
        Self::Funnel,
        Self::Matrix,
        Self::Zones,
        Self::Quality,
        Self::Compare,
    ];

    /// The view's name, in addresses, on the command line and of its file in `sql/`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sections => "sections",
            Self::Items => "items",
            Self::Summary => "summary",
            Self::SectionItems => "section_items",
            Self::Paths => "paths",
            Self::Menus => "menus",
            Self::Tables => "tables",
            Self::Languages => "languages",
            Self::Devices => "devices",
            Self::Times => "times",
            Self::Days => "days",
            Self::Funnel => "funnel",
            Self::Matrix => "matrix",
            Self::Zones => "zones",
            Self::Quality => "quality",
            Self::Compare => "compare",
        }
    }

    /// The columns of its answer, in order.
    #[must_use]
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Self::Sections => &targets::SECTIONS,
            Self::Items => &targets::ITEMS,
            Self::SectionItems => &targets::SECTION_ITEMS,
            Self::Zones => &targets::ZONES,
            Self::Summary => &visits::SUMMARY,
            Self::Menus | Self::Tables | Self::Languages | Self::Devices => &visits::BREAKDOWN,
            Self::Times => &visits::TIMES,
            Self::Days => &visits::DAYS,
            Self::Quality => &visits::QUALITY,
            Self::Paths => &reading::PATHS,
            Self::Funnel => &reading::FUNNEL,
            Self::Matrix => &changes::MATRIX,
            Self::Compare => &changes::COMPARE,
        }
    }

    /// The parameters it takes beside those of the filter.
    #[must_use]
    pub const fn parameters(self) -> &'static [Parameter] {
        match self {
            Self::Times | Self::Days => &[parameter::UTC_OFFSET],
            Self::Funnel | Self::Matrix => &[parameter::EVENT],
            Self::Compare => &[parameter::MENU_A, parameter::MENU_B],
            _ => &[],
        }
    }
}

impl FromStr for View {
    type Err = UnknownView;

    fn from_str(name: &str) -> Result<Self, UnknownView> {
        let found = Self::ALL.into_iter().find(|view| view.name() == name);
        found.ok_or_else(|| UnknownView { name: name.to_owned() })
    }
}
