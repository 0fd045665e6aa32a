//! What can happen to a page, as facts in the past participle.

use alloc::boxed::Box;
use alloc::string::String;

use linger_wire::{Id, Kind, Page};

use crate::geometry::Geometry;

/// Names an element for as long as the page has it. The shell counts them from 0 and may use a number again after
/// the element was removed; low numbers keep the engine's table small.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ElementKey(pub u16);

/// Names a request of the engine's, in [`crate::Effect::Send`] or [`crate::Effect::Beacon`] and in its outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RequestId(pub u32);

/// The facts with which a visit begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitStart {
    /// The visit's id, from the platform's random source.
    pub visit: Id,
    /// An id for a new session, from the same source; used where the stored one is too old or absent.
    pub session: Id,
    /// The session of an earlier visit and when it was last seen, where storage is allowed and holds one.
    pub stored: Option<crate::SessionMark>,
    /// The page. Optional texts over their limits are left out, as a batch with them would be refused whole.
    pub page: Page,
}

/// Why a request was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No answer, or one that asks for another try: network errors, 408, 429 and 5xx. `retry_after_ms` is what the
    /// server asked for, in milliseconds.
    Unavailable {
        /// Milliseconds the server asks to wait, from a `Retry-After` header.
        retry_after_ms: Option<u32>,
    },
    /// The server refused this batch for good (any other 4xx). It is not sent again, and counted as dropped.
    Refused,
}

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// The page has an element that is to be measured. Elements with the same kind and id are one target. An id
    /// that is empty or longer than [`linger_wire::limits::TARGET_BYTES_MAX`] is not measured.
    Appeared {
        /// The element's name from now on.
        element: ElementKey,
        /// Section or item.
        kind: Kind,
        /// The target's id.
        id: String,
        /// The section the item lies in.
        section: Option<String>,
    },
    /// The page has the element no more.
    Removed(ElementKey),
    /// The element's place on the screen changed, or was measured again.
    Intersected(ElementKey, Geometry),
    /// The page, or a scroller in it, moved.
    Scrolled,
    /// Somebody touched, typed or pointed.
    Touched,
    /// The page is no longer visible; it may never come back.
    Hidden,
    /// The page is visible again.
    Shown,
    /// The page is being left.
    Left,
    /// The page came back from the back/forward cache: a new visit. Boxed, as every other input is a tenth of it.
    Restored(Box<VisitStart>),
    /// The page reports something of its own. `properties` is a JSON object as text.
    Tracked {
        /// The event's name.
        name: String,
        /// A JSON object as text.
        properties: Option<String>,
    },
    /// The page asks for what there is to be sent now.
    Flushed,
    /// A request was taken, all of it.
    Sent(RequestId),
    /// A request was not taken.
    Failed(RequestId, Failure),
    /// The deadline has come.
    Woken,
}
