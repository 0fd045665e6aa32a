//! A batch: one visit's context and the events cut from its queue.

use alloc::string::String;

use crate::Id;

/// The wire version this crate writes and reads.
pub const VERSION: u8 = 1;

/// Why a batch was cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FlushReason {
    /// The queue reached the number of events of a batch.
    Count,
    /// The queue reached the bytes of a batch.
    Bytes,
    /// The oldest event reached the flush age.
    Age,
    /// The page was hidden; it may never come back.
    Hide,
    /// The page is going away.
    Exit,
    /// The page asked for it.
    Manual,
}

impl FlushReason {
    /// Every reason, in the order of this enum.
    pub const ALL: [Self; 6] = [Self::Count, Self::Bytes, Self::Age, Self::Hide, Self::Exit, Self::Manual];

    /// The reason's name on the wire and in the lake.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Bytes => "bytes",
            Self::Age => "age",
            Self::Hide => "hide",
            Self::Exit => "exit",
            Self::Manual => "manual",
        }
    }
}

/// Which form of the engine measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EngineForm {
    /// WebAssembly in the page.
    Wasm,
    /// The same engine translated to JavaScript, where WebAssembly is missing or forbidden.
    Js,
    /// Compiled natively: simulations and tests.
    Native,
}

impl EngineForm {
    /// Every form, in the order of this enum.
    pub const ALL: [Self; 3] = [Self::Wasm, Self::Js, Self::Native];

    /// The form's name on the wire and in the lake.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Wasm => "wasm",
            Self::Js => "js",
            Self::Native => "native",
        }
    }
}

/// How attention is shared between the targets on one screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gaze {
    /// A pixel of the screen's upper half weighs twice one of its lower half. The default.
    #[default]
    Upper,
    /// Every pixel weighs the same.
    Uniform,
}

impl Gaze {
    /// Every prior, in the order of this enum.
    pub const ALL: [Self; 2] = [Self::Upper, Self::Uniform];

    /// The prior's name on the wire and in the lake.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Upper => "upper",
            Self::Uniform => "uniform",
        }
    }
}

/// What the page knows of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The site's public key. It names a site and authenticates nobody.
    pub site: String,
    /// Version of the SDK.
    pub sdk: String,
    /// Form of the engine.
    pub engine: EngineForm,
    /// Width and height of the viewport at the visit's start, in CSS pixels.
    pub viewport: [u32; 2],
    /// Path of the page, without query or fragment.
    pub path: Option<String>,
    /// Version of the menu.
    pub menu: Option<String>,
    /// The table whose code was scanned.
    pub table: Option<String>,
    /// Language of the page, a BCP 47 tag.
    pub lang: Option<String>,
    /// How attention is shared.
    pub gaze: Gaze,
    /// Of a hundred sessions, how many are measured.
    pub sample_percent: u8,
}

/// What a batch says once for all its events. Wall-clock times are the page's own; the collector corrects them by
/// `sent_at_ms` against its clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The page it comes from.
    pub page: Page,
    /// The visit all events belong to.
    pub visit: Id,
    /// The session the visit belongs to.
    pub session: Id,
    /// The batch's number in its visit, from 0. A batch that is sent again may have a new one.
    pub seq: u32,
    /// Why it was cut.
    pub reason: FlushReason,
    /// When the visit began, in milliseconds since 1970 by the page's clock.
    pub started_at_ms: i64,
    /// When this batch was sent, by the same clock.
    pub sent_at_ms: i64,
    /// Events of this visit that the page had to drop so far.
    pub dropped: u32,
    /// The time at rest from which the page calls an exposure read, in milliseconds.
    pub read_ms: u32,
}
