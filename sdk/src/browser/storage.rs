//! `sessionStorage` and `localStorage`, for one thing: which session this is, and when it was last seen.
//!
//! Storage throws when it is forbidden or full. Then there is no session to go on with, which is what a page
//! without storage has anyway.

use linger_engine::SessionMark;
use linger_wire::{Id, encode};

use crate::settings::Storage;

/// The key, in the origin's storage. Its value is the session's id, a space, and milliseconds since 1970.
const KEY: &str = "linger";

fn area(storage: Storage) -> Option<web_sys::Storage> {
    let window = web_sys::window()?;
    match storage {
        Storage::None => None,
        Storage::Session => window.session_storage().ok()?,
        Storage::Local => window.local_storage().ok()?,
    }
}

/// The mark of an earlier page load, if there is one and it makes sense.
pub(crate) fn read(storage: Storage) -> Option<SessionMark> {
    let value = area(storage)?.get_item(KEY).ok()??;
    let (session, seen_at_ms) = value.split_once(' ')?;
    Some(SessionMark { session: Id::decode(session)?, seen_at_ms: seen_at_ms.parse().ok()? })
}

/// Keeps the mark.
pub(crate) fn write(storage: Storage, mark: SessionMark) {
    let Some(area) = area(storage) else { return };
    let mut value = mark.session.encode();
    value.push(' ');
    encode::integer(&mut value, mark.seen_at_ms);
    let _ = area.set_item(KEY, &value);
}
