//! What can happen to a page, as facts in the past participle.

use alloc::boxed::Box;
use alloc::string::String;

use linger_wire::Kind;

use crate::geometry::Geometry;

/// Names an element for as long as the page has it. The shell counts them from 0 and may use a number again after
/// the element was removed; low numbers keep the engine's table small.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ElementKey(pub u16);

/// Names a request of the engine's, in [`crate::Wish::Send`] or [`crate::Wish::Beacon`] and in its outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RequestId(pub u32);

/// Names a kept batch, from [`Input::Claimed`] to [`crate::Wish::Forget`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ParcelId(pub u32);

/// A batch that an earlier page kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    /// Its name.
    pub id: ParcelId,
    /// The batch as JSON, as it was cut.
    pub body: String,
    /// Events in it, to be counted as dropped if the collector refuses it for good.
    pub events: u32,
}

/// The facts with which a visit begins, as they stand in the header of its batches: they are the same in all of them,
/// and the engine asks nothing of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitStart {
    /// Site, visit and session, as [`linger_wire::encode::identity`] writes them, and after them what
    /// [`linger_wire::encode::times`] writes.
    pub identity: String,
    /// The page, as [`linger_wire::encode::page`] writes it.
    pub page: String,
}

/// Why a request was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No answer at all: no network, nobody there, a quota burst, or something on the guest's side that refuses.
    NoAnswer,
    /// An answer that asks for another try: 408, 429 and 5xx. `retry_after_ms` is what the server asked for, in
    /// milliseconds.
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
    /// The page has an element that is to be measured. Elements with the same kind and id are one target. Ids are JSON
    /// strings, quotes and all, as the engine only ever writes them out; whoever makes them holds them to
    /// [`linger_wire::limits::TARGET_BYTES_MAX`].
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
    /// The page shows another route without having been loaded again: a new visit.
    Navigated(Box<VisitStart>),
    /// The browser is back on a network.
    Online,
    /// The page reports something of its own, within [`linger_wire::limits::NAME_BYTES_MAX`] and
    /// [`linger_wire::limits::PROPERTIES_BYTES_MAX`]; [`Input::Lost`] stands for what is not.
    Tracked {
        /// The event's name as a JSON string.
        name: String,
        /// A JSON object as text.
        properties: Option<String>,
    },
    /// The page asks for what there is to be sent now.
    Flushed,
    /// The collector asks for one event of a request again, by its place in the batch. Told from the last to the
    /// first, before the request's [`Input::Sent`].
    Returned(RequestId, u16),
    /// A request was taken, all of it but what was returned.
    Sent(RequestId),
    /// A request was not taken.
    Failed(RequestId, Failure),
    /// The browser's storage has the batch.
    Kept(RequestId),
    /// The browser's storage has not: it is full, forbidden, or over its bound.
    Unkept(RequestId),
    /// A batch kept earlier is this page's to send.
    Claimed(Parcel),
    /// So many events are gone: kept ones too old or damaged, new ones over a limit.
    Lost(u32),
    /// The deadline has come.
    Woken,
}
