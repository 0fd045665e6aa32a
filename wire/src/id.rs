//! Ids of visits and sessions: 128 random bits, written as 22 characters of URL-safe base64.

use alloc::string::String;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Six bits a character: the 22nd carries the last two bits.
const BITS_PER_CHAR: u32 = 6;

/// Length of an id's text, in characters: 128 bits at six a character, rounded up.
pub const ID_CHARS: usize = 22;

/// A random 128-bit id. It names a visit or a session, never a person: it is made anew for each and kept nowhere
/// else.
///
/// ```
/// use linger_wire::Id;
/// let id = Id::from_bits(7);
/// assert_eq!(id.encode(), "HAAAAAAAAAAAAAAAAAAAAA");
/// assert_eq!(Id::decode("HAAAAAAAAAAAAAAAAAAAAA"), Some(id));
/// assert_eq!(Id::decode("too short"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(u128);

impl Id {
    /// An id of the given bits. The caller takes them from the platform's random source.
    #[must_use]
    pub const fn from_bits(bits: u128) -> Self {
        Self(bits)
    }

    /// The id's text: 22 characters, least significant bits first.
    #[must_use]
    pub fn encode(self) -> String {
        let mut text = String::with_capacity(ID_CHARS);
        let mut rest = self.0;
        for _ in 0..ID_CHARS {
            text.push(char::from(ALPHABET[(rest & 63) as usize]));
            rest >>= BITS_PER_CHAR;
        }
        text
    }

    /// The id of a text, or `None` where the text is not what [`Id::encode`] writes.
    #[must_use]
    pub fn decode(text: &str) -> Option<Self> {
        if text.len() != ID_CHARS {
            return None;
        }
        let mut bits = 0_u128;
        for (place, byte) in (0_u32..).zip(text.bytes()) {
            let value = u128::from(digit(byte)?);
            let shift = place * BITS_PER_CHAR;
            if value << shift >> shift != value {
                return None;
            }
            bits |= value << shift;
        }
        Some(Self(bits))
    }
}

fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'-' => Some(62),
        b'_' => Some(63),
        _ => None,
    }
}
