//! What the engine wishes done, as imperatives. The shell carries them out in order.

use alloc::string::String;

/// What to do. Which fields of the [`Effect`] it takes stands beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Wish {
    /// Post the batch, and report the outcome: `request`, `body`.
    Send,
    /// Post the batch so that it survives the page, and report the outcome if the page survives too: `request`, `body`.
    Beacon,
    /// Keep the batch in the browser's storage for the next visit, and report at once whether that worked, by
    /// [`crate::Input::Kept`] or [`crate::Input::Unkept`]: `request`, `events`, `body`.
    Keep,
    /// Look for batches that were kept, of this page or an earlier one, and report each as
    /// [`crate::Input::Claimed`], unless another tab is at it.
    Claim,
    /// Let other tabs claim what this one does not send.
    LetGo,
    /// Remove a claimed batch from the storage, as it has arrived or was refused for good: `request` is its
    /// [`crate::ParcelId`].
    Forget,
    /// Remember that the session was seen now, where storage is allowed.
    Remember,
    /// Measure again every element that is on the screen: the page has come to rest, or come back, and places may
    /// have changed without crossing a threshold.
    Measure,
}

/// One wish with what it takes. Flat, as a shell hands it on as it is: an enum whose variants carry different things is
/// taken apart and put together again on the way, which costs the page's guests half a kilobyte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// What to do.
    pub wish: Wish,
    /// Names the request in its outcome, as a [`crate::RequestId`]; 0 where there is none.
    pub request: u32,
    /// Events in the batch.
    pub events: u32,
    /// The batch as JSON, or empty.
    pub body: String,
}

impl Effect {
    pub(crate) const fn bare(wish: Wish, request: u32) -> Self {
        Self { wish, request, events: 0, body: String::new() }
    }
}
