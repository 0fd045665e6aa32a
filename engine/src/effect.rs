//! What the engine wishes done, as imperatives. The shell carries them out in order.

use alloc::string::String;

use linger_wire::Id;

use crate::input::RequestId;

/// A batch on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Names the request in its outcome, [`crate::Input::Sent`] or [`crate::Input::Failed`].
    pub id: RequestId,
    /// The batch as JSON.
    pub body: String,
}

/// A session as a browser's storage keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionMark {
    /// The session's id.
    pub session: Id,
    /// When a visit of it was last seen, in milliseconds since 1970 by the page's clock.
    pub seen_at_ms: i64,
}

/// What to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Post the batch, and report the outcome.
    Send(Request),
    /// Post the batch so that it survives the page, and report the outcome if the page survives too.
    Beacon(Request),
    /// Keep the session's mark, where storage is allowed.
    Store(SessionMark),
    /// Measure every element again: the page has come to rest, or come back, and places may have changed without
    /// crossing a threshold.
    Measure,
}
