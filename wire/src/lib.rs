//! What the menu page and the collector agree on, and nothing else: ids, events, batches, limits, and the
//! columns an event has once it lies in the lake.
//!
//! The page writes batches by hand ([`encode`]) because serde's writer would outweigh the whole measuring
//! logic; the collector reads them with serde (feature `decode`). Golden batches in `testdata/v1` hold the two
//! together: each decodes today and encodes back to the same bytes. They are append-only.
#![no_std]

extern crate alloc;

pub mod batch;
#[cfg(feature = "decode")]
pub mod decode;
pub mod encode;
pub mod event;
#[cfg(feature = "decode")]
mod field;
pub mod id;
pub mod limits;
#[cfg(feature = "decode")]
pub mod line;
pub mod problem;
pub mod row;
#[cfg(feature = "decode")]
pub mod sound;
#[cfg(feature = "decode")]
pub mod unfold;

pub use batch::{EngineForm, FlushReason, Gaze, Header, Page, VERSION};
pub use event::{Activity, Custom, Event, Exposure, Kind};
pub use id::Id;
pub use problem::{Problem, Reason};
