//! The three events of wire version 1. All times are milliseconds; all sums are additive, so that any number of
//! slices of one exposure add up to it, and a lost slice loses only its own time.

use alloc::string::String;

/// What sort of target an exposure is of. Sections and items share the screen, so each kind has attention of its
/// own that sums to the active time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A part of the menu, marked `data-linger-section`.
    Section,
    /// One dish or drink, marked `data-linger-item`.
    Item,
}

impl Kind {
    /// The kind's name in the lake.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Section => "section",
            Self::Item => "item",
        }
    }
}

/// A slice of an exposure: one unbroken interval in which a target was viewable. An exposure that is still open
/// when a batch is cut is sent in several slices with the same `exposure` number.
///
/// `S` is the type of its texts: [`crate::encode::Json`] where they are only written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exposure<S = String> {
    /// The event's number in its visit, from 0, without gaps: with the visit's id it identifies the event.
    pub number: u32,
    /// The exposure's number in its visit, in the order in which targets became viewable, from 0.
    pub exposure: u32,
    /// Section or item.
    pub kind: Kind,
    /// The target's id, as the page names it.
    pub target: S,
    /// The target of this kind that became viewable before this one; `None` for the visit's first.
    pub from: Option<S>,
    /// The section an item lies in; `None` for sections and for items outside any.
    pub section: Option<S>,
    /// When the slice begins, in milliseconds since the visit's start.
    pub at_ms: u64,
    /// Time in which the target was viewable and the page at rest.
    pub paused_ms: u64,
    /// Time in which the target was viewable and the page in motion.
    pub scrolling_ms: u64,
    /// This target's share of the active time, divided among the viewable targets of its kind.
    pub attention_ms: u64,
}

/// What passed since the last activity event and belongs to no target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Activity {
    /// The event's number in its visit.
    pub number: u32,
    /// When it was taken, in milliseconds since the visit's start.
    pub at_ms: u64,
    /// Time in which the page was visible and somebody was there.
    pub active_ms: u64,
    /// Time in which the page was visible and nothing was touched for longer than the idle limit.
    pub idle_ms: u64,
    /// Active time in which no section was viewable.
    pub elsewhere_section_ms: u64,
    /// Active time in which no item was viewable.
    pub elsewhere_item_ms: u64,
}

/// Something the page itself reports: a tap, a call to the waiter, an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Custom<S = String> {
    /// The event's number in its visit.
    pub number: u32,
    /// When it happened, in milliseconds since the visit's start.
    pub at_ms: u64,
    /// The page's name for it.
    pub name: S,
    /// A JSON object as text, or `None`.
    pub properties: Option<String>,
}

/// One event of a visit.
///
/// `S` is the type of its texts; those of the batch it was read from, where it does not outlive that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event<S = String> {
    /// A target was viewable for a while.
    Exposure(Exposure<S>),
    /// Time passed.
    Activity(Activity),
    /// The page reported something.
    Custom(Custom<S>),
}

impl<S> Event<S> {
    /// The event's number in its visit.
    #[must_use]
    pub const fn number(&self) -> u32 {
        match self {
            Self::Exposure(exposure) => exposure.number,
            Self::Activity(activity) => activity.number,
            Self::Custom(custom) => custom.number,
        }
    }

    /// When the event begins, in milliseconds since the visit's start.
    #[must_use]
    pub const fn at_ms(&self) -> u64 {
        match self {
            Self::Exposure(exposure) => exposure.at_ms,
            Self::Activity(activity) => activity.at_ms,
            Self::Custom(custom) => custom.at_ms,
        }
    }

    /// The same event with its texts turned into another type.
    pub fn map<T>(self, mut text: impl FnMut(S) -> T) -> Event<T> {
        match self {
            Self::Exposure(event) => Event::Exposure(Exposure {
                number: event.number,
                exposure: event.exposure,
                kind: event.kind,
                target: text(event.target),
                from: event.from.map(&mut text),
                section: event.section.map(&mut text),
                at_ms: event.at_ms,
                paused_ms: event.paused_ms,
                scrolling_ms: event.scrolling_ms,
                attention_ms: event.attention_ms,
            }),
            Self::Activity(event) => Event::Activity(event),
            Self::Custom(event) => Event::Custom(Custom {
                number: event.number,
                at_ms: event.at_ms,
                name: text(event.name),
                properties: event.properties,
            }),
        }
    }
}
