//! What JavaScript tells: `shell.js`, and the ways in over it, call these. Few and wide, as each export costs the page's
//! guests some 80 bytes; texts as bytes, as strings would bring their conversion along. Rust callers have [`Linger`]'s own
//! methods.

use wasm_bindgen::prelude::*;

use linger_engine::{ElementKey, Geometry, Input, Parcel, ParcelId, RequestId, Size, VisitStart};
use linger_wire::Kind;

use crate::answer::failure;
use crate::linger::Linger;

#[doc(hidden)]
#[wasm_bindgen]
impl Linger {
    /// Where an element is, in CSS pixels: its own size, its visible part's size and upper edge, the viewport's size. Returns
    /// the ratio from which it is viewable.
    #[expect(clippy::too_many_arguments, reason = "an object would cost a call for each of its fields")]
    #[must_use]
    pub fn intersected(
        &self,
        key: u16,
        at_ms: f64,
        width: f64,
        height: f64,
        visible_width: f64,
        visible_height: f64,
        visible_top: f64,
        viewport_width: f64,
        viewport_height: f64,
    ) -> f64 {
        let size = |width, height| Size { width, height };
        let geometry = Geometry {
            element: size(width, height),
            visible: size(visible_width, visible_height),
            visible_top,
            viewport: size(viewport_width, viewport_height),
        };
        self.driver.tell_at(at_ms, Input::Intersected(ElementKey(key), geometry));
        geometry.viewable_ratio()
    }

    /// Something that takes at most three numbers, by its number in `signals.js`.
    pub fn told(&self, signal: u8, first: u32, second: u16, third: f64) {
        let request = RequestId(first);
        let input = match signal {
            0 => Input::Hidden,
            1 => Input::Shown,
            2 => Input::Left,
            3 => Input::Online,
            4 => Input::Scrolled,
            5 => Input::Touched,
            6 => Input::Woken,
            7 => Input::Flushed,
            8 => Input::Removed(ElementKey(second)),
            9 => Input::Returned(request, second),
            10 => Input::Lost(first),
            // The status, 0 for no answer, and the wait it asked for in milliseconds, negative for none.
            11 => match failure(second, third) {
                None => Input::Sent(request),
                Some(failure) => Input::Failed(request, failure),
            },
            12 => return self.stop(),
            _ => return self.revoke(),
        };
        self.driver.tell(input);
    }

    /// Something that takes texts, in UTF-8 with a zero byte between them, by its number in `signals.js`.
    #[expect(clippy::cast_possible_truncation, reason = "keys are places in a list of elements")]
    pub fn said(&self, signal: u8, first: u32, second: u32, texts: Vec<u8>) {
        let (one, other) = parted(texts);
        let input = match signal {
            0 | 1 => Input::Appeared {
                element: ElementKey(first as u16),
                kind: if signal == 0 { Kind::Section } else { Kind::Item },
                id: one,
                section: given(other),
            },
            2 => Input::Claimed(Parcel { id: ParcelId(first), events: second, body: one }),
            3 => Input::Tracked { name: one, properties: given(other) },
            4 => Input::Restored(Box::new(VisitStart { identity: one, page: other })),
            _ => Input::Navigated(Box::new(VisitStart { identity: one, page: other })),
        };
        self.driver.tell(input);
    }
}

#[cfg(feature = "debug")]
#[doc(hidden)]
#[wasm_bindgen]
impl Linger {
    /// What the engine knows right now, as JSON.
    #[must_use]
    pub fn peek(&self) -> String {
        self.driver.peek()
    }
}

/// The text up to the first zero byte, and what follows it.
pub(crate) fn parted(mut texts: Vec<u8>) -> (String, String) {
    let end = texts.iter().position(|byte| *byte == 0).unwrap_or(texts.len());
    let other = texts.get(end + 1..).unwrap_or_default().to_vec();
    texts.truncate(end);
    (text(texts), text(other))
}

#[expect(unsafe_code)]
fn text(bytes: Vec<u8>) -> String {
    // SAFETY: `TextEncoder` writes UTF-8 and nothing else (Encoding standard, "TextEncoder"), and it is parted only at
    // zero bytes, which are characters of their own. Checking it would cost the page's guests 400 bytes.
    unsafe { String::from_utf8_unchecked(bytes) }
}

fn given(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}
