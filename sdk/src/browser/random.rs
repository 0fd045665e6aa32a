//! `crypto.getRandomValues`.

use linger_wire::Id;

fn bytes() -> Option<[u8; 16]> {
    let mut bytes = [0; 16];
    let crypto = web_sys::window()?.crypto().ok()?;
    crypto.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(bytes)
}

/// A fresh id.
pub(crate) fn id() -> Option<Id> {
    bytes().map(|bytes| Id::from_bits(u128::from_le_bytes(bytes)))
}

/// A seed for the engine's jitter.
#[expect(clippy::cast_possible_truncation)]
pub(crate) fn seed() -> Option<u64> {
    bytes().map(|bytes| u128::from_le_bytes(bytes) as u64)
}
